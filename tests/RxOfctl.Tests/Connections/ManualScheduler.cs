using System.Reactive.Concurrency;
using System.Reactive.Disposables;

namespace RxOfctl.Tests.Connections;

/// <summary>
/// A scheduler for tests with real sockets: what is due at once runs on the thread pool, and the test advances time. A test can wait
/// until a timer is set.
/// </summary>
internal sealed class ManualScheduler : IScheduler
{
    private readonly Lock _gate = new();
    private readonly List<(DateTimeOffset Due, Action Run, SingleAssignmentDisposable Work)> _timers = [];
    private readonly List<(Func<IReadOnlyList<TimeSpan>, bool> Condition, TaskCompletionSource Met)> _waiters = [];
    private DateTimeOffset _now = DateTimeOffset.UnixEpoch;

    public DateTimeOffset Now
    {
        get
        {
            lock (_gate)
                return _now;
        }
    }

    public IDisposable Schedule<TState>(TState state, Func<IScheduler, TState, IDisposable> action) =>
        TaskPoolScheduler.Default.Schedule((action, state), (_, work) => work.action(this, work.state));

    public IDisposable Schedule<TState>(TState state, DateTimeOffset dueTime, Func<IScheduler, TState, IDisposable> action) =>
        Schedule(state, dueTime - Now, action);

    public IDisposable Schedule<TState>(TState state, TimeSpan dueTime, Func<IScheduler, TState, IDisposable> action)
    {
        if (dueTime <= TimeSpan.Zero)
            return Schedule(state, action);
        var work = new SingleAssignmentDisposable();
        lock (_gate)
        {
            var timer = (_now + dueTime, new Action(() => work.Disposable = Schedule(state, action)), work);
            _timers.Add(timer);
            CheckWaiters();
            return Disposable.Create(() =>
            {
                lock (_gate)
                {
                    _timers.Remove(timer);
                    CheckWaiters();
                }

                work.Dispose();
            });
        }
    }

    /// <summary>Completes when the times that the timers have left meet a condition.</summary>
    public Task WhenTimers(Func<IReadOnlyList<TimeSpan>, bool> condition, CancellationToken limit)
    {
        var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _waiters.Add((condition, met));
            CheckWaiters();
        }

        return met.Task.WaitAsync(limit);
    }

    public void Advance(TimeSpan time)
    {
        List<Action> due;
        lock (_gate)
        {
            _now += time;
            due = [.. _timers.Where(timer => timer.Due <= _now).OrderBy(timer => timer.Due).Select(timer => timer.Run)];
            _timers.RemoveAll(timer => timer.Due <= _now);
            CheckWaiters();
        }

        due.ForEach(run => run());
    }

    // Called with the gate held.
    private void CheckWaiters()
    {
        var left = _timers.ConvertAll(timer => timer.Due - _now);
        foreach (var waiter in _waiters.FindAll(waiter => waiter.Condition(left)))
        {
            _waiters.Remove(waiter);
            waiter.Met.SetResult();
        }
    }
}
