using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;

namespace RxOfctl.Connections;

/// <summary>
/// A token that is canceled when a time has passed on a scheduler, or another token is canceled. <see cref="Timeout.InfiniteTimeSpan"/>
/// never passes.
/// </summary>
internal sealed class TimeLimit : IDisposable
{
    // Not disposed of, since the timer may be canceling it. Without a timer of its own it holds nothing.
    private readonly CancellationTokenSource _source = new();
    private readonly CancellationTokenRegistration _outer;
    private readonly IDisposable _timer;

    public TimeLimit(IScheduler scheduler, TimeSpan time, CancellationToken outer)
    {
        _outer = outer.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
        _timer = Schedule(scheduler, time, _source.Cancel);
    }

    public CancellationToken Token => _source.Token;

    /// <summary>Cancels the token before its time.</summary>
    public void Cancel() => _source.Cancel();

    /// <summary>Runs an action when a time has passed, unless it is <see cref="Timeout.InfiniteTimeSpan"/>.</summary>
    public static IDisposable Schedule(IScheduler scheduler, TimeSpan time, Action action) =>
        time == Timeout.InfiniteTimeSpan ? Disposable.Empty : scheduler.Schedule(time, action);

    public void Dispose()
    {
        _timer.Dispose();
        _outer.Dispose();
    }
}

/// <summary>Delays in the time of a scheduler.</summary>
internal static class SchedulerDelay
{
    /// <summary>Completes when a time has passed.</summary>
    public static Task DelayAsync(this IScheduler scheduler, TimeSpan time, CancellationToken cancellationToken) =>
        Observable.Timer(time, scheduler).ToTask(cancellationToken);
}
