using System.ComponentModel;
using System.Reactive;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using RxOfctl.Delivery;

namespace RxOfctl.Caching;

/// <summary>Operators that hold one subscription for each present item.</summary>
public static class ItemStreamOperators
{
    private const int DefaultCapacity = 16;

    /// <summary>Makes a subscription for each item that is added, before the change set is emitted, and disposes it when the item is
    /// removed. For an item that replaces another the new subscription is made first. All that remain are disposed when the stream ends or
    /// is unsubscribed. An exception of the factory ends the stream.</summary>
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
        ArgumentNullException.ThrowIfNull(subscribe);
        return source.SubscribeMany((item, _) => subscribe(item));
    }

    /// <inheritdoc cref="SubscribeMany{TObject, TKey}(IObservable{IChangeSet{TObject, TKey}}, Func{TObject, IDisposable})"/>
    /// <param name="source">The changes.</param>
    /// <param name="subscribe">Makes the subscription of an item and its key.</param>
    public static IObservable<IChangeSet<TObject, TKey>> SubscribeMany<TObject, TKey>(
        this IObservable<IChangeSet<TObject, TKey>> source, Func<TObject, TKey, IDisposable> subscribe)
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

    /// <summary>Merges a stream of each item, for as long as the item is present and not replaced. The completion or error of one item's
    /// stream ends only that stream; to see an error, use Catch or Materialize in the selector. The merged stream fails if the changes or
    /// the selector do, and completes when the changes and the streams of all present items have.</summary>
    /// <remarks>
    /// Elements that arrive while the observer runs wait in a queue. When it is full, the threads that emit them block until the observer
    /// has taken half of it: that is backpressure, so that merged messages of datapaths are not read from the connections faster than they
    /// are handled. A thread that is itself running an observer of a cache or of this operator never blocks, and adds to the full queue.
    /// For an unbounded queue, pass <see cref="int.MaxValue"/>.
    /// </remarks>
    /// <typeparam name="TObject">The type of the items.</typeparam>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <typeparam name="TResult">The type of the elements of the streams.</typeparam>
    /// <param name="source">The changes.</param>
    /// <param name="selector">Returns the stream of an item.</param>
    /// <param name="capacity">How many elements may wait for the observer.</param>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> or <paramref name="selector"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is less than 1.</exception>
    public static IObservable<TResult> MergeMany<TObject, TKey, TResult>(
        this IObservable<IChangeSet<TObject, TKey>> source, Func<TObject, IObservable<TResult>> selector, int capacity = DefaultCapacity)
        where TObject : notnull
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(selector);
        return source.MergeMany((item, _) => selector(item), capacity);
    }

    /// <inheritdoc cref="MergeMany{TObject, TKey, TResult}(IObservable{IChangeSet{TObject, TKey}}, Func{TObject, IObservable{TResult}},
    /// int)"/>
    /// <param name="source">The changes.</param>
    /// <param name="selector">Returns the stream of an item and its key.</param>
    /// <param name="capacity">How many elements may wait for the observer.</param>
    public static IObservable<TResult> MergeMany<TObject, TKey, TResult>(
        this IObservable<IChangeSet<TObject, TKey>> source,
        Func<TObject, TKey, IObservable<TResult>> selector,
        int capacity = DefaultCapacity)
        where TObject : notnull
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        return Observable.Create<TResult>(observer =>
        {
            var queue = new SerialObserver<TResult>(observer, capacity: capacity);
            var running = 1;
            var streams = new ItemSubscriptions<TObject, TKey>(Subscribe);
            var changes = source.Do(streams.Apply).Subscribe(_ => { }, queue.OnError, EndOne);
            return StableCompositeDisposable.Create(changes, streams, queue);

            IDisposable Subscribe(TObject item, TKey key)
            {
                var stream = selector(item, key);
                Interlocked.Increment(ref running);
                return stream.Finally(EndOne).Subscribe(queue.OnNext, _ => { });
            }

            void EndOne()
            {
                if (Interlocked.Decrement(ref running) == 0)
                    queue.OnCompleted();
            }
        });
    }

    /// <summary>Emits a Refresh of an item, as a separate change set, whenever a stream of that item emits.</summary>
    /// <typeparam name="TObject">The type of the items.</typeparam>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <typeparam name="TAny">The type of the elements of the streams, which are ignored.</typeparam>
    /// <param name="source">The changes.</param>
    /// <param name="reevaluator">Returns the stream of an item; its error ends the result, its completion does not.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IObservable<IChangeSet<TObject, TKey>> AutoRefreshOnObservable<TObject, TKey, TAny>(
        this IObservable<IChangeSet<TObject, TKey>> source, Func<TObject, IObservable<TAny>> reevaluator)
        where TObject : notnull
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(reevaluator);
        return Observable.Create<IChangeSet<TObject, TKey>>(observer =>
        {
            var known = new Dictionary<TKey, TObject>();
            var queue = new SerialObserver<(IChangeSet<TObject, TKey> Changes, bool IsRefresh)>(
                Observer.Create<(IChangeSet<TObject, TKey> Changes, bool IsRefresh)>(Next, observer.OnError, observer.OnCompleted));
            var streams = new ItemSubscriptions<TObject, TKey>((item, key) => reevaluator(item)
                .Select(_ => ((IChangeSet<TObject, TKey>)new ChangeSet<TObject, TKey>(Change.Refresh(key, item)), true))
                .Subscribe(queue.OnNext, queue.OnError));
            var changes = source
                .Do(set => queue.OnNext((set, false)))
                .Do(streams.Apply)
                .Subscribe(_ => { }, queue.OnError, queue.OnCompleted);
            return StableCompositeDisposable.Create(changes, streams, queue);

            void Next((IChangeSet<TObject, TKey> Changes, bool IsRefresh) each)
            {
                if (!each.IsRefresh)
                    known.Apply(each.Changes);
                else if (each.Changes.Any(change => !known.TryGetValue(change.Key, out var item) || !item.Equals(change.Current)))
                    return; // It was removed or replaced while its stream emitted on another thread.
                observer.OnNext(each.Changes);
            }
        });
    }

    /// <summary>Emits a Refresh of an item, as a separate change set, whenever a property of it changes.</summary>
    /// <typeparam name="TObject">The type of the items.</typeparam>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <param name="source">The changes.</param>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    public static IObservable<IChangeSet<TObject, TKey>> AutoRefresh<TObject, TKey>(this IObservable<IChangeSet<TObject, TKey>> source)
        where TObject : notnull, INotifyPropertyChanged
        where TKey : notnull => source.AutoRefreshOnObservable(item => Observable.Create<Unit>(observer =>
        {
            item.PropertyChanged += OnChanged;
            return () => item.PropertyChanged -= OnChanged;

            void OnChanged(object? sender, PropertyChangedEventArgs change) => observer.OnNext(Unit.Default);
        }));
}
