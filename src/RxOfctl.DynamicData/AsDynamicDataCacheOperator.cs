using RxOfctl.Caching;
using DD = global::DynamicData;

namespace RxOfctl.DynamicData;

/// <summary>Adapts a cache of RxOfctl to DynamicData.</summary>
public static class AsDynamicDataCacheOperator
{
    /// <summary>
    /// Adapts a cache to DynamicData's interface, so that all of its operators apply. The adapter has no copy: it forwards the changes of
    /// the cache, in order and when they are emitted. Disposing it completes its subscriptions, and does not dispose the cache.
    /// </summary>
    /// <typeparam name="TObject">The type of the items.</typeparam>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <param name="cache">The cache.</param>
    /// <exception cref="ArgumentNullException"><paramref name="cache"/> is null.</exception>
    public static DD.IObservableCache<TObject, TKey> AsDynamicDataCache<TObject, TKey>(this IObservableCache<TObject, TKey> cache)
        where TObject : notnull
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(cache);
        return new DynamicDataCache<TObject, TKey>(cache.AsObservableCache());
    }
}
