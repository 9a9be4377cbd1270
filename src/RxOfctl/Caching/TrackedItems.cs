namespace RxOfctl.Caching;

/// <summary>The items that an operator has emitted so far, and the changes to emit next, with the reason that follows from those
/// items.</summary>
internal sealed class TrackedItems<TObject, TKey>
    where TObject : notnull
    where TKey : notnull
{
    private readonly Dictionary<TKey, TObject> _emitted = [];
    private readonly List<Change<TObject, TKey>> _changes = [];

    public bool Contains(TKey key) => _emitted.ContainsKey(key);

    public bool Has(TKey key, TObject item) =>
        _emitted.TryGetValue(key, out var known) && EqualityComparer<TObject>.Default.Equals(known, item);

    public void AddOrUpdate(TKey key, TObject item)
    {
        _changes.Add(_emitted.TryGetValue(key, out var previous) ? Change.Update(key, item, previous) : Change.Add(key, item));
        _emitted[key] = item;
    }

    public void Remove(TKey key)
    {
        if (_emitted.Remove(key, out var item))
            _changes.Add(Change.Remove(key, item));
    }

    public void Refresh(TKey key)
    {
        if (_emitted.TryGetValue(key, out var item))
            _changes.Add(Change.Refresh(key, item));
    }

    /// <summary>Returns the changes since the last call.</summary>
    public ChangeSet<TObject, TKey> TakeChanges()
    {
        var changes = new ChangeSet<TObject, TKey>(_changes);
        _changes.Clear();
        return changes;
    }
}
