using RxOfctl.Caching;
using DD = global::DynamicData;

namespace RxOfctl.DynamicData;

/// <summary>Makes a cache of DynamicData of one of RxOfctl.</summary>
public static class AsDynamicDataCacheOperator
{
    /// <summary>
    /// A cache as DynamicData knows them, so that all of its operators apply. It holds nothing of its own: what it tells are the changes of the
    /// cache, in their order and when they are told. Disposing of it completes what was subscribed through it, and leaves the cache alone.
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
