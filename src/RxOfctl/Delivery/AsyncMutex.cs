using System.Reactive.Concurrency;

namespace RxOfctl.Delivery;

/// <summary>
/// A lock that does not block threads: an action that finds it taken is scheduled in its turn. It does not belong to a thread: one may
/// enter and another exit.
/// </summary>
internal sealed class AsyncMutex(IScheduler scheduler)
{
    private readonly Lock _gate = new();
    private readonly Queue<Action> _waiting = new();
    private bool _isTaken;

    /// <summary>Enters if the mutex is free.</summary>
    /// <param name="whenEntered">Called on the scheduler when it has been entered later.</param>
    public bool TryEnter(Action whenEntered)
    {
        lock (_gate)
        {
            if (_isTaken)
                _waiting.Enqueue(whenEntered);
            return !_isTaken && (_isTaken = true);
        }
    }

    /// <summary>Exits; the action that has waited longest enters.</summary>
    public void Exit()
    {
        Action? next;
        lock (_gate)
        {
            if (!_waiting.TryDequeue(out next))
                _isTaken = false;
        }

        if (next is not null)
            scheduler.Schedule(next);
    }
}
