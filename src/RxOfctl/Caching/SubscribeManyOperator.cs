using System.Reactive.Disposables;
using System.Reactive.Linq;

namespace RxOfctl.Caching;

/// <summary>Keeps one subscription for each item.</summary>
public static class SubscribeManyOperator
{
    /// <summary>Makes a subscription for each item that comes, before the change set is passed on, and disposes of it when the item goes. For
    /// an item that replaces another the new subscription is made first. All that remain are disposed of when the stream ends or is
    /// unsubscribed. What the factory throws ends the stream.</summary>
    /// <typeparam name="TObject">The type of the items.</typeparam>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <param name="source">The changes.</param>
    /// <param name="subscribe">Makes the subscription of an item.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IObservable<IChangeSet<TObject, TKey>> SubscribeMany<TObject, TKey>(
        this IObservable<IChangeSet<TObject, TKey>> source, Func<TObject, IDisposable> subscribe)
        where TObject : notnull
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(subscribe);
        return Observable.Create<IChangeSet<TObject, TKey>>(observer =>
        {
            var subscriptions = new ItemSubscriptions<TObject, TKey>(subscribe);
            var whole = source.Do(subscriptions.Apply).Subscribe(observer);
            return StableCompositeDisposable.Create(whole, subscriptions);
        });
    }
}
