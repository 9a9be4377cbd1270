using RxOfctl.Caching;
using DD = global::DynamicData;

namespace RxOfctl.DynamicData;

/// <summary>Adapts a cache of DynamicData to RxOfctl.</summary>
public static class AsRxOfctlCacheOperator
{
    /// <summary>
    /// Adapts a cache to RxOfctl's interface. The adapter has no copy: it forwards the changes of the cache, on the threads and with the
    /// guarantees of DynamicData; changes of position are left out, since RxOfctl's caches have no order. Disposing it completes its
    /// subscriptions, and does not dispose the cache.
    /// </summary>
    /// <typeparam name="TObject">The type of the items.</typeparam>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <param name="cache">The cache.</param>
    /// <exception cref="ArgumentNullException"><paramref name="cache"/> is null.</exception>
    public static IObservableCache<TObject, TKey> AsRxOfctlCache<TObject, TKey>(this DD.IObservableCache<TObject, TKey> cache)
        where TObject : notnull
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(cache);
        return new RxOfctlCache<TObject, TKey>(cache).AsObservableCache();
    }
}
