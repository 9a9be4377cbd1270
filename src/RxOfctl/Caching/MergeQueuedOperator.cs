using System.Reactive.Disposables;
using System.Reactive.Linq;
using RxOfctl.Delivery;

namespace RxOfctl.Caching;

/// <summary>
/// Merges without holding a lock while the observer runs, unlike Rx's Merge: observers on two threads may edit the caches that they observe without
/// a deadlock.
/// </summary>
internal static class MergeQueuedOperator
{
    public static IObservable<T> MergeQueued<T>(this IObservable<T> first, IObservable<T> second) =>
        Observable.Create<T>(observer =>
        {
            var queue = new SerialObserver<T>(observer);
            var running = 2;
            return StableCompositeDisposable.Create(Subscribe(first), Subscribe(second), queue);

            IDisposable Subscribe(IObservable<T> source) => source.Subscribe(queue.OnNext, queue.OnError, () =>
            {
                if (Interlocked.Decrement(ref running) == 0)
                    queue.OnCompleted();
            });
        });
}
