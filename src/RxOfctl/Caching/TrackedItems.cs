namespace RxOfctl.Caching;

/// <summary>What the subscriber of an operator has been told so far; it names each further change as that subscriber must see it.</summary>
internal sealed class TrackedItems<TObject, TKey>
    where TObject : notnull
    where TKey : notnull
{
    private readonly Dictionary<TKey, TObject> _told = [];
    private readonly List<Change<TObject, TKey>> _changes = [];

    public bool Contains(TKey key) => _told.ContainsKey(key);

    public bool Has(TKey key, TObject item) => _told.TryGetValue(key, out var told) && EqualityComparer<TObject>.Default.Equals(told, item);

    public void AddOrUpdate(TKey key, TObject item)
    {
        _changes.Add(_told.TryGetValue(key, out var previous) ? Change.Update(key, item, previous) : Change.Add(key, item));
        _told[key] = item;
    }

    public void Remove(TKey key)
    {
        if (_told.Remove(key, out var item))
            _changes.Add(Change.Remove(key, item));
    }

    public void Refresh(TKey key)
    {
        if (_told.TryGetValue(key, out var item))
            _changes.Add(Change.Refresh(key, item));
    }

    /// <summary>The changes since the last time.</summary>
    public ChangeSet<TObject, TKey> TakeChanges()
    {
        var changes = new ChangeSet<TObject, TKey>(_changes);
        _changes.Clear();
        return changes;
    }
}
