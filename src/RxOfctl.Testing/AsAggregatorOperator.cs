namespace RxOfctl.Testing;

/// <summary>Aggregates change sets.</summary>
public static class AsAggregatorOperator
{
    /// <summary>Subscribes, and collects the change sets and the items that result from them.</summary>
    /// <typeparam name="TObject">The type of the items.</typeparam>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <param name="source">The change sets.</param>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    public static ChangeSetAggregator<TObject, TKey> AsAggregator<TObject, TKey>(this IObservable<IChangeSet<TObject, TKey>> source)
        where TObject : notnull
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(source);
        return new(source);
    }

    /// <summary>Connects to a cache, and collects the change sets and the items that result from them.</summary>
    /// <typeparam name="TObject">The type of the items.</typeparam>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <param name="cache">The cache.</param>
    /// <exception cref="ArgumentNullException"><paramref name="cache"/> is null.</exception>
    public static ChangeSetAggregator<TObject, TKey> AsAggregator<TObject, TKey>(this IObservableCache<TObject, TKey> cache)
        where TObject : notnull
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(cache);
        return cache.Connect().AsAggregator();
    }
}
