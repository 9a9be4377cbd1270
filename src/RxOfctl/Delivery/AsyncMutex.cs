using System.Collections.Concurrent;
using System.Reactive.Concurrency;

namespace RxOfctl.Delivery;

/// <summary>
/// Runs actions one at a time without a thread that waits: an action that finds another running is scheduled when its turn comes. A lock
/// would block a thread for each action that waits, until none is left to read what the running one may be waiting for.
/// </summary>
/// <param name="scheduler">Where the actions run that had to wait, each in a call of its own.</param>
internal sealed class AsyncMutex(IScheduler scheduler) : SerialQueue(turn: 1)
{
    private readonly ConcurrentQueue<Action> _waiting = new();

    /// <summary>Runs an action here and now if none is running, else another one later.</summary>
    /// <param name="action">Runs on this thread.</param>
    /// <param name="later">Runs on the scheduler instead, after those that have waited longer.</param>
    /// <returns>Whether <paramref name="action"/> ran.</returns>
    public bool TryRun(Action action, Action later)
    {
        if (TryRun(action))
            return true;
        _waiting.Enqueue(later);
        Schedule();
        return false;
    }

    protected override bool DeliverNext()
    {
        if (!_waiting.TryDequeue(out var action))
            return false;
        action();
        return true;
    }

    protected override bool TryContinueElsewhere(Action goOn)
    {
        scheduler.Schedule(goOn);
        return true;
    }
}
