using System.Reactive;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using RxOfctl.Delivery;

namespace RxOfctl.Caching;

/// <summary>Combines the items of several caches by their keys.</summary>
public static class CombineOperators
{
    /// <summary>The items of all sources. If several have an item of the same key, that of the earliest source is used.</summary>
    /// <inheritdoc cref="Except{TObject, TKey}"/>
    public static IObservable<IChangeSet<TObject, TKey>> Or<TObject, TKey>(
        this IObservable<IChangeSet<TObject, TKey>> source, params IObservable<IChangeSet<TObject, TKey>>[] others)
        where TObject : notnull
        where TKey : notnull =>
        Combine(source, others, static (sources, key) => Array.FindIndex(sources, each => each.ContainsKey(key)));

    /// <summary>The items of the first source whose keys the other source has.</summary>
    /// <remarks>Of its own, because <c>Observable.And</c> of Rx would be chosen before an overload with any number of others.</remarks>
    /// <inheritdoc cref="Except{TObject, TKey}"/>
    /// <param name="source">The changes of the first source.</param>
    /// <param name="other">The changes of the other source.</param>
    public static IObservable<IChangeSet<TObject, TKey>> And<TObject, TKey>(
        this IObservable<IChangeSet<TObject, TKey>> source, IObservable<IChangeSet<TObject, TKey>> other)
        where TObject : notnull
        where TKey : notnull =>
        source.And([other]);

    /// <summary>The items of the first source whose keys all other sources have.</summary>
    /// <inheritdoc cref="Except{TObject, TKey}"/>
    public static IObservable<IChangeSet<TObject, TKey>> And<TObject, TKey>(
        this IObservable<IChangeSet<TObject, TKey>> source, params IObservable<IChangeSet<TObject, TKey>>[] others)
        where TObject : notnull
        where TKey : notnull =>
        Combine(source, others, static (sources, key) => Array.TrueForAll(sources, each => each.ContainsKey(key)) ? 0 : -1);

    /// <summary>The items of the first source whose keys no other source has.</summary>
    /// <remarks>A change set that does not change the result is not emitted. The stream fails with the first source that fails, and
    /// completes when all sources have.</remarks>
    /// <typeparam name="TObject">The type of the items.</typeparam>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <param name="source">The changes of the first source.</param>
    /// <param name="others">The changes of the other sources.</param>
    /// <exception cref="ArgumentNullException">An argument, or one of the others, is null.</exception>
    public static IObservable<IChangeSet<TObject, TKey>> Except<TObject, TKey>(
        this IObservable<IChangeSet<TObject, TKey>> source, params IObservable<IChangeSet<TObject, TKey>>[] others)
        where TObject : notnull
        where TKey : notnull =>
        Combine(
            source,
            others,
            static (sources, key) => sources[0].ContainsKey(key) && !Array.Exists(sources[1..], each => each.ContainsKey(key)) ? 0 : -1);

    // The selector returns the index of the source whose item of a key is in the result; -1 if the result does not have the key.
    private static IObservable<IChangeSet<TObject, TKey>> Combine<TObject, TKey>(
        IObservable<IChangeSet<TObject, TKey>> first,
        IObservable<IChangeSet<TObject, TKey>>[] others,
        Func<Dictionary<TKey, TObject>[], TKey, int> selector)
        where TObject : notnull
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(others);
        if (Array.Exists(others, each => each is null))
            throw new ArgumentNullException(nameof(others));
        IObservable<IChangeSet<TObject, TKey>>[] all = [first, .. others];
        return Observable.Create<IChangeSet<TObject, TKey>>(observer =>
        {
            var sources = Array.ConvertAll(all, _ => new Dictionary<TKey, TObject>());
            var combined = new TrackedItems<TObject, TKey>();
            var queue = new SerialObserver<(int Source, IChangeSet<TObject, TKey> Changes)>(
                Observer.Create<(int Source, IChangeSet<TObject, TKey> Changes)>(
                    each => Apply(each.Source, each.Changes), observer.OnError, observer.OnCompleted));
            var running = all.Length;
            var subscriptions = new CompositeDisposable { queue };
            for (var index = 0; index < all.Length; index++)
            {
                var source = index;
                subscriptions.Add(all[source].Select(changes => (source, changes)).Subscribe(queue.OnNext, queue.OnError, EndOne));
            }

            return subscriptions;

            void EndOne()
            {
                if (Interlocked.Decrement(ref running) == 0)
                    queue.OnCompleted();
            }

            void Apply(int source, IChangeSet<TObject, TKey> changes)
            {
                sources[source].Apply(changes);
                foreach (var change in changes)
                {
                    var chosen = selector(sources, change.Key);
                    if (chosen < 0)
                        combined.Remove(change.Key);
                    else if (chosen == source && change.Reason == ChangeReason.Refresh && combined.Contains(change.Key))
                        combined.Refresh(change.Key);
                    else if (chosen == source || !combined.Has(change.Key, sources[chosen][change.Key]))
                        combined.AddOrUpdate(change.Key, sources[chosen][change.Key]);
                }

                if (combined.TakeChanges() is { Count: > 0 } whole)
                    observer.OnNext(whole);
            }
        });
    }
}
