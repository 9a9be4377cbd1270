using RxOfctl.Testing;

namespace RxOfctl.Tests.Requests;

/// <summary>The forms of a request.</summary>
public enum Form
{
    Observable,
    Async,
    Blocking,
}

/// <summary>A request that was sent, and its outcome.</summary>
internal abstract class Asked
{
    /// <summary>The results.</summary>
    public abstract IReadOnlyList<object> Values { get; }

    /// <summary>The exception that it failed with, or null.</summary>
    public abstract Exception? Error { get; }

    /// <summary>Whether it has ended.</summary>
    public abstract bool IsEnded { get; }

    /// <summary>Cancels the request.</summary>
    public abstract void Cancel();

    /// <summary>Fails unless it succeeded.</summary>
    public void AssertValues(IEnumerable<object> expected)
    {
        Assert.True(IsEnded);
        Assert.Null(Error);
        Assert.Equal(expected, Values);
    }

    /// <summary>Fails unless it failed with an exception of the type.</summary>
    public TException AssertError<TException>()
        where TException : Exception
    {
        Assert.True(IsEnded);
        return Assert.IsType<TException>(Error);
    }
}

internal sealed class ObservableAsked(Recording<object> recording) : Asked
{
    public override IReadOnlyList<object> Values => recording.Values;

    public override Exception? Error => recording.Error;

    public override bool IsEnded => recording.IsCompleted || recording.Error is not null;

    public override void Cancel() => recording.Dispose();
}

internal sealed class AsyncAsked : Asked
{
    private readonly CancellationTokenSource _cancel = new();
    private readonly Task<IReadOnlyList<object>> _task;

    public AsyncAsked(Func<CancellationToken, Task<IReadOnlyList<object>>> run) => _task = run(_cancel.Token);

    public override IReadOnlyList<object> Values => _task.IsCompletedSuccessfully ? _task.Result : [];

    public override Exception? Error => _task.IsCanceled ? new OperationCanceledException() : _task.Exception?.InnerException;

    public override bool IsEnded => _task.IsCompleted;

    public override void Cancel() => _cancel.Cancel();
}

/// <summary>Blocks a separate thread. Its outcome is awaited, with a time limit.</summary>
internal sealed class BlockingAsked : Asked
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly CancellationTokenSource _cancel = new();
    private readonly Thread _thread;
    private IReadOnlyList<object> _values = [];
    private Exception? _error;

    public BlockingAsked(Func<CancellationToken, IReadOnlyList<object>> wait)
    {
        _thread = new(() =>
        {
            try
            {
                _values = wait(_cancel.Token);
            }
            catch (Exception error)
            {
                _error = error;
            }
        })
        { IsBackground = true };
        _thread.Start();
        // Virtual time must not pass before the request is sent; the first thing that the thread waits for is the answer.
        Assert.True(SpinWait.SpinUntil(() => !_thread.IsAlive || _thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin), Patience));
    }

    public override IReadOnlyList<object> Values => IsEnded ? _values : [];

    public override Exception? Error => IsEnded ? _error is OperationCanceledException ? new OperationCanceledException() : _error : null;

    public override bool IsEnded => _thread.Join(Patience);

    public override void Cancel() => _cancel.Cancel();
}
