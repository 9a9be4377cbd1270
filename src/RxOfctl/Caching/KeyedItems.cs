using System.Diagnostics.CodeAnalysis;

namespace RxOfctl.Caching;

/// <summary>
/// What a subscription holds for each key and must let go of exactly once, also when the subscription is disposed of while a change set is
/// being worked on by another thread. No code of others runs under the lock.
/// </summary>
internal sealed class KeyedItems<TKey, T>(Action<T> release) : IDisposable
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TKey, T> _items = [];
    private bool _disposed;

    /// <summary>Holds an item or, after the end, releases it at once.</summary>
    /// <returns>Whether it took the place of another, which the caller has to release.</returns>
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

    /// <summary>Lets go of the item of a key, which the caller has to release.</summary>
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
