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
    private readonly List<(int Blocked, TaskCompletionSource Met)> _idleWaiters = [];
    private DateTimeOffset _now = DateTimeOffset.UnixEpoch;
    private int _working;

    public DateTimeOffset Now
    {
        get
        {
            lock (_gate)
                return _now;
        }
    }

    public IDisposable Schedule<TState>(TState state, Func<IScheduler, TState, IDisposable> action)
    {
        lock (_gate)
            _working++;
        var isCancelled = 0;
        var work = new SingleAssignmentDisposable();
        TaskPoolScheduler.Default.Schedule(() =>
        {
            try
            {
                if (Volatile.Read(ref isCancelled) == 0)
                    work.Disposable = action(this, state);
            }
            finally
            {
                OnWorked();
            }
        });
        return Disposable.Create(() =>
        {
            Volatile.Write(ref isCancelled, 1);
            work.Dispose();
        });
    }

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

    /// <summary>Completes when no work is due at once, except that of threads which the test blocks.</summary>
    public Task WhenIdle(int blocked, CancellationToken limit)
    {
        var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_working <= blocked)
                met.SetResult();
            else
                _idleWaiters.Add((blocked, met));
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

    private void OnWorked()
    {
        lock (_gate)
        {
            _working--;
            foreach (var waiter in _idleWaiters.FindAll(waiter => _working <= waiter.Blocked))
            {
                _idleWaiters.Remove(waiter);
                waiter.Met.SetResult();
            }
        }
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
