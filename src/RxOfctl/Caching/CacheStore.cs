using System.Diagnostics.CodeAnalysis;
using System.Reactive.Disposables;
using System.Reactive.Linq;

namespace RxOfctl.Caching;

/// <summary>What every observable cache is made of: the items, their observers, and edits that are atomic.</summary>
internal sealed class CacheStore<TObject, TKey> : IObservableCache<TObject, TKey>
    where TObject : notnull
    where TKey : notnull
{
    /// <summary>Held by the one editor while it prepares its changes and previews them. The editor's code runs under it, so nobody takes it
    /// who only reads, connects or disposes.</summary>
    private readonly Lock _editing = new();

    /// <summary>Guards everything below, for moments: no code of others runs under it. Taken after <see cref="_editing"/>, never before.
    /// <see cref="_items"/> changes only under both, so that an editor reads it without this one.</summary>
    private readonly Lock _gate = new();

    private readonly Dictionary<TKey, TObject> _items = [];
    private readonly Func<TObject, TKey>? _keySelector;
    private readonly Action<Exception> _onObserverError;
    private QueuedObserver<Edition>[] _observers = [];
    private QueuedObserver<Edition>[] _previewers = [];
    private ChangeSet<TObject, TKey>? _previewed;
    private CacheUpdater<TObject, TKey>? _updater;
    private bool _ended;
    private Exception? _error;
    private IDisposable _loader = Disposable.Empty;

    public CacheStore(Func<TObject, TKey>? keySelector, Action<Exception>? onObserverError)
    {
        _keySelector = keySelector;
        _onObserverError = onObserverError ?? ThrowUnhandled;
        CountChanged = Editions(() => new(new(), _items.Count)).Select(edition => edition.Count).DistinctUntilChanged();
    }

    public IObservable<int> CountChanged { get; }

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
            // The snapshot is not told, but it makes the filter know what is an Add and what an Update.
            return Previews()
                .Select(edition => edition with { Changes = predicate is null ? edition.Changes : filtered.Apply(edition.Changes) })
                .Where(edition => !edition.IsSnapshot && edition.Changes.Count > 0)
                .Select(IChangeSet<TObject, TKey> (edition) => edition.Changes);
        });

    public IObservable<Change<TObject, TKey>> Watch(TKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Editions(() => new(_items.TryGetValue(key, out var item) ? new(Change.Add(key, item)) : new(), _items.Count))
            .SelectMany(edition => edition.Changes.Where(change => EqualityComparer<TKey>.Default.Equals(change.Key, key)));
    }

    public bool TryLookup(TKey key, [MaybeNullWhen(false)] out TObject item)
    {
        lock (_gate)
            return _items.TryGetValue(key, out item);
    }

    /// <summary>Makes one edit. An edit inside an edit becomes part of it; one that throws leaves nothing of itself behind.</summary>
    /// <param name="edit">Makes the changes.</param>
    /// <param name="whenTold">Called when all who observe the cache have been told, on whatever thread told the last. Not for an edit in an edit.</param>
    /// <returns>False if the cache has ended and so was not edited; nothing is called then.</returns>
    public bool TryEdit(Action<CacheUpdater<TObject, TKey>> edit, Action? whenTold = null)
    {
        if (_editing.IsHeldByCurrentThread)
        {
            Prepare(_updater ?? throw new InvalidOperationException(
                "A cache cannot be edited by an observer of its Preview. Edit it from an observer of Connect, which is told after the change."), edit);
            return true;
        }

        QueuedObserver<Edition>[] observers;
        Countdown? telling;
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

            if (changes.Count == 0)
                (observers, telling) = ([], whenTold is null ? null : new(1, whenTold));
            else if (!TryTell(changes, whenTold, out observers, out telling))
                return false;
        }

        Deliver(observers);
        telling?.Signal();
        return true;
    }

    /// <summary>Ends every observable of the cache: with the error, or completed if that is null.</summary>
    public void End(Exception? error)
    {
        QueuedObserver<Edition>[] observers;
        lock (_gate)
        {
            if (_ended)
                return;
            _ended = true;
            _error = error;
            observers = [.. _observers, .. _previewers];
            _observers = _previewers = [];
            foreach (var observer in observers)
                observer.End(error);
        }

        Deliver(observers);
    }

    /// <summary>Makes every change that a stream tells, and ends as the stream does.</summary>
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

    private bool TryTell(
        ChangeSet<TObject, TKey> changes, Action? whenTold, out QueuedObserver<Edition>[] observers, out Countdown? telling)
    {
        TellPreviewers(changes);
        return TryCommit(changes, whenTold, out observers, out telling);
    }

    private void TellPreviewers(ChangeSet<TObject, TKey> changes)
    {
        QueuedObserver<Edition>[] previewers;
        lock (_gate)
        {
            _previewed = changes;
            previewers = _previewers;
            foreach (var previewer in previewers)
                previewer.Enqueue(new(changes, _items.Count));
        }

        Deliver(previewers);
    }

    private bool TryCommit(
        ChangeSet<TObject, TKey> changes, Action? whenTold, out QueuedObserver<Edition>[] observers, out Countdown? telling)
    {
        lock (_gate)
        {
            _previewed = null;
            observers = _observers;
            // The editor counts too: nothing is called under the locks.
            telling = whenTold is null ? null : new(observers.Length + 1, whenTold);
            if (_ended)
                return false;

            foreach (var change in changes)
            {
                if (change.Reason == ChangeReason.Remove)
                    _items.Remove(change.Key);
                else
                    _items[change.Key] = change.Current;
            }

            foreach (var observer in observers)
                observer.Enqueue(new(changes, _items.Count, Telling: telling));
            return true;
        }
    }

    private IObservable<Edition> Editions(Func<Edition> start) =>
        Observable.Create<Edition>(observer =>
        {
            var queue = new QueuedObserver<Edition>(observer, edition => edition.Telling?.Signal());
            lock (_gate)
            {
                queue.Enqueue(start());
                if (_ended)
                    queue.End(_error);
                else
                    _observers = [.. _observers, queue];
            }

            Deliver(queue);
            return Disposable.Create(() => Detach(queue));
        });

    private IObservable<Edition> Previews() =>
        Observable.Create<Edition>(observer =>
        {
            var queue = new QueuedObserver<Edition>(observer);
            lock (_gate)
            {
                queue.Enqueue(Snapshot());
                // Who comes while an edit is being previewed is too late for it, but must know it when the next one is.
                if (_previewed is not null)
                    queue.Enqueue(new(_previewed, _items.Count, IsSnapshot: true));
                if (_ended)
                    queue.End(_error);
                else
                    _previewers = [.. _previewers, queue];
            }

            Deliver(queue);
            return Disposable.Create(() => Detach(queue));
        });

    private Edition Snapshot() => new(new(_items.Select(pair => Change.Add(pair.Key, pair.Value))), _items.Count, IsSnapshot: true);

    private T Read<T>(Func<Dictionary<TKey, TObject>, T> read)
    {
        lock (_gate)
            return read(_items);
    }

    private void Detach(QueuedObserver<Edition> observer)
    {
        observer.Stop();
        lock (_gate)
        {
            _observers = Array.FindAll(_observers, other => other != observer);
            _previewers = Array.FindAll(_previewers, other => other != observer);
        }
    }

    private void Deliver(params ReadOnlySpan<QueuedObserver<Edition>> observers)
    {
        foreach (var observer in observers)
        {
            try
            {
                observer.Deliver();
            }
            catch (Exception error)
            {
                Detach(observer);
                Report(error);
            }
        }
    }

    private void Report(Exception error)
    {
        try
        {
            _onObserverError(error);
        }
        catch (Exception handlerError)
        {
            ThrowUnhandled(new AggregateException(error, handlerError));
        }
    }

    /// <summary>Neither the editor nor the other observers are to blame, so none of them gets it; and it must not be lost.</summary>
    private static void ThrowUnhandled(Exception error) =>
        ThreadPool.UnsafeQueueUserWorkItem(
            static error => throw new InvalidOperationException("An observer of a cache threw an exception.", error), error, preferLocal: false);

    /// <summary>One edit, and the number of items after it.</summary>
    private readonly record struct Edition(ChangeSet<TObject, TKey> Changes, int Count, bool IsSnapshot = false, Countdown? Telling = null);
}
