using System.Reactive.Disposables;
using System.Reactive.Linq;
using RxOfctl.Delivery;

namespace RxOfctl.Caching;

/// <summary>Keeps the items that pass a predicate.</summary>
public static class FilterOperator
{
    /// <summary>Keeps the items that pass a predicate. An item that starts to pass, by an update or a refresh, is an Add; one that stops
    /// passing is a Remove of the item as it was last emitted. An exception of the predicate ends the stream.</summary>
    /// <typeparam name="TObject">The type of the items.</typeparam>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <param name="source">The changes of all items.</param>
    /// <param name="predicate">Which items to keep.</param>
    /// <param name="suppressEmptyChangeSets">Whether to withhold change sets of which nothing is left.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IObservable<IChangeSet<TObject, TKey>> Filter<TObject, TKey>(
        this IObservable<IChangeSet<TObject, TKey>> source, Func<TObject, bool> predicate, bool suppressEmptyChangeSets = true)
        where TObject : notnull
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(predicate);
        return Observable.Defer(() =>
        {
            var filtered = new FilteredItems<TObject, TKey>(predicate);
            return source.Select(IChangeSet<TObject, TKey> (changes) => filtered.Apply(changes))
                .Where(changes => changes.Count > 0 || !suppressEmptyChangeSets);
        });
    }

    /// <summary>Keeps the items that pass the latest predicate. A new predicate is applied to all items, which is one change set. Before
    /// the first predicate nothing passes. The stream completes when both sources have.</summary>
    /// <typeparam name="TObject">The type of the items.</typeparam>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <param name="source">The changes of all items.</param>
    /// <param name="predicates">Which items to keep.</param>
    /// <param name="suppressEmptyChangeSets">Whether to withhold change sets of which nothing is left.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IObservable<IChangeSet<TObject, TKey>> Filter<TObject, TKey>(
        this IObservable<IChangeSet<TObject, TKey>> source,
        IObservable<Func<TObject, bool>> predicates,
        bool suppressEmptyChangeSets = true)
        where TObject : notnull
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(predicates);
        return Observable.Defer(() =>
        {
            var filter = new DynamicFilter<TObject, TKey>();
            var newPredicates = predicates.Select(Func<IChangeSet<TObject, TKey>> (predicate) => () => filter.Apply(predicate));
            var newChanges = source.Select(Func<IChangeSet<TObject, TKey>> (changes) => () => filter.Apply(changes));
            return newPredicates.MergeQueued(newChanges)
                .Select(apply => apply())
                .Where(changes => changes.Count > 0 || !suppressEmptyChangeSets);
        });
    }

    private sealed class DynamicFilter<TObject, TKey>
        where TObject : notnull
        where TKey : notnull
    {
        private readonly Dictionary<TKey, TObject> _all = [];
        private readonly FilteredItems<TObject, TKey> _filtered = new(_ => false);

        public ChangeSet<TObject, TKey> Apply(Func<TObject, bool> predicate) => _filtered.Apply(predicate, _all);

        public ChangeSet<TObject, TKey> Apply(IChangeSet<TObject, TKey> changes)
        {
            _all.Apply(changes);
            return _filtered.Apply(changes);
        }
    }
}

/// <summary>The items that pass a predicate, as they were emitted.</summary>
internal sealed class FilteredItems<TObject, TKey>(Func<TObject, bool> predicate)
    where TObject : notnull
    where TKey : notnull
{
    private readonly TrackedItems<TObject, TKey> _passed = new();
    private Func<TObject, bool> _predicate = predicate;

    public ChangeSet<TObject, TKey> Apply(IEnumerable<Change<TObject, TKey>> changes)
    {
        foreach (var change in changes)
        {
            if (change.Reason == ChangeReason.Remove || !_predicate(change.Current))
                _passed.Remove(change.Key);
            else if (change.Reason == ChangeReason.Refresh && _passed.Contains(change.Key))
                _passed.Refresh(change.Key);
            else
                _passed.AddOrUpdate(change.Key, change.Current);
        }

        return _passed.TakeChanges();
    }

    /// <summary>Applies a new predicate to all items. Those that pass both predicates cause no change.</summary>
    public ChangeSet<TObject, TKey> Apply(Func<TObject, bool> predicate, IEnumerable<KeyValuePair<TKey, TObject>> items)
    {
        _predicate = predicate;
        foreach (var (key, item) in items)
        {
            if (!predicate(item))
                _passed.Remove(key);
            else if (!_passed.Contains(key))
                _passed.AddOrUpdate(key, item);
        }

        return _passed.TakeChanges();
    }
}

/// <summary>
/// Merges without holding a lock while the observer runs, unlike Rx's Merge: observers on two threads may edit the caches that they observe
/// without a deadlock.
/// </summary>
internal static class MergeQueuedOperator
{
    public static IObservable<T> MergeQueued<T>(this IObservable<T> first, IObservable<T> second) =>
        Observable.Create<T>(observer =>
        {
            var queue = new SerialObserver<T>(observer);
            var running = 2;
            return StableCompositeDisposable.Create(Subscribe(first), Subscribe(second), queue);

            IDisposable Subscribe(IObservable<T> source) => source.Subscribe(queue.OnNext, queue.OnError, () =>
            {
                if (Interlocked.Decrement(ref running) == 0)
                    queue.OnCompleted();
            });
        });
}
