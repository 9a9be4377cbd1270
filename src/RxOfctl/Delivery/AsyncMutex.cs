using System.Collections.Concurrent;
using System.Reactive.Concurrency;

namespace RxOfctl.Delivery;

/// <summary>
/// Runs actions one at a time without a thread that waits: an action that finds another running is scheduled when its turn comes. A lock
/// would block a thread for each action that waits, until none is left to read what the running one may be waiting for.
/// </summary>
internal sealed class AsyncMutex
{
    private readonly ConcurrentQueue<Action> _waiting = new();
    private readonly SerialQueue _queue;

    /// <summary>Makes a mutex.</summary>
    /// <param name="scheduler">Where the actions run that had to wait, each in a call of its own.</param>
    public AsyncMutex(IScheduler scheduler) =>
        _queue = new(RunNext, action => scheduler.Schedule(action), turn: 1);

    /// <summary>Runs an action here and now if none is running, else another one later.</summary>
    /// <param name="action">Runs on this thread.</param>
    /// <param name="later">Runs on the scheduler instead, after those that have waited longer.</param>
    /// <returns>Whether <paramref name="action"/> ran.</returns>
    public bool TryRun(Action action, Action later)
    {
        if (_queue.TryRun(action))
            return true;
        _waiting.Enqueue(later);
        _queue.Schedule();
        return false;
    }

    private bool RunNext()
    {
        if (!_waiting.TryDequeue(out var action))
            return false;
        action();
        return true;
    }
}
