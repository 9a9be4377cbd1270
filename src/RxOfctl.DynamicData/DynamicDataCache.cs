using System.Reactive.Linq;
using DynamicData.Kernel;
using RxOfctl.Caching;
using DD = global::DynamicData;

namespace RxOfctl.DynamicData;

/// <summary>Adapts a cache of RxOfctl to DynamicData's interface.</summary>
internal sealed class DynamicDataCache<TObject, TKey>(IObservableCache<TObject, TKey> cache) : DD.IObservableCache<TObject, TKey>
    where TObject : notnull
    where TKey : notnull
{
    public int Count => cache.Count;

    public IObservable<int> CountChanged => cache.CountChanged;

    public IReadOnlyList<TObject> Items => cache.Items;

    public IReadOnlyList<TKey> Keys => cache.Keys;

    public IReadOnlyDictionary<TKey, TObject> KeyValues => cache.KeyValues;

    public IObservable<DD.IChangeSet<TObject, TKey>> Connect(Func<TObject, bool>? predicate = null, bool suppressEmptyChangeSets = true) =>
        cache.Connect(predicate, suppressEmptyChangeSets).ToDynamicData();

    public IObservable<DD.IChangeSet<TObject, TKey>> Preview(Func<TObject, bool>? predicate = null) => cache.Preview(predicate).ToDynamicData();

    public IObservable<DD.Change<TObject, TKey>> Watch(TKey key) => cache.Watch(key).Select(Translation.Translate);

    public Optional<TObject> Lookup(TKey key) => cache.TryLookup(key, out var item) ? Optional<TObject>.Create(item) : Optional<TObject>.None;

    public void Dispose() => cache.Dispose();
}
