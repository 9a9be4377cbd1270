namespace RxOfctl.Caching;

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
