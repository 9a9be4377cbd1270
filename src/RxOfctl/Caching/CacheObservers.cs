using RxOfctl.Delivery;

namespace RxOfctl.Caching;

/// <summary>The observers of a cache, or of one of its keys, in the order of their subscriptions. The owner locks.</summary>
internal sealed class CacheObservers<T>
{
    private readonly LinkedList<SerialObserver<T>> _observers = new();
    private SerialObserver<T>[]? _snapshot = [];

    public bool IsEmpty => _observers.Count == 0;

    /// <summary>The observers of this moment.</summary>
    public SerialObserver<T>[] All => _snapshot ??= [.. _observers];

    /// <summary>Adds an observer.</summary>
    /// <returns>What removes it, in constant time.</returns>
    public LinkedListNode<SerialObserver<T>> Add(SerialObserver<T> observer)
    {
        _snapshot = null;
        return _observers.AddLast(observer);
    }

    /// <summary>Removes an observer.</summary>
    /// <returns>False if it was not there any more.</returns>
    public bool TryRemove(LinkedListNode<SerialObserver<T>> observer)
    {
        if (observer.List != _observers)
            return false;
        _snapshot = null;
        _observers.Remove(observer);
        return true;
    }

    /// <summary>Removes all observers.</summary>
    /// <returns>Those that were there.</returns>
    public SerialObserver<T>[] Clear()
    {
        var all = All;
        _observers.Clear();
        _snapshot = [];
        return all;
    }
}
