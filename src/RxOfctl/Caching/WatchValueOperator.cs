using System.Reactive.Linq;

namespace RxOfctl.Caching;

/// <summary>Watches the item of one key.</summary>
public static class WatchValueOperator
{
    /// <summary>The item of one key: the present one if there is one, then the current one of each change. As in DynamicData that includes a
    /// removal, which tells the removed item once more; use <see cref="IObservableCache{TObject, TKey}.Watch"/> where it matters.</summary>
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
