using System.Reactive.Concurrency;
using System.Reactive.Linq;

namespace RxOfctl;

/// <summary>Retries with a delay that grows.</summary>
public static class RetryWithBackoffOperator
{
    private static readonly TimeSpan DefaultDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan DefaultMaxDelay = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Subscribes to a source again when it fails, after a delay that doubles with each failure. An element resets the count and the delay.
    /// After too many failures in a row, the last error ends the stream.
    /// </summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="source">A cold source, such as a request: <c>controller.SendMsg(1, request, waitFor: limit)</c>.</param>
    /// <param name="maxRetries">How many failures in a row are followed by another subscription.</param>
    /// <param name="scheduler">The clock of the delays: <see cref="OpenFlowController.Scheduler"/>.</param>
    /// <param name="delay">The first delay. Default 1 s.</param>
    /// <param name="maxDelay">The longest delay. Default 30 s.</param>
    /// <param name="retryOn">Which errors are followed by another subscription; all others end the stream. Default: all.</param>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> or <paramref name="scheduler"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The count or a delay is negative.</exception>
    public static IObservable<T> RetryWithBackoff<T>(
        this IObservable<T> source,
        int maxRetries,
        IScheduler scheduler,
        TimeSpan? delay = null,
        TimeSpan? maxDelay = null,
        Func<Exception, bool>? retryOn = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(scheduler);
        ArgumentOutOfRangeException.ThrowIfNegative(maxRetries);
        var (first, longest) = (delay ?? DefaultDelay, maxDelay ?? DefaultMaxDelay);
        ArgumentOutOfRangeException.ThrowIfLessThan(first, TimeSpan.Zero, nameof(delay));
        ArgumentOutOfRangeException.ThrowIfLessThan(longest, TimeSpan.Zero, nameof(maxDelay));
        return Observable.Defer(() =>
        {
            var failures = 0;
            var next = first;
            return source.Do(_ => (failures, next) = (0, first)).RetryWhen(errors => errors.SelectMany(error =>
            {
                if (failures++ >= maxRetries || retryOn?.Invoke(error) == false)
                    return Observable.Throw<long>(error);
                var pause = next < longest ? next : longest;
                next = next < longest ? next * 2 : longest;
                return Observable.Timer(pause, scheduler);
            }));
        });
    }
}
