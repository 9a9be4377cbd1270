using System.Reactive.Disposables;
using RxOfctl.Connections;

namespace RxOfctl.Requests;

/// <summary>All that an observable gives, as a task.</summary>
internal sealed class ReplyTask<T> : IObserver<T>
{
    private readonly List<T> _replies = [];
    private readonly TaskCompletionSource<IReadOnlyList<T>> _completion;
    private readonly SingleAssignmentDisposable _subscription = new();

    private ReplyTask(TaskCreationOptions options) => _completion = new(options);

    /// <summary>Subscribes, and waits for the end.</summary>
    /// <param name="source">The observable.</param>
    /// <param name="options">Whether what awaits the task goes on in the turn of the observable or not.</param>
    /// <param name="cancellationToken">Unsubscribes.</param>
    public static async Task<IReadOnlyList<T>> Run(IObservable<T> source, TaskCreationOptions options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var task = new ReplyTask<T>(options);
        using var subscription = task._subscription;
        using var registration = cancellationToken.UnsafeRegister(static (state, token) => ((ReplyTask<T>)state!).Cancel(token), task);
        task._subscription.Disposable = source.Subscribe(task);
        return await task._completion.Task.ConfigureAwait(false);
    }

    public void OnNext(T value) => _replies.Add(value);

    public void OnError(Exception error) =>
        ContextFree.Run(static end => end.Completion.TrySetException(end.Error), (Completion: _completion, Error: error));

    public void OnCompleted() =>
        ContextFree.Run(static task => task._completion.TrySetResult(task._replies), this);

    private void Cancel(CancellationToken token)
    {
        _subscription.Dispose();
        ContextFree.Run(static end => end.Completion.TrySetCanceled(end.Token), (Completion: _completion, Token: token));
    }
}
