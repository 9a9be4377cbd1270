using System.Diagnostics.CodeAnalysis;

namespace RxOfctl.Caching;

/// <summary>
/// Collects the changes of one edit without changing the committed items, so that an edit that throws has no effect, and other threads see
/// the state before the edit until it is committed.
/// </summary>
internal sealed class CacheUpdater<TObject, TKey>(IReadOnlyDictionary<TKey, TObject> committed, Func<TObject, TKey>? keySelector)
    : ISourceUpdater<TObject, TKey>
    where TObject : notnull
    where TKey : notnull
{
    private readonly List<Change<TObject, TKey>> _changes = new(1);

    // The last change of each key. Null while there is at most one change, as in most edits.
    private Dictionary<TKey, Change<TObject, TKey>>? _latest;
    private bool _closed;

    public int ChangeCount => _changes.Count;

    public int Count { get; private set; } = committed.Count;

    public IReadOnlyList<TObject> Items => [.. Pairs().Select(pair => pair.Value)];

    public IReadOnlyList<TKey> Keys => [.. Pairs().Select(pair => pair.Key)];

    private IReadOnlyDictionary<TKey, TObject> Committed => _closed
        ? throw new InvalidOperationException("An updater is usable only inside the Edit that it was passed to. Call Edit again.")
        : committed;

    public bool TryLookup(TKey key, [MaybeNullWhen(false)] out TObject item)
    {
        var items = Committed;
        if (!TryGetLatest(key, out var change))
            return items.TryGetValue(key, out item);
        item = change.Current;
        return change.Reason != ChangeReason.Remove;
    }

    public void AddOrUpdate(TObject item)
    {
        ArgumentNullException.ThrowIfNull(item);
        AddOrUpdate(keySelector!(item), item);
    }

    public void AddOrUpdate(TKey key, TObject item) =>
        Record(TryLookup(key, out var previous) ? Change.Update(key, item, previous) : Change.Add(key, item));

    public void AddOrUpdate(IEnumerable<TObject> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        foreach (var item in items)
            AddOrUpdate(item);
    }

    public void Remove(TKey key)
    {
        if (TryLookup(key, out var item))
            Record(Change.Remove(key, item));
    }

    public void Remove(IEnumerable<TKey> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        foreach (var key in keys)
            Remove(key);
    }

    public void Refresh(TKey key)
    {
        if (TryLookup(key, out var item))
            Record(Change.Refresh(key, item));
    }

    public void Clear() => Remove(Keys);

    /// <summary>Makes the changes that another cache's edit made.</summary>
    public void Apply(IChangeSet<TObject, TKey> changes)
    {
        foreach (var change in changes)
        {
            switch (change.Reason)
            {
                case ChangeReason.Remove:
                    Remove(change.Key);
                    break;
                case ChangeReason.Refresh:
                    Refresh(change.Key);
                    break;
                default:
                    AddOrUpdate(change.Key, change.Current);
                    break;
            }
        }
    }

    /// <summary>Undoes all changes but the first <paramref name="changeCount"/>.</summary>
    public void RollBack(int changeCount)
    {
        Change<TObject, TKey>[] kept = [.. _changes.Take(changeCount)];
        _changes.Clear();
        _latest = null;
        Count = committed.Count;
        foreach (var change in kept)
            Record(change);
    }

    /// <summary>Ends the edit.</summary>
    public ChangeSet<TObject, TKey> Close()
    {
        _closed = true;
        return new(_changes);
    }

    private void Record(Change<TObject, TKey> change)
    {
        if (_changes is [var first])
            _latest = new() { [first.Key] = first };
        _changes.Add(change);
        _latest?[change.Key] = change;
        Count += change.Reason switch { ChangeReason.Add => 1, ChangeReason.Remove => -1, _ => 0 };
    }

    private bool TryGetLatest(TKey key, out Change<TObject, TKey> change)
    {
        if (_latest is not null)
            return _latest.TryGetValue(key, out change);
        change = _changes.Count > 0 ? _changes[0] : default;
        return _changes.Count > 0 && EqualityComparer<TKey>.Default.Equals(change.Key, key);
    }

    private IEnumerable<KeyValuePair<TKey, TObject>> Pairs() =>
        Committed.Where(pair => !TryGetLatest(pair.Key, out _))
            .Concat((_latest?.Values ?? _changes.AsEnumerable()).Where(change => change.Reason != ChangeReason.Remove)
                .Select(change => KeyValuePair.Create(change.Key, change.Current)));
}
