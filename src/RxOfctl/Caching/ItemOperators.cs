using System.Reactive.Disposables;
using System.Reactive.Linq;

namespace RxOfctl.Caching;

/// <summary>Calls an action for items that are added, updated, refreshed and removed.</summary>
public static class ItemOperators
{
    /// <summary>Calls an action for each Add, before the change set is emitted. An Update is not an Add. An exception of the action ends
    /// the stream.</summary>
    /// <typeparam name="TObject">The type of the items.</typeparam>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <param name="source">The changes.</param>
    /// <param name="added">Called with the item.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IObservable<IChangeSet<TObject, TKey>> OnItemAdded<TObject, TKey>(
        this IObservable<IChangeSet<TObject, TKey>> source, Action<TObject> added)
        where TObject : notnull
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(added);
        return source.OnItem(ChangeReason.Add, change => added(change.Current));
    }

    /// <summary>Calls an action for each Update, before the change set is emitted. An exception of the action ends the stream.</summary>
    /// <typeparam name="TObject">The type of the items.</typeparam>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <param name="source">The changes.</param>
    /// <param name="updated">Called with the new item and the one it replaced.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IObservable<IChangeSet<TObject, TKey>> OnItemUpdated<TObject, TKey>(
        this IObservable<IChangeSet<TObject, TKey>> source, Action<TObject, TObject> updated)
        where TObject : notnull
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(updated);
        return source.OnItem(ChangeReason.Update, change => updated(change.Current, change.Previous!));
    }

    /// <summary>Calls an action for each Refresh, before the change set is emitted. An exception of the action ends the stream.</summary>
    /// <typeparam name="TObject">The type of the items.</typeparam>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <param name="source">The changes.</param>
    /// <param name="refreshed">Called with the item.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IObservable<IChangeSet<TObject, TKey>> OnItemRefreshed<TObject, TKey>(
        this IObservable<IChangeSet<TObject, TKey>> source, Action<TObject> refreshed)
        where TObject : notnull
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(refreshed);
        return source.OnItem(ChangeReason.Refresh, change => refreshed(change.Current));
    }

    /// <summary>Calls an action once for each item that is removed, before the change set is emitted. The item that an Update replaces is
    /// not removed. An exception of the action at a removal ends the stream.</summary>
    /// <typeparam name="TObject">The type of the items.</typeparam>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <param name="source">The changes.</param>
    /// <param name="removed">Called with the item.</param>
    /// <param name="invokeOnUnsubscribe">Whether the items still present count as removed when the stream ends or is unsubscribed.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IObservable<IChangeSet<TObject, TKey>> OnItemRemoved<TObject, TKey>(
        this IObservable<IChangeSet<TObject, TKey>> source, Action<TObject> removed, bool invokeOnUnsubscribe = true)
        where TObject : notnull
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(removed);
        return Observable.Create<IChangeSet<TObject, TKey>>(observer =>
        {
            var present = new KeyedItems<TKey, TObject>(item =>
            {
                if (invokeOnUnsubscribe)
                    removed(item);
            });
            var subscription = source.Do(changes =>
            {
                foreach (var change in changes)
                {
                    if (change.Reason is ChangeReason.Add or ChangeReason.Update)
                        present.Set(change.Key, change.Current, out _);
                    else if (change.Reason == ChangeReason.Remove && present.Remove(change.Key, out var item))
                        removed(item);
                }
            }).Subscribe(observer);
            return StableCompositeDisposable.Create(subscription, present);
        });
    }

    /// <summary>Disposes items: one that is removed or replaced after the change set was emitted, and all that remain when the stream ends
    /// or is unsubscribed. Items that are not <see cref="IDisposable"/> are ignored.</summary>
    /// <typeparam name="TObject">The type of the items.</typeparam>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <param name="source">The changes.</param>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    public static IObservable<IChangeSet<TObject, TKey>> DisposeMany<TObject, TKey>(this IObservable<IChangeSet<TObject, TKey>> source)
        where TObject : notnull
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(source);
        return Observable.Create<IChangeSet<TObject, TKey>>(observer =>
        {
            var present = new KeyedItems<TKey, TObject>(Dispose);
            var subscription = source.Subscribe(
                changes =>
                {
                    var gone = new List<TObject>();
                    foreach (var change in changes)
                    {
                        TObject? item;
                        if (change.Reason == ChangeReason.Remove ? present.Remove(change.Key, out item)
                            : present.Set(change.Key, change.Current, out item) && !ReferenceEquals(item, change.Current))
                            gone.Add(item!);
                    }

                    observer.OnNext(changes);
                    gone.ForEach(Dispose);
                },
                observer.OnError,
                observer.OnCompleted);
            return StableCompositeDisposable.Create(subscription, present);
        });

        static void Dispose(TObject item) => (item as IDisposable)?.Dispose();
    }

    private static IObservable<IChangeSet<TObject, TKey>> OnItem<TObject, TKey>(
        this IObservable<IChangeSet<TObject, TKey>> source, ChangeReason reason, Action<Change<TObject, TKey>> action)
        where TObject : notnull
        where TKey : notnull => source.Do(changes =>
        {
            foreach (var change in changes)
            {
                if (change.Reason == reason)
                    action(change);
            }
        });
}
