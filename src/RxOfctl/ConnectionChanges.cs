using System.Reactive.Concurrency;
using RxOfctl.Datapaths;
using RxOfctl.Delivery;
using RxOfctl.Operators;

namespace RxOfctl;

/// <summary>What becomes of connections, told in order on a scheduler, so that an observer may take its time.</summary>
internal sealed class ConnectionChanges : IEventTarget<ConnectionChange>
{
    private readonly Lock _gate = new();
    private readonly Broadcast<ConnectionChange> _observers;
    private readonly EventQueue<ConnectionChange> _queue;

    public ConnectionChanges(IScheduler scheduler, Action<Exception> onObserverError)
    {
        _observers = new(onObserverError);
        _queue = new(action => scheduler.Schedule(action), int.MaxValue, this);
        _queue.Start();
    }

    /// <summary>The changes, for all to see.</summary>
    public IObservable<ConnectionChange> Observable => _observers;

    /// <summary>Whether anybody observes.</summary>
    public bool HasObservers => _observers.HasObservers;

    public void Tell(ConnectionChange change)
    {
        // Many connections tell, and the queue is filled by one at a time.
        lock (_gate)
        {
            _queue.Add(change, droppable: false, mayWait: false);
            _queue.Publish(mayWait: false);
        }
    }

    /// <summary>Completes behind what waits.</summary>
    public void Complete() => _queue.End();

    AsyncMutex? IEventTarget<ConnectionChange>.Turns => null;

    void IEventTarget<ConnectionChange>.Deliver(ReadOnlySpan<ConnectionChange> items)
    {
        foreach (var item in items)
            _observers.OnNext(item);
    }

    void IEventTarget<ConnectionChange>.End() => _observers.OnCompleted();

    void IEventTarget<ConnectionChange>.DeliverToAll(ReadOnlySpan<ConnectionChange> items)
    {
        // Nothing is: there is no observer but those of this queue.
    }

    void IEventTarget<ConnectionChange>.ResumeReading()
    {
        // Nobody waits to add a change.
    }
}
