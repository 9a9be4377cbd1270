using System.Reactive;
using System.Reactive.Linq;
using RxOfctl.Caching;
using RxOfctl.Protocol;

namespace RxOfctl.Web.Dashboard.Live;

/// <summary>Something that a datapath holds, read anew for each of its connections.</summary>
internal sealed class DatapathCache<TObject, TKey>(Func<Datapath, IObservable<IChangeSet<TObject, TKey>>> observe)
    where TObject : notnull
    where TKey : notnull
{
    private volatile IObservableCache<TObject, TKey>? _cache;

    /// <summary>What the datapath holds; null if it is not connected, or has not answered.</summary>
    public IReadOnlyList<TObject>? Items => _cache?.Items;

    /// <summary>Why it cannot be read: the version has no such thing, or the request failed.</summary>
    public Exception? Error { get; private set; }

    /// <summary>Reads the datapath while it is subscribed to, and emits after each change.</summary>
    public IObservable<Unit> Watch(IFleet fleet, NetworkLog log, DatapathId id) => fleet.Datapaths.Watch(id)
        .Select(change => change.Reason == ChangeReason.Remove || log.Local(id) is not { } datapath ? Forget() : Read(datapath))
        .Switch();

    private IObservable<Unit> Read(Datapath datapath) => Observable.Defer(() =>
    {
        Error = null;
        var cache = observe(datapath).Do(_ => { }, error => Error = error).AsObservableCache();
        return cache.Connect(suppressEmptyChangeSets: false).Do(_ => _cache = cache).AsSignal().Finally(cache.Dispose);
    }).Catch((Exception error) =>
    {
        Error = error;
        return Observable.Return(Unit.Default);
    });

    private IObservable<Unit> Forget() => Observable.Return(Unit.Default).Do(_ => _cache = null);
}
