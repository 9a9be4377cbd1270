using System.Diagnostics.CodeAnalysis;
using System.Reactive.Linq;
using RxOfctl.Caching;
using DD = global::DynamicData;

namespace RxOfctl.DynamicData;

/// <summary>Adapts a cache of DynamicData to RxOfctl's interface. It does not own the cache.</summary>
internal sealed class RxOfctlCache<TObject, TKey>(DD.IObservableCache<TObject, TKey> cache) : IObservableCache<TObject, TKey>
    where TObject : notnull
    where TKey : notnull
{
    public int Count => cache.Count;

    public IObservable<int> CountChanged => cache.CountChanged;

    public IReadOnlyList<TObject> Items => cache.Items;

    public IReadOnlyList<TKey> Keys => cache.Keys;

    public IReadOnlyDictionary<TKey, TObject> KeyValues => cache.KeyValues;

    public IObservable<IChangeSet<TObject, TKey>> Connect(Func<TObject, bool>? predicate = null, bool suppressEmptyChangeSets = true) =>
        Translate(cache.Connect(predicate, suppressEmptyChangeSets), suppressEmptyChangeSets);

    public IObservable<IChangeSet<TObject, TKey>> Preview(Func<TObject, bool>? predicate = null) => Translate(cache.Preview(predicate), suppressEmpty: true);

    public IObservable<Change<TObject, TKey>> Watch(TKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return cache.Watch(key).Where(change => change.Reason != DD.ChangeReason.Moved).Select(Translation.Translate);
    }

    public bool TryLookup(TKey key, [MaybeNullWhen(false)] out TObject item)
    {
        ArgumentNullException.ThrowIfNull(key);
        var found = cache.Lookup(key);
        item = found.HasValue ? found.Value : default;
        return found.HasValue;
    }

    public void Dispose()
    {
        // The owner of the cache disposes it.
    }

    private static IObservable<IChangeSet<TObject, TKey>> Translate(IObservable<DD.IChangeSet<TObject, TKey>> changes, bool suppressEmpty) =>
        changes.ToRxOfctl().Where(each => each.Count > 0 || !suppressEmpty);
}
