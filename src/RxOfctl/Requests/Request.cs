using System.Reactive.Disposables;
using RxOfctl.Delivery;

namespace RxOfctl.Requests;

/// <summary>
/// A request to a datapath, which each subscription sends once: <c>SendMsg</c>, <c>SendMsgs</c> or <c>SendBundle</c>, as an observable or
/// as a task.
/// </summary>
/// <typeparam name="T">The type of the replies, or of the entries in them.</typeparam>
internal abstract class Request<T>(IRequestChannel channel) : IObservable<T>
{
    protected IRequestChannel Channel => channel;

    /// <summary>
    /// Sends the request. The observer is called where the app's code runs, not on the thread that reads the connection: serially, in
    /// order, an error after the replies before it. If it throws, that is reported and the request is canceled.
    /// </summary>
    public IDisposable Subscribe(IObserver<T> observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        var subscription = new SingleAssignmentDisposable();
        var delivery = new SerialObserver<T>(observer, OnThrown, channel.ScheduleReply, alwaysSchedules: true);
        subscription.Disposable = Send(delivery);
        return StableCompositeDisposable.Create(delivery, subscription);

        void OnThrown(ObserverErrorKind kind, Exception thrown)
        {
            subscription.Dispose();
            channel.ObserverErrors.ReportRequest(kind, channel.DatapathId, thrown);
        }
    }

    /// <summary>Sends the request, and returns its result as a task.</summary>
    /// <param name="result">Makes the result of the replies.</param>
    /// <param name="isAwaited">Whether the app awaits the task, so that it is completed where the app's code runs; false if a thread blocks
    /// until it is completed.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    public Task<TResult> RunAsync<TResult>(Func<IReadOnlyList<T>, TResult> result, bool isAwaited, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested
            ? Task.FromCanceled<TResult>(cancellationToken)
            : new ReplyTask<T, TResult>(result, isAwaited ? channel : null).Run(this, cancellationToken);

    /// <summary>Sends the request. The observer is called on the thread that reads the connection.</summary>
    /// <returns>Cancels the request.</returns>
    public IDisposable Send(IObserver<T> observer)
    {
        var pending = Begin(observer);
        channel.Start(pending);
        return pending;
    }

    /// <summary>Makes the request that one subscription sends.</summary>
    protected abstract PendingRequest Begin(IObserver<T> observer);
}
