using System.Reactive.Concurrency;
using RxOfctl.Datapaths;
using RxOfctl.Operators;

namespace RxOfctl;

/// <summary>What becomes of connections, told in order on a scheduler, so that an observer may take its time.</summary>
internal sealed class ConnectionChanges : IEventTarget<ConnectionChange?>
{
    private readonly Broadcast<ConnectionChange> _observers;
    private readonly EventQueue<ConnectionChange?> _queue;

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

    public void Tell(ConnectionChange change) => _queue.Enqueue(change, droppable: false, mayWait: false);

    /// <summary>Completes behind what waits.</summary>
    public void Complete() => _queue.End(null);

    Turns? IEventTarget<ConnectionChange?>.Turns => null;

    void IEventTarget<ConnectionChange?>.Deliver(ConnectionChange? item)
    {
        if (item is null)
            _observers.OnCompleted();
        else
            _observers.OnNext(item);
    }

    bool IEventTarget<ConnectionChange?>.IsForAll(ConnectionChange? item) => false;

    void IEventTarget<ConnectionChange?>.DeliverToAll(ConnectionChange? item)
    {
        // Nothing is: there is no observer but those of this queue.
    }

    void IEventTarget<ConnectionChange?>.ResumeReading()
    {
        // Nobody waits to add a change.
    }
}
