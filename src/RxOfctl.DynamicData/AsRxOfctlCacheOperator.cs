using RxOfctl.Caching;
using DD = global::DynamicData;

namespace RxOfctl.DynamicData;

/// <summary>Makes a cache of RxOfctl of one of DynamicData.</summary>
public static class AsRxOfctlCacheOperator
{
    /// <summary>
    /// A cache as RxOfctl knows them. It holds nothing of its own: what it tells are the changes of the cache, on the threads and with the
    /// guarantees of DynamicData; a change of place is none here, since there is no order. Disposing of it completes what was subscribed through
    /// it, and leaves the cache alone.
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
