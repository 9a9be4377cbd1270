using System.IO.Pipelines;

namespace RxOfctl.Connections;

/// <summary>
/// Where the one who sends goes on when there is something to send: on the thread pool, so that what others write meanwhile goes out with it;
/// or on the thread of a writer who offers to, which is sooner.
/// </summary>
internal sealed class SendingTurn : PipeScheduler
{
    private Turn _turn;
    private int _thread;

    public override void Schedule(Action<object?> action, object? state)
    {
        if (Volatile.Read(ref _thread) == Environment.CurrentManagedThreadId)
            _turn = new(action, state);
        else
            System.Threading.ThreadPool.UnsafeQueueUserWorkItem(action, state, preferLocal: false);
    }

    /// <summary>The thread that calls is ready to send. Not to be called by two at once.</summary>
    public void Offer() => Volatile.Write(ref _thread, Environment.CurrentManagedThreadId);

    /// <summary>What there is to send for the thread that offered: nothing if another sends already.</summary>
    public Turn Take()
    {
        Volatile.Write(ref _thread, 0);
        var turn = _turn;
        _turn = default;
        return turn;
    }

    /// <summary>One time of sending.</summary>
    public readonly struct Turn(Action<object?> action, object? state)
    {
        public void Run() => action?.Invoke(state);
    }
}
