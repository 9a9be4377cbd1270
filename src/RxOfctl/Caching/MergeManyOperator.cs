using System.Reactive.Disposables;
using System.Reactive.Linq;

namespace RxOfctl.Caching;

/// <summary>Merges a stream of each item.</summary>
public static class MergeManyOperator
{
    /// <summary>Merges a stream of each item, for as long as the item is present and not replaced. One item's stream never ends the whole: its
    /// completion and its error just end that item's part, so use Catch or Materialize in the selector to learn of an error. The whole
    /// fails if the changes or the selector do, and completes when the changes and all the streams of present items have.</summary>
    /// <typeparam name="TObject">The type of the items.</typeparam>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <typeparam name="TResult">The type of what the streams tell.</typeparam>
    /// <param name="source">The changes.</param>
    /// <param name="selector">Gives the stream of an item.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IObservable<TResult> MergeMany<TObject, TKey, TResult>(
        this IObservable<IChangeSet<TObject, TKey>> source, Func<TObject, IObservable<TResult>> selector)
        where TObject : notnull
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(selector);
        return Observable.Create<TResult>(observer =>
        {
            var queue = new QueuedObserver<TResult>(observer);
            var running = 1;
            var streams = new ItemSubscriptions<TObject, TKey>(Subscribe);
            var changes = source.Do(streams.Apply).Subscribe(_ => { }, queue.OnError, EndOne);
            return StableCompositeDisposable.Create(changes, streams);

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
