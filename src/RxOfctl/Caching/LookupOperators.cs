using System.Reactive.Linq;

namespace RxOfctl.Caching;

/// <summary>The item of one key, as it is now and as it changes.</summary>
public static class LookupOperators
{
    /// <summary>Gets the item of a key, or null where DynamicData returns <c>Optional.None</c>: <c>if (cache.Lookup(key) is { } item)</c>.
    /// It is for reference types; for a value type, whose default may be an item, use
    /// <see cref="IObservableCache{TObject, TKey}.TryLookup"/>.</summary>
    /// <typeparam name="TObject">The type of the items.</typeparam>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <param name="cache">The cache.</param>
    /// <param name="key">The key.</param>
    /// <returns>The item, or null if the key is absent.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static TObject? Lookup<TObject, TKey>(this IObservableCache<TObject, TKey> cache, TKey key)
        where TObject : class
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(cache);
        return cache.TryLookup(key, out var item) ? item : null;
    }

    /// <summary>The item of one key: the present one if there is one, then the current one of each change. As in DynamicData that includes
    /// a removal, which emits the removed item once more; use <see cref="IObservableCache{TObject, TKey}.Watch"/> where that
    /// matters.</summary>
    /// <typeparam name="TObject">The type of the items.</typeparam>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <param name="cache">The cache.</param>
    /// <param name="key">The key, present or not.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IObservable<TObject> WatchValue<TObject, TKey>(this IObservableCache<TObject, TKey> cache, TKey key)
        where TObject : notnull
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(cache);
        return cache.Watch(key).Select(change => change.Current);
    }
}
