using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using RxOfctl.Connections;
using RxOfctl.Delivery;
using RxOfctl.Protocol;

namespace RxOfctl;

/// <content>Looks datapaths up, and waits for those that are not present.</content>
public sealed partial class OpenFlowController
{
    /// <summary>Returns the datapath of an id, or null if it is not present. One that has disconnected is never returned.</summary>
    public Datapath? GetDatapath(DatapathId datapathId) =>
        Datapaths.TryLookup(datapathId, out var datapath) && datapath.IsConnected ? datapath : null;

    /// <summary>Returns all datapaths that are present.</summary>
    public IReadOnlyList<Datapath> GetDatapaths() => [.. Datapaths.Items.Where(datapath => datapath.IsConnected)];

    /// <summary>
    /// Emits the datapath of an id each time that it becomes present: at once if it is, and after each reconnection. It never fails, and
    /// completes when the controller is disposed. An observer gets a datapath before any of its messages.
    /// </summary>
    /// <example>
    /// Installs flows whenever datapath 1 connects: <c>controller.WhenPresent(1).Select(datapath => datapath.SendMsgs(flows)).Switch()</c>.
    /// </example>
    /// <param name="datapathId">The datapath.</param>
    public IObservable<Datapath> WhenPresent(DatapathId datapathId) => Datapaths.Watch(datapathId)
        .Where(static change => change.Reason is ChangeReason.Add or ChangeReason.Update && change.Current.IsConnected)
        .Select(static change => change.Current);

    /// <summary>Waits until a datapath is present, and returns it.</summary>
    /// <param name="datapathId">The datapath.</param>
    /// <param name="timeout">The longest to wait, on <see cref="Scheduler"/>. Default: without limit.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not
    /// <see cref="Timeout.InfiniteTimeSpan"/>.</exception>
    /// <exception cref="InvalidDatapathException">It did not connect in time, or the controller was disposed.</exception>
    /// <exception cref="OperationCanceledException">The wait was canceled.</exception>
    public Task<Datapath> WaitForDatapathAsync(
        DatapathId datapathId, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        ThrowIfNotAWait(timeout, nameof(timeout));
        if (cancellationToken.IsCancellationRequested)
            return Task.FromCanceled<Datapath>(cancellationToken);
        if (GetDatapath(datapathId) is { } present)
            return Task.FromResult(present);

        var result = new TaskCompletionSource<Datapath>();
        // Completed on the scheduler: code that awaits it continues there, and does not delay observers of presence.
        var subscription = Await(
            datapathId,
            timeout ?? Timeout.InfiniteTimeSpan,
            datapath => Scheduler.Schedule(() => Complete(source => source.TrySetResult(datapath))),
            absent => Scheduler.Schedule(() => Complete(source => source.TrySetException(absent))));
        var canceling = cancellationToken.UnsafeRegister(
            (_, token) =>
            {
                subscription.Dispose();
                Complete(source => source.TrySetCanceled(token));
            },
            null);
        // However it completes, nothing stays registered with the token.
        result.Task.ContinueWith(
            static (_, state) => ((CancellationTokenRegistration)state!).Unregister(),
            canceling,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return result.Task;

        void Complete(Action<TaskCompletionSource<Datapath>> complete) => ContextFree.Run(complete, result);
    }

    private static InvalidDatapathException Absent(DatapathId datapathId, string reason = "it is not connected") =>
        new(datapathId, reason, []);

    private static void ThrowIfNotAWait(TimeSpan? wait, string name)
    {
        if (wait < TimeSpan.Zero && wait != Timeout.InfiniteTimeSpan)
            throw new ArgumentOutOfRangeException(name, wait, "A wait must not be negative, except for Timeout.InfiniteTimeSpan.");
    }

    private IDisposable Await(DatapathId datapathId, TimeSpan limit, Action<Datapath> found, Action<InvalidDatapathException> failed)
    {
        var datapath = WhenPresent(datapathId).FirstAsync();
        if (limit != Timeout.InfiniteTimeSpan)
            datapath = datapath.Timeout(limit, Scheduler);
        return datapath.Subscribe(found, error => failed(Absent(
            datapathId, error is TimeoutException ? $"it did not connect within {limit}" : "the controller was disposed of")));
    }

    private IObservable<T> Ask<T>(DatapathId datapathId, Func<Datapath, IObservable<T>> ask, TimeSpan? waitFor)
    {
        ThrowIfNotAWait(waitFor, nameof(waitFor));
        return Observable.Create<T>(observer =>
        {
            if (GetDatapath(datapathId) is { } present)
                return ask(present).Subscribe(observer);
            if (waitFor is not { } limit)
                return Refuse(observer, Absent(datapathId));
            var request = new SingleAssignmentDisposable();
            var wait = Await(
                datapathId,
                limit,
                // An invalid argument fails the request, as it would if the datapath were present.
                datapath => request.Disposable = Observable.Defer(() => ask(datapath)).Subscribe(observer),
                absent => request.Disposable = Refuse(observer, absent));
            return StableCompositeDisposable.Create(wait, request);
        });
    }

    // Delivered where replies are.
    private SerialObserver<T> Refuse<T>(IObserver<T> observer, InvalidDatapathException absent)
    {
        var refusal = new SerialObserver<T>(
            observer,
            (kind, thrown) => ObserverErrors.ReportRequest(kind, absent.DatapathId, thrown),
            action => Scheduler.Schedule(action),
            alwaysSchedules: true);
        refusal.OnError(absent);
        return refusal;
    }

    private async ValueTask<Datapath> PresentAsync(DatapathId datapathId, TimeSpan? waitFor, CancellationToken cancellationToken)
    {
        if (GetDatapath(datapathId) is { } present)
            return present;
        return waitFor is null
            ? throw Absent(datapathId)
            : await WaitForDatapathAsync(datapathId, waitFor, cancellationToken).ConfigureAwait(false);
    }

    private Datapath Present(DatapathId datapathId, TimeSpan? waitFor, CancellationToken cancellationToken)
    {
        ThrowIfNotAWait(waitFor, nameof(waitFor));
        if (GetDatapath(datapathId) is { } present)
            return present;
        if (waitFor is null)
            throw Absent(datapathId);
        _virtualTime?.ThrowIfRunningHere();
        EventLoop.HandOver();
        return WaitForDatapathAsync(datapathId, waitFor, cancellationToken).GetAwaiter().GetResult();
    }
}
