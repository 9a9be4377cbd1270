using System.Reactive;
using System.Reactive.Disposables;
using RxOfctl.Connections;

namespace RxOfctl.Requests;

/// <summary>The result of a request as a task. Replies are collected on the thread that reads the connection, where no code of the app
/// runs.</summary>
/// <typeparam name="T">The type of the replies, or of the entries in them.</typeparam>
/// <typeparam name="TResult">The type of the result.</typeparam>
/// <param name="result">Makes the result of the replies.</param>
/// <param name="channel">Completes the task where the app's code runs; null to complete it at once, for a thread that blocks on it.</param>
internal sealed class ReplyTask<T, TResult>(Func<IReadOnlyList<T>, TResult> result, IRequestChannel? channel)
    : TaskCompletionSource<TResult>, IObserver<T>
{
    private SingleAssignmentDisposableValue _subscription;
    private CancellationTokenRegistration _registration;
    private List<T>? _replies;
    private Exception? _error;

    /// <summary>Sends the request.</summary>
    public Task<TResult> Run(Request<T> request, CancellationToken cancellationToken)
    {
        _registration = cancellationToken.UnsafeRegister(static (state, token) => ((ReplyTask<T, TResult>)state!).Cancel(token), this);
        _subscription.Disposable = request.Send(this);
        return Task;
    }

    public void OnNext(T value)
    {
        // The unit of a command says no more than its completion.
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
        if (channel is null)
            Complete();
        else
            channel.ScheduleReply(Complete);
    }

    private void Complete()
    {
        _registration.Unregister();
        ContextFree.Run(static task => _ = task._error is { } error ? task.TrySetException(error) : task.TrySetResult(task.Result), this);
    }

    private TResult Result => result(_replies is null ? [] : _replies);

    private void Cancel(CancellationToken token)
    {
        _subscription.Dispose();
        ContextFree.Run(static end => end.Task.TrySetCanceled(end.Token), (Task: this, Token: token));
    }
}
