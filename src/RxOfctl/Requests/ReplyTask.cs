using System.Reactive;
using System.Reactive.Disposables;
using RxOfctl.Connections;
using RxOfctl.Sessions;

namespace RxOfctl.Requests;

/// <summary>The result of a request as a task. Replies are collected on the thread that reads the connection, where no code of the app runs.</summary>
/// <typeparam name="T">What the request gives.</typeparam>
/// <typeparam name="TResult">What the task gives.</typeparam>
internal sealed class ReplyTask<T, TResult> : TaskCompletionSource<TResult>, IObserver<T>
{
    private readonly Func<IReadOnlyList<T>, TResult> _result;
    private readonly Session? _scheduling;
    private SingleAssignmentDisposableValue _subscription;
    private CancellationTokenRegistration _registration;
    private List<T>? _replies;
    private Exception? _error;

    private ReplyTask(Func<IReadOnlyList<T>, TResult> result, Session? scheduling) => (_result, _scheduling) = (result, scheduling);

    /// <summary>Subscribes.</summary>
    /// <param name="request">The request.</param>
    /// <param name="result">Makes what the task gives of what the request gave.</param>
    /// <param name="scheduling">Has what awaits the task go on where the app's code runs; null if a thread waits for it, which is only woken.</param>
    /// <param name="cancellationToken">Unsubscribes.</param>
    public static Task<TResult> Run(
        IObservable<T> request, Func<IReadOnlyList<T>, TResult> result, Session? scheduling, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return System.Threading.Tasks.Task.FromCanceled<TResult>(cancellationToken);
        var task = new ReplyTask<T, TResult>(result, scheduling);
        task._registration = cancellationToken.UnsafeRegister(static (state, token) => ((ReplyTask<T, TResult>)state!).Cancel(token), task);
        task._subscription.Disposable = request.Subscribe(task);
        return task.Task;
    }

    public void OnNext(T value)
    {
        // A command's unit says no more than its completion.
        if (typeof(T) != typeof(Unit))
            (_replies ??= []).Add(value);
    }

    public void OnError(Exception error)
    {
        _error = error;
        OnCompleted();
    }

    public void OnCompleted()
    {
        if (_scheduling is null)
            Complete();
        else
            _scheduling.ScheduleReply(Complete);
    }

    private void Complete()
    {
        _registration.Unregister();
        ContextFree.Run(
            static task => _ = task._error is { } error ? task.TrySetException(error) : task.TrySetResult(task._result(task.Replies)), this);
    }

    private IReadOnlyList<T> Replies => _replies is null ? [] : _replies;

    private void Cancel(CancellationToken token)
    {
        _subscription.Dispose();
        ContextFree.Run(static end => end.Task.TrySetCanceled(end.Token), (Task: this, Token: token));
    }
}
