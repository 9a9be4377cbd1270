namespace RxOfctl.Caching;

/// <summary>One subscription for each present item.</summary>
internal sealed class ItemSubscriptions<TObject, TKey>(Func<TObject, TKey, IDisposable> subscribe) : IDisposable
    where TObject : notnull
    where TKey : notnull
{
    private readonly KeyedItems<TKey, IDisposable> _subscriptions = new(subscription => subscription.Dispose());

    public void Apply(IChangeSet<TObject, TKey> changes)
    {
        foreach (var change in changes)
        {
            if (change.Reason is ChangeReason.Add or ChangeReason.Update)
            {
                if (_subscriptions.Set(change.Key, subscribe(change.Current, change.Key), out var replaced))
                    replaced.Dispose();
            }
            else if (change.Reason == ChangeReason.Remove && _subscriptions.Remove(change.Key, out var removed))
            {
                removed.Dispose();
            }
        }
    }

    public void Dispose() => _subscriptions.Dispose();
}
