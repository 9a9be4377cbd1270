using System.Reactive.Concurrency;
using System.Reactive.Subjects;
using System.Runtime.ExceptionServices;

namespace RxOfctl.Simulator;

/// <summary>
/// Lets one thing at a time happen in a network. What observers are to be told of it they are told behind its turn, outside the lock, in
/// order and one at a time: so an observer may use the network, and may block without stopping it.
/// </summary>
internal sealed class Turns(IScheduler scheduler)
{
    private readonly Lock _gate = new();
    private readonly Queue<Action> _untold = new();
    private bool _telling;

    public IScheduler Scheduler => scheduler;

    /// <summary>Waits for the others' turns and begins one, which ends when it is disposed of. A turn within a turn is part of it.</summary>
    public Turn Begin()
    {
        _gate.Enter();
        return new(this);
    }

    /// <summary>Has observers told something behind the turn that is going on.</summary>
    public void Tell<T>(Subject<T> observers, T value)
    {
        if (observers.HasObservers)
            Tell(() => observers.OnNext(value));
    }

    /// <summary>Has observers told something behind the turn that is going on.</summary>
    public void Tell(Action tell) => _untold.Enqueue(tell);

    /// <summary>Does something in a turn of its own, after a delay.</summary>
    public IDisposable Schedule(TimeSpan delay, Action action) => scheduler.Schedule(delay, () =>
    {
        using (Begin())
            action();
    });

    /// <summary>Lets whoever runs the scheduler know what nobody else can handle.</summary>
    public void Report(Exception error)
    {
        var captured = ExceptionDispatchInfo.Capture(error);
        scheduler.Schedule(captured.Throw);
    }

    private void End()
    {
        _gate.Exit();
        if (!_gate.IsHeldByCurrentThread)
            TellObservers();
    }

    private void TellObservers()
    {
        while (true)
        {
            Action? tell;
            lock (_gate)
            {
                if (_telling || !_untold.TryDequeue(out tell))
                    return;
                _telling = true;
            }

            try
            {
                tell();
            }
#pragma warning disable CA1031 // What an observer throws must not stop the network in the middle of a turn; it comes up on the scheduler.
            catch (Exception error)
#pragma warning restore CA1031
            {
                Report(error);
            }
            finally
            {
                lock (_gate)
                    _telling = false;
            }
        }
    }

    /// <summary>A turn that is going on.</summary>
    public readonly ref struct Turn(Turns turns)
    {
        public void Dispose() => turns.End();
    }
}
