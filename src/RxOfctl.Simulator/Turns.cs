using System.Reactive.Concurrency;
using System.Reactive.Subjects;
using System.Runtime.ExceptionServices;

namespace RxOfctl.Simulator;

/// <summary>
/// Serializes what happens in a network. Notifications of observers are queued during a turn and delivered after it, outside the lock, in order
/// and one at a time, so that an observer may use the network, and may block without stopping it.
/// </summary>
internal sealed class Turns(IScheduler scheduler)
{
    private readonly Lock _gate = new();
    private readonly Queue<Action> _pending = new();
    private bool _notifying;

    public IScheduler Scheduler => scheduler;

    /// <summary>Waits for turns of other threads and begins one, which ends when it is disposed. A turn within a turn is part of it.</summary>
    public Turn Begin()
    {
        _gate.Enter();
        return new(this);
    }

    /// <summary>Notifies observers after the current turn.</summary>
    public void Notify<T>(Subject<T> observers, T value)
    {
        if (observers.HasObservers)
            Notify(() => observers.OnNext(value));
    }

    /// <summary>Runs an action that notifies observers after the current turn.</summary>
    public void Notify(Action notify) => _pending.Enqueue(notify);

    /// <summary>Runs an action in a turn of its own, after a delay.</summary>
    public IDisposable Schedule(TimeSpan delay, Action action) => scheduler.Schedule(delay, () =>
    {
        using (Begin())
            action();
    });

    /// <summary>Throws an exception that no caller can handle on the scheduler.</summary>
    public void Report(Exception error)
    {
        var captured = ExceptionDispatchInfo.Capture(error);
        scheduler.Schedule(captured.Throw);
    }

    private void End()
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

    /// <summary>A turn, until it is disposed.</summary>
    public readonly ref struct Turn(Turns turns)
    {
        public void Dispose() => turns.End();
    }
}
