using System.Reactive.Concurrency;
using System.Reactive.Subjects;
using System.Runtime.ExceptionServices;

namespace RxOfctl.Simulator;

/// <summary>
/// The lock of a network, under which everything in it happens. Notifications of observers are queued while it is held and delivered after it is
/// released, in order and one at a time, so that an observer may use the network, and may block without stopping it.
/// </summary>
internal sealed class NetworkLock(IScheduler scheduler)
{
    private readonly Lock _gate = new();
    private readonly Queue<Action> _pending = new();
    private bool _notifying;

    public IScheduler Scheduler => scheduler;

    /// <summary>Enters the lock, which is released when the scope is disposed. A thread that holds it may enter it again.</summary>
    public Scope Enter()
    {
        _gate.Enter();
        return new(this);
    }

    /// <summary>Notifies observers after the lock is released.</summary>
    public void Notify<T>(Subject<T> observers, T value)
    {
        if (observers.HasObservers)
            Notify(() => observers.OnNext(value));
    }

    /// <summary>Runs an action that notifies observers after the lock is released.</summary>
    public void Notify(Action notify) => _pending.Enqueue(notify);

    /// <summary>Runs an action under the lock, after a delay.</summary>
    public IDisposable Schedule(TimeSpan delay, Action action) => scheduler.Schedule(delay, () =>
    {
        using (Enter())
            action();
    });

    /// <summary>Throws an exception that no caller can handle on the scheduler.</summary>
    public void Report(Exception error)
    {
        var captured = ExceptionDispatchInfo.Capture(error);
        scheduler.Schedule(captured.Throw);
    }

    private void Exit()
    {
        _gate.Exit();
        if (!_gate.IsHeldByCurrentThread)
            NotifyObservers();
    }

    private void NotifyObservers()
    {
        while (true)
        {
            Action? notify;
            lock (_gate)
            {
                if (_notifying || !_pending.TryDequeue(out notify))
                    return;
                _notifying = true;
            }

            try
            {
                notify();
            }
#pragma warning disable CA1031 // An observer's exception must not stop the network; it is thrown on the scheduler.
            catch (Exception error)
#pragma warning restore CA1031
            {
                Report(error);
            }
            finally
            {
                lock (_gate)
                    _notifying = false;
            }
        }
    }

    /// <summary>The time in which the lock is held, until it is disposed.</summary>
    public readonly ref struct Scope(NetworkLock owner)
    {
        public void Dispose() => owner.Exit();
    }
}
