using System.Collections.Concurrent;
using System.Reactive.Concurrency;
using Microsoft.Reactive.Testing;

namespace RxOfctl.Tests;

/// <summary>A test scheduler that knows which threads set a time limit: one that waits for an answer has set it just before.</summary>
internal sealed class LabScheduler : TestScheduler
{
    private readonly ConcurrentDictionary<Thread, bool> _waiting = new();

    public bool HasTimeLimitOf(Thread thread) => _waiting.ContainsKey(thread);

    public override IDisposable ScheduleAbsolute<TState>(TState state, long dueTime, Func<IScheduler, TState, IDisposable> action)
    {
        var item = base.ScheduleAbsolute(state, dueTime, action);
        if (dueTime >= Clock + TimeSpan.TicksPerSecond)
            _waiting[Thread.CurrentThread] = true;
        return item;
    }
}
