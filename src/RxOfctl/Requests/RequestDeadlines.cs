using System.Reactive.Concurrency;

namespace RxOfctl.Requests;

/// <summary>
/// The time limits of the requests in flight on one connection. There is one timer for all of them, set for the earliest, and a request that
/// ends takes its limit with it: nothing is kept for a timer that is still to come. The caller holds the gate of the <see cref="RequestTable"/>.
/// </summary>
/// <param name="scheduler">The clock.</param>
/// <param name="onDue">Called, without the gate, when it is time to <see cref="TakeDue"/>.</param>
internal sealed class RequestDeadlines(IScheduler scheduler, Action<TimeSpan> onDue)
{
    // What is further away is looked at again by then: not every scheduler has timers that reach so far.
    private static readonly TimeSpan Reach = TimeSpan.FromDays(1);

    // Not the time of day, which may be set.
    private IStopwatch? _clock;
    private PendingRequest? _first;
    private PendingRequest? _last;
    private IDisposable? _timer;
    private TimeSpan _timerDue;

    private TimeSpan Now => (_clock ??= scheduler.StartStopwatch()).Elapsed;

    /// <summary>The time of a request begins.</summary>
    public void Add(PendingRequest request)
    {
        var now = Now;
        var isLimited = request.TimeLimit != Timeout.InfiniteTimeSpan && request.TimeLimit < TimeSpan.MaxValue - now;
        request.Deadline = isLimited ? now + request.TimeLimit : TimeSpan.MaxValue;
        // In their order: nearly all have the same limit, so that the last is almost always the one before.
        var earlier = _last;
        while (earlier is not null && earlier.Deadline > request.Deadline)
            earlier = earlier.Earlier;
        Join(request, earlier is null ? _first : earlier.Later);
        Join(earlier, request);
        if (_timer is null || request.Deadline < _timerDue)
            SetTimer(now);
    }

    /// <summary>A request ended in time.</summary>
    public void Remove(PendingRequest request)
    {
        Join(request.Earlier, request.Later);
        (request.Earlier, request.Later) = (null, null);
    }

    /// <summary>The next request whose time is up. If there is none, the timer is set for the one that is next.</summary>
    /// <param name="due">What the timer was set for.</param>
    public PendingRequest? TakeDue(TimeSpan due)
    {
        // Some timers come a little before their time.
        var now = Now;
        if (_first is not { } first || first.Deadline > (due > now ? due : now))
        {
            SetTimer(now);
            return null;
        }

        Remove(first);
        return first;
    }

    /// <summary>Forgets all requests, and gives them.</summary>
    public IReadOnlyList<PendingRequest> Clear()
    {
        var all = new List<PendingRequest>();
        while (_first is { } first)
        {
            all.Add(first);
            Remove(first);
        }

        _timer?.Dispose();
        return all;
    }

    private void SetTimer(TimeSpan now)
    {
        _timer?.Dispose();
        _timer = null;
        if (_first is null || _first.Deadline == TimeSpan.MaxValue)
            return;
        var due = _first.Deadline - now < Reach ? _first.Deadline : now + Reach;
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
