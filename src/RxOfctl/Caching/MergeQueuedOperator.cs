using System.Reactive.Disposables;
using System.Reactive.Linq;

namespace RxOfctl.Caching;

/// <summary>
/// Merges without holding a lock while the observer runs, as Rx's own Merge does: an observer may edit the very cache that it observes, from
/// two threads crosswise, and neither deadlocks nor is called while it runs.
/// </summary>
internal static class MergeQueuedOperator
{
    public static IObservable<T> MergeQueued<T>(this IObservable<T> first, IObservable<T> second) =>
        Observable.Create<T>(observer =>
        {
            var queue = new QueuedObserver<T>(observer);
            var running = 2;
            return StableCompositeDisposable.Create(Subscribe(first), Subscribe(second));

            IDisposable Subscribe(IObservable<T> source) => source.Subscribe(queue.OnNext, queue.OnError, () =>
            {
                if (Interlocked.Decrement(ref running) == 0)
                    queue.OnCompleted();
            });
        });
}
