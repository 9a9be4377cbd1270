using System.Reactive.Concurrency;

namespace RxOfctl;

/// <summary>A scheduler of virtual time, whose clock stands still while the thread that runs it blocks.</summary>
internal sealed class VirtualTime
{
    private readonly Func<bool> _isRunning;
    private int _thread;

    private VirtualTime(Func<bool> isRunning) => _isRunning = isRunning;

    /// <summary>Null for a scheduler of real time.</summary>
    public static VirtualTime? Of(IScheduler scheduler) => scheduler switch
    {
        VirtualTimeSchedulerBase<long, long> ticks => new(() => ticks.IsEnabled),
        VirtualTimeSchedulerBase<DateTimeOffset, TimeSpan> dates => new(() => dates.IsEnabled),
        _ => null,
    };

    /// <summary>Notes which thread runs the scheduler. Called by actions that the controller schedules.</summary>
    public void NoteThread() => Volatile.Write(ref _thread, Environment.CurrentManagedThreadId);

    /// <summary>Throws if the calling thread runs the scheduler: if it blocked, no time would pass, and the wait would never end.</summary>
    /// <exception cref="InvalidOperationException">The calling thread runs the scheduler.</exception>
    public void ThrowIfRunningHere()
    {
        if (Volatile.Read(ref _thread) == Environment.CurrentManagedThreadId && _isRunning())
        {
            throw new InvalidOperationException(
                "A handler cannot block on the thread that runs a virtual-time scheduler: no time would pass, and no answer would arrive. "
                + "Use SendMsg or SendMsgAsync, or block on another thread.");
        }
    }
}

/// <summary>What schedulers are.</summary>
public static class SchedulerExtensions
{
    /// <summary>
    /// Whether time is virtual on a scheduler, as on a <c>TestScheduler</c> or a <see cref="HistoricalScheduler"/>: then an app has to give the
    /// same results every time, so that its random numbers need a seed and its work must not leave the scheduler.
    /// </summary>
    /// <param name="scheduler">The scheduler.</param>
    /// <exception cref="ArgumentNullException"><paramref name="scheduler"/> is null.</exception>
    public static bool IsVirtualTime(this IScheduler scheduler)
    {
        ArgumentNullException.ThrowIfNull(scheduler);
        return VirtualTime.Of(scheduler) is not null;
    }
}
