using System.Reactive.Concurrency;

namespace RxOfctl.Flows;

/// <summary>Runs actions one at a time on a scheduler, in the order in which they were posted from any thread. No lock is held while one
/// runs.</summary>
/// <param name="scheduler">Where they run.</param>
/// <param name="tracker">Is busy while any waits.</param>
/// <param name="afterTurn">Runs after those that were there, before the work is idle.</param>
/// <param name="onError">Gets what an action throws; the next one runs.</param>
internal sealed class SerialWork(IScheduler scheduler, BusyTracker tracker, Action afterTurn, Action<Exception> onError)
{
    private readonly Lock _gate = new();
    private List<Action> _waiting = [];
    private List<Action> _running = [];
    private bool _isActive;

    public void Post(Action action)
    {
        lock (_gate)
        {
            _waiting.Add(action);
            if (_isActive)
                return;
            _isActive = true;
        }

        tracker.Begin();
        scheduler.Schedule(Run);
    }

    private void Run()
    {
        while (true)
        {
            lock (_gate)
            {
                if (_waiting.Count == 0)
                {
                    _isActive = false;
                    break;
                }

                (_running, _waiting) = (_waiting, _running);
            }

            foreach (var action in _running)
                Try(action);
            _running.Clear();
            Try(afterTurn);
        }

        tracker.End();
    }

    private void Try(Action action)
    {
        try
        {
            action();
        }
#pragma warning disable CA1031 // The other actions of the datapath go on; the app gets the exception.
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            onError(thrown);
        }
    }
}

/// <summary>Counts what is busy.</summary>
/// <param name="onIdle">Called when nothing is busy any more.</param>
internal sealed class BusyTracker(Action onIdle)
{
    private int _count;

    public bool IsIdle => Volatile.Read(ref _count) == 0;

    public void Begin() => Interlocked.Increment(ref _count);

    public void End()
    {
        if (Interlocked.Decrement(ref _count) == 0)
            onIdle();
    }
}
