using System.Reactive.Concurrency;

namespace RxOfctl.Connections;

/// <summary>A token that is canceled when a time has passed on a scheduler, or another token is canceled. Dispose of it to let go of both.</summary>
internal sealed class TimeLimit : IDisposable
{
    // Never disposed of: the timer may just be canceling it. It holds nothing that needs an end.
    private readonly CancellationTokenSource _source = new();
    private readonly CancellationTokenRegistration _outer;
    private readonly IDisposable _timer;

    public TimeLimit(IScheduler scheduler, TimeSpan time, CancellationToken outer)
    {
        _outer = outer.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
        _timer = scheduler.Schedule(time, _source.Cancel);
    }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        _timer.Dispose();
        _outer.Dispose();
    }
}
