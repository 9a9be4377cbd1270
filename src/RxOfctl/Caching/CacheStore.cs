using System.Diagnostics.CodeAnalysis;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using RxOfctl.Delivery;

namespace RxOfctl.Caching;

/// <summary>The items of an observable cache, its observers, and edits that are atomic.</summary>
internal sealed class CacheStore<TObject, TKey> : IObservableCache<TObject, TKey>
    where TObject : notnull
    where TKey : notnull
{
    /// <summary>Held by the editor while it prepares its changes and previews them. The editor's code runs under it, so threads that only
    /// read, subscribe or dispose do not take it.</summary>
    private readonly Lock _editing = new();

    /// <summary>Guards the fields below, briefly: no code of the app runs under it. Taken after <see cref="_editing"/>, never before.
    /// <see cref="_items"/> changes only under both, so that an editor reads it without this one.</summary>
    private readonly Lock _gate = new();

    private readonly Dictionary<TKey, TObject> _items = [];
    private readonly CacheObservers<Edition> _observers = new();
    private readonly CacheObservers<Edition> _previewers = new();
    private Dictionary<TKey, CacheObservers<KeyEdition>>? _watchers;
    private readonly Func<TObject, TKey>? _keySelector;
    private readonly Action<ObserverErrorKind, Exception> _report;
    private readonly int _capacity;
    private ChangeSet<TObject, TKey>? _previewed;
    private CacheUpdater<TObject, TKey>? _updater;
    private bool _ended;
    private Exception? _error;
    private IDisposable _loader = Disposable.Empty;

    /// <summary>Creates an empty store.</summary>
    /// <param name="keySelector">Returns the key of an item; null if the key is always given.</param>
    /// <param name="report">Called with what an observer throws; it does not throw.</param>
    /// <param name="capacity">How many edits may wait for one observer before a further one blocks. If it is <see cref="int.MaxValue"/>,
    /// editors never block, and an observer for which <see cref="SerialObserver{T}.DefaultLimit"/> edits wait has ended.</param>
    public CacheStore(
        Func<TObject, TKey>? keySelector,
        Action<ObserverErrorKind, Exception> report,
        int capacity = SourceCache<TObject, TKey>.MaxPendingEdits)
    {
        _keySelector = keySelector;
        _report = report;
        _capacity = capacity;
    }

    public IObservable<int> CountChanged =>
        Editions(() => new(new(), _items.Count)).Select(edition => edition.Count).DistinctUntilChanged();

    public int Count => Read(items => items.Count);

    public IReadOnlyList<TObject> Items => Read(items => items.Values.ToArray());

    public IReadOnlyList<TKey> Keys => Read(items => items.Keys.ToArray());

    public IReadOnlyDictionary<TKey, TObject> KeyValues => Read(items => new Dictionary<TKey, TObject>(items));

    public IObservable<IChangeSet<TObject, TKey>> Connect(Func<TObject, bool>? predicate = null, bool suppressEmptyChangeSets = true)
    {
        var changes = Editions(Snapshot).Select(IChangeSet<TObject, TKey> (edition) => edition.Changes);
        return predicate is not null ? changes.Filter(predicate, suppressEmptyChangeSets)
            : suppressEmptyChangeSets ? changes.Where(set => set.Count > 0)
            : changes;
    }

    public IObservable<IChangeSet<TObject, TKey>> Preview(Func<TObject, bool>? predicate = null) =>
        Observable.Defer(() =>
        {
            var filtered = new FilteredItems<TObject, TKey>(predicate ?? (_ => true));
            // The snapshot is not emitted; the filter needs it to distinguish an Add from an Update.
            return Previews()
                .Select(edition => edition with { Changes = predicate is null ? edition.Changes : filtered.Apply(edition.Changes) })
                .Where(edition => !edition.IsSnapshot && edition.Changes.Count > 0)
                .Select(IChangeSet<TObject, TKey> (edition) => edition.Changes);
        });

    public IObservable<Change<TObject, TKey>> Watch(TKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Observable.Create<KeyEdition>(observer => Attach(
            observer,
            edition => edition.Pending?.Signal(),
            watcher =>
            {
                if (_items.TryGetValue(key, out var item))
                    watcher.Enqueue(new(Change.Add(key, item)));
            },
            () => (_watchers ??= []).TryGetValue(key, out var watchers) ? watchers : _watchers[key] = new(),
            watchers =>
            {
                if (watchers.IsEmpty)
                    _watchers?.Remove(key);
            })).Select(edition => edition.Change);
    }

    public bool TryLookup(TKey key, [MaybeNullWhen(false)] out TObject item)
    {
        lock (_gate)
            return _items.TryGetValue(key, out item);
    }

    /// <summary>Makes one edit. A nested edit becomes part of it; an edit that throws changes nothing.</summary>
    /// <param name="edit">Makes the changes.</param>
    /// <param name="whenDelivered">Called when the edit was delivered to all observers, on the thread that delivered to the last one. Not
    /// called for a nested edit.</param>
    /// <returns>False if the cache has ended, and so was not edited; nothing is called then.</returns>
    public bool TryEdit(Action<CacheUpdater<TObject, TKey>> edit, Action? whenDelivered = null)
    {
        if (_editing.IsHeldByCurrentThread)
        {
            const string Message = "A cache cannot be edited by an observer of its Preview. Edit it from an observer of Connect.";
            Prepare(_updater ?? throw new InvalidOperationException(Message), edit);
            return true;
        }

        // This thread holds one count, so that the action is not called under the locks.
        var pending = whenDelivered is null ? null : new Countdown(whenDelivered);
        List<IDelivery> deliveries = [];
        lock (_editing)
        {
            if (Read(_ => _ended))
                return false;

            _updater = new(_items, _keySelector);
            ChangeSet<TObject, TKey> changes;
            try
            {
                Prepare(_updater, edit);
            }
            finally
            {
                changes = _updater.Close();
                _updater = null;
            }

            if (changes.Count > 0)
            {
                Preview(changes);
                if (!TryCommit(changes, pending, deliveries))
                    return false;
            }
        }

        Deliver(deliveries);
        pending?.Signal();
        return true;
    }

    /// <summary>Ends every observable of the cache: with the error, or completed if that is null.</summary>
    public void End(Exception? error)
    {
        List<IDelivery> deliveries = [];
        lock (_gate)
        {
            if (_ended)
                return;
            _ended = true;
            _error = error;
            foreach (var observer in (SerialObserver<Edition>[])[.. _observers.Clear(), .. _previewers.Clear()])
            {
                observer.End(error);
                deliveries.Add(observer);
            }

            foreach (var watcher in (_watchers ?? []).Values.SelectMany(watchers => watchers.Clear()))
            {
                watcher.End(error);
                deliveries.Add(watcher);
            }

            _watchers = null;
        }

        Deliver(deliveries);
    }

    /// <summary>Makes every change of a stream, and ends as the stream does.</summary>
    public void Load(IObservable<IChangeSet<TObject, TKey>> source) =>
        _loader = source.Subscribe(changes => TryEdit(updater => updater.Apply(changes)), End, () => End(null));

    public void Dispose()
    {
        _loader.Dispose();
        End(null);
    }

    private static void Prepare(CacheUpdater<TObject, TKey> updater, Action<CacheUpdater<TObject, TKey>> edit)
    {
        var before = updater.ChangeCount;
        try
        {
            edit(updater);
        }
        catch
        {
            updater.RollBack(before);
            throw;
        }
    }

    // Waits until all previewers have returned: a preview precedes the change.
    private void Preview(ChangeSet<TObject, TKey> changes)
    {
        SerialObserver<Edition>[] previewers;
        lock (_gate)
        {
            _previewed = changes;
            previewers = _previewers.All;
            foreach (var previewer in previewers)
                previewer.Enqueue(new(changes, _items.Count));
        }

        foreach (var previewer in previewers)
            previewer.Drain();
    }

    private bool TryCommit(ChangeSet<TObject, TKey> changes, Countdown? pending, List<IDelivery> deliveries)
    {
        lock (_gate)
        {
            _previewed = null;
            if (_ended)
                return false;

            _items.Apply(changes);
            foreach (var observer in _observers.All)
            {
                pending?.Add();
                observer.Enqueue(new(changes, _items.Count, Pending: pending));
                deliveries.Add(observer);
            }

            if (_watchers is { Count: > 0 } watchers)
                EnqueueToWatchers(watchers, changes, pending, deliveries);
            return true;
        }
    }

    private static void EnqueueToWatchers(
        Dictionary<TKey, CacheObservers<KeyEdition>> watchersOfKeys, ChangeSet<TObject, TKey> changes, Countdown? pending, List<IDelivery> deliveries)
    {
        foreach (var change in changes)
        {
            if (!watchersOfKeys.TryGetValue(change.Key, out var watchers))
                continue;
            foreach (var watcher in watchers.All)
            {
                pending?.Add();
                watcher.Enqueue(new(change, pending));
                deliveries.Add(watcher);
            }
        }
    }

    private IObservable<Edition> Editions(Func<Edition> start) =>
        Observable.Create<Edition>(observer => Attach(
            observer, edition => edition.Pending?.Signal(), queue => queue.Enqueue(start()), () => _observers));

    private IObservable<Edition> Previews() =>
        Observable.Create<Edition>(observer => Attach(
            observer,
            done: null,
            queue =>
            {
                queue.Enqueue(Snapshot());
                // A previewer that subscribes during a preview does not get it, but its filter needs it for the next one.
                if (_previewed is not null)
                    queue.Enqueue(new(_previewed, _items.Count, IsSnapshot: true));
            },
            () => _previewers,
            isBounded: false));

    private IDisposable Attach<T>(
        IObserver<T> observer,
        Action<T>? done,
        Action<SerialObserver<T>> start,
        Func<CacheObservers<T>> listOf,
        Action<CacheObservers<T>>? removed = null,
        bool isBounded = true)
    {
        CacheObservers<T>? list = null;
        LinkedListNode<SerialObserver<T>>? place = null;
        SerialObserver<T> queue = null!;
        queue = new(
            observer,
            (kind, thrown) =>
            {
                Detach();
                _report(kind, thrown);
            },
            isBounded ? static action => ThreadPool.UnsafeQueueUserWorkItem(static action => action(), action, preferLocal: false) : null,
            capacity: isBounded ? _capacity : int.MaxValue,
            limit: _capacity == int.MaxValue ? SerialObserver<T>.DefaultLimit : int.MaxValue,
            done: done);
        lock (_gate)
        {
            start(queue);
            if (_ended)
                queue.End(_error);
            else
                place = (list = listOf()).Add(queue);
        }

        queue.Drain();
        return Disposable.Create(Detach);

        void Detach()
        {
            queue.Dispose();
            lock (_gate)
            {
                if (place is not null && list!.TryRemove(place))
                    removed?.Invoke(list);
            }
        }
    }

    private Edition Snapshot() => new(new(_items.Select(pair => Change.Add(pair.Key, pair.Value))), _items.Count, IsSnapshot: true);

    private T Read<T>(Func<Dictionary<TKey, TObject>, T> read)
    {
        lock (_gate)
            return read(_items);
    }

    // Delivers to all before this thread waits for one of them.
    private static void Deliver(List<IDelivery> deliveries)
    {
        foreach (var delivery in deliveries)
            delivery.Drain();
        foreach (var delivery in deliveries)
            delivery.WaitForRoom();
    }

    /// <summary>One edit, and the number of items after it.</summary>
    private readonly record struct Edition(ChangeSet<TObject, TKey> Changes, int Count, bool IsSnapshot = false, Countdown? Pending = null);

    /// <summary>One change of a watched key.</summary>
    private readonly record struct KeyEdition(Change<TObject, TKey> Change, Countdown? Pending = null);
}
