using System.Reactive.Concurrency;

namespace RxOfctl.Requests;

/// <summary>Where replies are told to those who observe them.</summary>
internal static class ReplyScheduling
{
    /// <summary>The scheduler, without a thread for each who observes, and what observers throw there is reported.</summary>
    public static IScheduler ForReplies(this IScheduler scheduler, Action<Exception> onObserverError) => scheduler
        .Catch<Exception>(error =>
        {
            onObserverError(error);
            return true;
        })
        .DisableOptimizations(typeof(ISchedulerLongRunning));
}
