using RxOfctl.Delivery;

namespace RxOfctl.Caching;

/// <summary>The observers of a cache, or of one of its keys, in the order of subscription. The caller holds the lock.</summary>
internal sealed class CacheObservers<T>
{
    // Most caches have none: each datapath has a cache of its ports.
    private LinkedList<SerialObserver<T>>? _observers;
    private SerialObserver<T>[]? _snapshot = [];

    public bool IsEmpty => _observers is null or { Count: 0 };

    /// <summary>A snapshot of the observers.</summary>
    public SerialObserver<T>[] All => _snapshot ??= [.. _observers ?? []];

    /// <summary>Adds an observer.</summary>
    /// <returns>Its node, by which it is removed in constant time.</returns>
    public LinkedListNode<SerialObserver<T>> Add(SerialObserver<T> observer)
    {
        _snapshot = null;
        return (_observers ??= new()).AddLast(observer);
    }

    /// <summary>Removes an observer.</summary>
    /// <returns>False if it was removed before.</returns>
    public bool TryRemove(LinkedListNode<SerialObserver<T>> observer)
    {
        if (_observers is null || observer.List != _observers)
            return false;
        _snapshot = null;
        _observers.Remove(observer);
        return true;
    }

    /// <summary>Removes all observers.</summary>
    /// <returns>The observers that were removed.</returns>
    public SerialObserver<T>[] Clear()
    {
        var all = All;
        _observers = null;
        _snapshot = [];
        return all;
    }
}

/// <summary>Calls an action when its count reaches zero, on the thread of the last signal. It starts with a count of one.</summary>
internal sealed class Countdown(Action last)
{
    private int _count = 1;

    /// <summary>Increments the count.</summary>
    public void Add() => Interlocked.Increment(ref _count);

    /// <summary>Decrements the count.</summary>
    public void Signal()
    {
        if (Interlocked.Decrement(ref _count) == 0)
            last();
    }
}
