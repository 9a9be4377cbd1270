using System.Reactive.Disposables;
using System.Reactive.Linq;
using RxOfctl.Delivery;

namespace RxOfctl.Caching;

/// <summary>Merges a stream of each item.</summary>
public static class MergeManyOperator
{
    private const int DefaultCapacity = 16;

    /// <summary>Merges a stream of each item, for as long as the item is present and not replaced. The completion or error of one item's
    /// stream ends only that item's part; to see an error, use Catch or Materialize in the selector. The whole fails if the changes or the
    /// selector do, and completes when the changes and the streams of all present items have.</summary>
    /// <remarks>
    /// Elements that arrive while the observer runs wait in a queue. When it is full, the threads that emit them block until the observer
    /// has taken half of it, so that the sources feel the backpressure: merged messages of datapaths are not read from the connections
    /// faster than they are handled. A thread that is itself running an observer of a cache or of this operator never blocks, and adds
    /// to the full queue. To take elements off their sources without a bound, pass <see cref="int.MaxValue"/>.
    /// </remarks>
    /// <typeparam name="TObject">The type of the items.</typeparam>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <typeparam name="TResult">The type of the elements of the streams.</typeparam>
    /// <param name="source">The changes.</param>
    /// <param name="selector">Gives the stream of an item.</param>
    /// <param name="capacity">How many elements may wait for the observer.</param>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> or <paramref name="selector"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is less than 1.</exception>
    public static IObservable<TResult> MergeMany<TObject, TKey, TResult>(
        this IObservable<IChangeSet<TObject, TKey>> source, Func<TObject, IObservable<TResult>> selector, int capacity = DefaultCapacity)
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

            IDisposable Subscribe(TObject item)
            {
                var stream = selector(item);
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
}
