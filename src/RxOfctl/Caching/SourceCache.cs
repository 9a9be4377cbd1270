using System.Diagnostics.CodeAnalysis;
using RxOfctl.Delivery;

namespace RxOfctl.Caching;

/// <summary>
/// An observable cache that can be edited, from any thread. Expose it to others as a read-only view, see
/// <see cref="AsObservableCacheOperator"/>.
/// </summary>
/// <typeparam name="TObject">The type of the items.</typeparam>
/// <typeparam name="TKey">The type of the keys.</typeparam>
public sealed class SourceCache<TObject, TKey> : IObservableCache<TObject, TKey>
    where TObject : notnull
    where TKey : notnull
{
    /// <summary>How many edits may wait for one observer.</summary>
    internal const int MaxPendingEdits = 1024;

    private readonly CacheStore<TObject, TKey> _store;

    /// <summary>Creates an empty cache.</summary>
    /// <param name="keySelector">Returns the key of an item, always the same one.</param>
    /// <param name="onObserverError">Called with what an observer of the cache throws, on the thread that was delivering to it. That
    /// observer has ended. By default such an exception is written to the standard error stream.</param>
    /// <exception cref="ArgumentNullException"><paramref name="keySelector"/> is null.</exception>
    public SourceCache(Func<TObject, TKey> keySelector, Action<ObserverError>? onObserverError = null)
    {
        ArgumentNullException.ThrowIfNull(keySelector);
        KeySelector = keySelector;
        _store = new(keySelector, ObserverErrors.ReportTo(onObserverError, $"a cache of {typeof(TObject).Name}"));
    }

    /// <summary>Creates a cache for the engine, whose editors never block.</summary>
    /// <param name="keySelector">Returns the key of an item.</param>
    /// <param name="report">Called with what observers throw.</param>
    internal SourceCache(Func<TObject, TKey> keySelector, Action<ObserverErrorKind, Exception> report)
    {
        KeySelector = keySelector;
        _store = new(keySelector, report, capacity: int.MaxValue);
    }

    /// <summary>Returns the key of an item.</summary>
    public Func<TObject, TKey> KeySelector { get; }

    /// <inheritdoc/>
    public int Count => _store.Count;

    /// <inheritdoc/>
    public IObservable<int> CountChanged => _store.CountChanged;

    /// <inheritdoc/>
    public IReadOnlyList<TObject> Items => _store.Items;

    /// <inheritdoc/>
    public IReadOnlyList<TKey> Keys => _store.Keys;

    /// <inheritdoc/>
    public IReadOnlyDictionary<TKey, TObject> KeyValues => _store.KeyValues;

    /// <inheritdoc/>
    public IObservable<IChangeSet<TObject, TKey>> Connect(Func<TObject, bool>? predicate = null, bool suppressEmptyChangeSets = true) =>
        _store.Connect(predicate, suppressEmptyChangeSets);

    /// <inheritdoc/>
    public IObservable<IChangeSet<TObject, TKey>> Preview(Func<TObject, bool>? predicate = null) => _store.Preview(predicate);

    /// <inheritdoc/>
    public IObservable<Change<TObject, TKey>> Watch(TKey key) => _store.Watch(key);

    /// <inheritdoc/>
    public bool TryLookup(TKey key, [MaybeNullWhen(false)] out TObject item) => _store.TryLookup(key, out item);

    /// <summary>
    /// Makes any number of changes, which observers get as one change set. If the action throws, nothing is changed. A nested edit becomes
    /// part of the outer one.
    /// </summary>
    /// <param name="edit">Makes the changes. Other editors wait for it; readers and subscribers do not. Keep it short, and do not edit
    /// another cache in it: two threads that edit two caches in opposite order would deadlock.</param>
    /// <exception cref="ArgumentNullException"><paramref name="edit"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The caller is an observer of <see cref="Preview"/>.</exception>
    /// <exception cref="ObjectDisposedException">The cache was disposed; nothing is changed.</exception>
    public void Edit(Action<ISourceUpdater<TObject, TKey>> edit)
    {
        ArgumentNullException.ThrowIfNull(edit);
        ObjectDisposedException.ThrowIf(!_store.TryEdit(edit), this);
    }

    /// <inheritdoc cref="CacheStore{TObject, TKey}.TryEdit"/>
    internal bool TryEdit(Action<ISourceUpdater<TObject, TKey>> edit, Action? whenDelivered = null) => _store.TryEdit(edit, whenDelivered);

    /// <summary>Adds an item, or replaces the one that has its key.</summary>
    /// <param name="item">The item.</param>
    /// <inheritdoc cref="Edit" path="/exception"/>
    public void AddOrUpdate(TObject item) => Edit(updater => updater.AddOrUpdate(item));

    /// <summary>Adds or replaces items, as one change set.</summary>
    /// <param name="items">The items.</param>
    /// <inheritdoc cref="Edit" path="/exception"/>
    public void AddOrUpdate(IEnumerable<TObject> items) => Edit(updater => updater.AddOrUpdate(items));

    /// <summary>Makes the cache hold exactly the given items, with the fewest changes, as one change set.</summary>
    /// <param name="allItems">The items.</param>
    /// <param name="comparer">Compares a present item with the given one of the same key: if they are equal, the present one stays.
    /// Default: that of the type.</param>
    /// <exception cref="ArgumentNullException"><paramref name="allItems"/> is null.</exception>
    /// <inheritdoc cref="Edit" path="/exception"/>
    public void EditDiff(IEnumerable<TObject> allItems, IEqualityComparer<TObject>? comparer = null)
    {
        ArgumentNullException.ThrowIfNull(allItems);
        var equality = comparer ?? EqualityComparer<TObject>.Default;
        Edit(updater =>
        {
            var wanted = new Dictionary<TKey, TObject>();
            foreach (var item in allItems)
                wanted[KeySelector(item)] = item;
            updater.Remove(updater.Keys.Where(key => !wanted.ContainsKey(key)));
            foreach (var (key, item) in wanted)
            {
                if (!updater.TryLookup(key, out var known) || !equality.Equals(known, item))
                    updater.AddOrUpdate(item);
            }
        });
    }

    /// <summary>Removes the item of a key, if there is one.</summary>
    /// <param name="key">The key.</param>
    /// <inheritdoc cref="Edit" path="/exception"/>
    public void Remove(TKey key) => Edit(updater => updater.Remove(key));

    /// <summary>Removes the items of several keys, as one change set.</summary>
    /// <param name="keys">The keys.</param>
    /// <inheritdoc cref="Edit" path="/exception"/>
    public void Remove(IEnumerable<TKey> keys) => Edit(updater => updater.Remove(keys));

    /// <summary>Makes observers evaluate the item of a key again, if there is one.</summary>
    /// <param name="key">The key.</param>
    /// <inheritdoc cref="Edit" path="/exception"/>
    public void Refresh(TKey key) => Edit(updater => updater.Refresh(key));

    /// <summary>Removes all items, as one change set.</summary>
    /// <inheritdoc cref="Edit" path="/exception"/>
    public void Clear() => Edit(updater => updater.Clear());

    /// <summary>Completes every observable of the cache, without removals. The items can still be read, but not edited.</summary>
    public void Dispose() => _store.Dispose();
}
