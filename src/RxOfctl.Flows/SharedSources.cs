using System.Collections.Concurrent;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using System.Runtime.CompilerServices;
using RxOfctl.Caching;

namespace RxOfctl.Flows;

/// <summary>
/// The sources of a datapath, or of a fleet, that are shared: each runs from the first subscription to the end of the last.
/// </summary>
internal static class SharedSources
{
    private static readonly ConditionalWeakTable<object, ConcurrentDictionary<object, object>> Sources = [];

    /// <summary>A source of changes; the same for the same owner and key.</summary>
    /// <param name="owner">The datapath or fleet.</param>
    /// <param name="key">What the source is.</param>
    /// <param name="make">Makes it.</param>
    public static IObservable<IChangeSet<TItem, TKey>> Of<TItem, TKey>(
        object owner, object key, Func<IObservable<IChangeSet<TItem, TKey>>> make)
        where TItem : notnull
        where TKey : notnull
    {
        var shared = (SharedSource<TItem, TKey>)Sources.GetOrCreateValue(owner).GetOrAdd(key, _ => new SharedSource<TItem, TKey>(make()));
        return Observable.Create<IChangeSet<TItem, TKey>>(shared.Subscribe);
    }

    private sealed class SharedSource<TItem, TKey>(IObservable<IChangeSet<TItem, TKey>> source)
        where TItem : notnull
        where TKey : notnull
    {
        private readonly Lock _gate = new();
        // Made by the first subscriber, outside the gate: making it sends a request.
        private Lazy<IObservableCache<TItem, TKey>>? _cache;
        private int _subscribers;

        public IDisposable Subscribe(IObserver<IChangeSet<TItem, TKey>> observer)
        {
            Lazy<IObservableCache<TItem, TKey>> cache;
            lock (_gate)
            {
                _subscribers++;
                cache = _cache ??= new(() => source.AsObservableCache());
            }

            var subscription = cache.Value.Connect().Subscribe(observer);
            return Disposable.Create(() =>
            {
                subscription.Dispose();
                Lazy<IObservableCache<TItem, TKey>>? unused = null;
                lock (_gate)
                {
                    if (--_subscribers == 0)
                        (unused, _cache) = (_cache, null);
                }

                unused?.Value.Dispose();
            });
        }
    }
}
