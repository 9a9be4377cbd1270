using System.Diagnostics.CodeAnalysis;

namespace RxOfctl.Caching;

/// <summary>
/// The resources that a subscription holds for each key. Each is released exactly once, also if the subscription is disposed while another
/// thread processes a change set. No foreign code runs under the lock.
/// </summary>
internal sealed class KeyedItems<TKey, T>(Action<T> release) : IDisposable
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, T> _items = [];
    private bool _disposed;

    /// <summary>Adds an item or, after disposal, releases it at once.</summary>
    /// <returns>Whether it replaced another, which the caller must release.</returns>
    public bool Set(TKey key, T item, [MaybeNullWhen(false)] out T replaced)
    {
        lock (_gate)
        {
            if (!_disposed)
            {
                var isReplacing = _items.TryGetValue(key, out replaced);
                _items[key] = item;
                return isReplacing;
            }
        }

        release(item);
        replaced = default;
        return false;
    }

    /// <summary>Removes the item of a key, which the caller must release.</summary>
    public bool Remove(TKey key, [MaybeNullWhen(false)] out T item)
    {
        lock (_gate)
            return _items.Remove(key, out item);
    }

    public void Dispose()
    {
        T[] remaining;
        lock (_gate)
        {
            _disposed = true;
            remaining = [.. _items.Values];
            _items.Clear();
        }

        foreach (var item in remaining)
            release(item);
    }
}

/// <summary>One subscription for each present item.</summary>
internal sealed class ItemSubscriptions<TObject, TKey>(Func<TObject, TKey, IDisposable> subscribe) : IDisposable
    where TObject : notnull
    where TKey : notnull
{
    private readonly KeyedItems<TKey, IDisposable> _subscriptions = new(subscription => subscription.Dispose());

    public void Apply(IChangeSet<TObject, TKey> changes)
    {
        foreach (var change in changes)
        {
            if (change.Reason is ChangeReason.Add or ChangeReason.Update)
            {
                if (_subscriptions.Set(change.Key, subscribe(change.Current, change.Key), out var replaced))
                    replaced.Dispose();
            }
            else if (change.Reason == ChangeReason.Remove && _subscriptions.Remove(change.Key, out var removed))
            {
                removed.Dispose();
            }
        }
    }

    public void Dispose() => _subscriptions.Dispose();
}
