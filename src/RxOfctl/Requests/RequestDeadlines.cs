using System.Reactive.Concurrency;

namespace RxOfctl.Requests;

/// <summary>
/// The time limits of the requests in flight on one connection. One timer serves all of them, set for the earliest, and nothing is kept of
/// a request that has ended. The caller holds the gate of the <see cref="RequestTable"/>.
/// </summary>
/// <param name="scheduler">The clock.</param>
/// <param name="onDue">Called, without the gate, when the timer fires; calls <see cref="FirstDue"/> until that returns null.</param>
internal sealed class RequestDeadlines(IScheduler scheduler, Action<TimeSpan> onDue)
{
    // Not every scheduler has timers for longer; the timer is then set again.
    private static readonly TimeSpan MaxTimer = TimeSpan.FromDays(1);

    // Not the time of day, which may be set.
    private IStopwatch? _clock;
    private PendingRequest? _first;
    private PendingRequest? _last;
    private IDisposable? _timer;
    private TimeSpan _timerDue;
    private bool _isStopped;

    private TimeSpan Now => (_clock ??= scheduler.StartStopwatch()).Elapsed;

    /// <summary>Starts the time limit of a request.</summary>
    public void Add(PendingRequest request)
    {
        var now = Now;
        var isLimited = request.TimeLimit != Timeout.InfiniteTimeSpan && request.TimeLimit < TimeSpan.MaxValue - now;
        request.Deadline = isLimited ? now + request.TimeLimit : TimeSpan.MaxValue;
        // Sorted: nearly all have the same limit, so that the search from the end stops at once.
        var earlier = _last;
        while (earlier is not null && earlier.Deadline > request.Deadline)
            earlier = earlier.Earlier;
        Join(request, earlier is null ? _first : earlier.Later);
        Join(earlier, request);
        if (_timer is null || request.Deadline < _timerDue)
            SetTimer(now);
    }

    /// <summary>Removes a request that has ended.</summary>
    public void Remove(PendingRequest request)
    {
        Join(request.Earlier, request.Later);
        (request.Earlier, request.Later) = (null, null);
    }

    /// <summary>The first request whose time is up. If there is none, the timer is set for the next.</summary>
    /// <param name="due">The time that the timer was set for.</param>
    public PendingRequest? FirstDue(TimeSpan due)
    {
        // Some timers fire a little early.
        var now = Now;
        if (_first is { } first && first.Deadline <= (due > now ? due : now))
            return first;
        SetTimer(now);
        return null;
    }

    /// <summary>Stops the timer for good, and returns the requests that are left.</summary>
    public IReadOnlyList<PendingRequest> Stop()
    {
        _isStopped = true;
        _timer?.Dispose();
        var left = new List<PendingRequest>();
        for (var next = _first; next is not null; next = next.Later)
            left.Add(next);
        return left;
    }

    private void SetTimer(TimeSpan now)
    {
        _timer?.Dispose();
        _timer = null;
        if (_isStopped || _first is null || _first.Deadline == TimeSpan.MaxValue)
            return;
        var due = _first.Deadline - now < MaxTimer ? _first.Deadline : now + MaxTimer;
        _timerDue = due;
        _timer = scheduler.Schedule(due - now, () => onDue(due));
    }

    private void Join(PendingRequest? earlier, PendingRequest? later)
    {
        if (earlier is null)
            _first = later;
        else
            earlier.Later = later;
        if (later is null)
            _last = earlier;
        else
            later.Earlier = earlier;
    }
}
