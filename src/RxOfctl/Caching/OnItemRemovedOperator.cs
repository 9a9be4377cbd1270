using System.Reactive.Disposables;
using System.Reactive.Linq;

namespace RxOfctl.Caching;

/// <summary>Does something for each item that goes.</summary>
public static class OnItemRemovedOperator
{
    /// <summary>Calls an action once for each item that is removed, before the change set is passed on. The item that an Update replaces is
    /// not removed. What the action throws at a removal ends the stream.</summary>
    /// <typeparam name="TObject">The type of the items.</typeparam>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <param name="source">The changes.</param>
    /// <param name="removed">Gets the item.</param>
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
}
