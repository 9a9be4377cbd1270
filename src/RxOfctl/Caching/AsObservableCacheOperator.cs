using System.Diagnostics.CodeAnalysis;
using System.Reactive;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using RxOfctl.Delivery;

namespace RxOfctl.Caching;

/// <summary>Creates read-only caches.</summary>
public static class AsObservableCacheOperator
{
    /// <summary>Returns a read-only view of a cache. Disposing the view completes what was subscribed through it, and what is subscribed
    /// later at once, and does not affect the cache. (In DynamicData it disposes the cache.)</summary>
    /// <typeparam name="TObject">The type of the items.</typeparam>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <param name="cache">The cache.</param>
    /// <exception cref="ArgumentNullException"><paramref name="cache"/> is null.</exception>
    public static IObservableCache<TObject, TKey> AsObservableCache<TObject, TKey>(this IObservableCache<TObject, TKey> cache)
        where TObject : notnull
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(cache);
        return new View<TObject, TKey>(cache, isPresent: null);
    }

    /// <summary>Returns a read-only view of a cache that does not return items whose removal is still pending on another thread.</summary>
    /// <param name="cache">The cache.</param>
    /// <param name="isPresent">Whether an item is still present. Does not apply to change sets, among which the removal is.</param>
    internal static IObservableCache<TObject, TKey> AsObservableCache<TObject, TKey>(
        this IObservableCache<TObject, TKey> cache, Func<TObject, bool> isPresent)
        where TObject : notnull
        where TKey : notnull => new View<TObject, TKey>(cache, isPresent);

    /// <summary>Returns a cache of the items that a stream of changes yields, from now until it is disposed. It ends as the stream ends,
    /// with its error too, and keeps its items.</summary>
    /// <typeparam name="TObject">The type of the items.</typeparam>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <param name="source">The changes, subscribed at once.</param>
    /// <param name="onObserverError">Called with what an observer of the cache throws; see
    /// <see cref="SourceCache{TObject, TKey}"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    public static IObservableCache<TObject, TKey> AsObservableCache<TObject, TKey>(
        this IObservable<IChangeSet<TObject, TKey>> source, Action<ObserverError>? onObserverError = null)
        where TObject : notnull
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(source);
        var store = new CacheStore<TObject, TKey>(null, ObserverErrors.ReportTo(onObserverError, $"a cache of {typeof(TObject).Name}"));
        store.Load(source);
        return store;
    }

    private sealed class View<TObject, TKey>(IObservableCache<TObject, TKey> cache, Func<TObject, bool>? isPresent)
        : IObservableCache<TObject, TKey>
        where TObject : notnull
        where TKey : notnull
    {
        private readonly AsyncSubject<Unit> _disposed = new();

        public int Count => isPresent is null ? cache.Count : KeyValues.Count;

        public IObservable<int> CountChanged => cache.CountChanged.TakeUntil(_disposed);

        public IReadOnlyList<TObject> Items => isPresent is null ? cache.Items : [.. cache.Items.Where(isPresent)];

        public IReadOnlyList<TKey> Keys => isPresent is null ? cache.Keys : [.. KeyValues.Keys];

        public IReadOnlyDictionary<TKey, TObject> KeyValues =>
            isPresent is null ? cache.KeyValues : cache.KeyValues.Where(pair => isPresent(pair.Value)).ToDictionary();

        public IObservable<IChangeSet<TObject, TKey>> Connect(Func<TObject, bool>? predicate, bool suppressEmptyChangeSets) =>
            cache.Connect(predicate, suppressEmptyChangeSets).TakeUntil(_disposed);

        public IObservable<IChangeSet<TObject, TKey>> Preview(Func<TObject, bool>? predicate) =>
            cache.Preview(predicate).TakeUntil(_disposed);

        public IObservable<Change<TObject, TKey>> Watch(TKey key) => cache.Watch(key).TakeUntil(_disposed);

        public bool TryLookup(TKey key, [MaybeNullWhen(false)] out TObject item) =>
            cache.TryLookup(key, out item) && (isPresent is null || isPresent(item));

        public void Dispose()
        {
            _disposed.OnNext(Unit.Default);
            _disposed.OnCompleted();
        }
    }
}
