using System.Reactive.Concurrency;
using RxOfctl.Delivery;
using RxOfctl.Operators;

namespace RxOfctl;

/// <summary>The changes of connections' states, delivered in order on a scheduler, so that an observer may block.</summary>
internal sealed class ConnectionChanges
{
    // How many wait for an observer that blocks; then the oldest are dropped. Whoever connects and drops makes some.
    private const int Limit = 1 << 16;

    private readonly Lock _gate = new();
    private readonly Queue<ConnectionChange> _waiting = new();
    private readonly Broadcast<ConnectionChange> _observers;
    private readonly SerialQueue _queue;
    private bool _isCompleted;

    public ConnectionChanges(IScheduler scheduler, Action<Exception> onObserverError)
    {
        _observers = new(onObserverError);
        _queue = new(DeliverNext, action => scheduler.Schedule(action));
    }

    /// <summary>The changes.</summary>
    public IObservable<ConnectionChange> Observable => _observers;

    /// <summary>Whether there are observers.</summary>
    public bool HasObservers => _observers.HasObservers;

    public void Add(ConnectionChange change)
    {
        lock (_gate)
        {
            if (_isCompleted)
                return;
            if (_waiting.Count == Limit)
                _waiting.Dequeue();
            _waiting.Enqueue(change);
        }

        _queue.Schedule();
    }

    /// <summary>Completes after what waits.</summary>
    public void Complete()
    {
        lock (_gate)
            _isCompleted = true;
        _queue.Schedule();
    }

    private bool DeliverNext()
    {
        ConnectionChange? change;
        lock (_gate)
        {
            if (!_waiting.TryDequeue(out change) && !_isCompleted)
                return false;
        }

        if (change is null)
        {
            _observers.OnCompleted();
            return false;
        }

        _observers.OnNext(change);
        return true;
    }
}
