using System.Reactive.Concurrency;
using System.Reactive.Disposables;

namespace RxOfctl.Connections;

/// <summary>The scheduler of a connection: what the one who reads it schedules there, he does himself.</summary>
internal sealed class LeadingScheduler(Leadership leadership, IScheduler scheduler) : IScheduler
{
    public DateTimeOffset Now => scheduler.Now;

    public IDisposable Schedule<TState>(TState state, Func<IScheduler, TState, IDisposable> action)
    {
        var done = new SingleAssignmentDisposable();
        return leadership.TryKeep(() =>
        {
            if (!done.IsDisposed)
                done.Disposable = action(this, state);
        })
            ? done
            : scheduler.Schedule(state, action);
    }

    public IDisposable Schedule<TState>(TState state, TimeSpan dueTime, Func<IScheduler, TState, IDisposable> action) =>
        scheduler.Schedule(state, dueTime, action);

    public IDisposable Schedule<TState>(TState state, DateTimeOffset dueTime, Func<IScheduler, TState, IDisposable> action) =>
        scheduler.Schedule(state, dueTime, action);
}
