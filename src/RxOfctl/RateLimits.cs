namespace RxOfctl;

/// <summary>Allows an event once per interval, and counts the events that were left out.</summary>
internal struct OncePerInterval
{
    private long _nextTicks;

    /// <summary>How many events were left out since the last that was allowed.</summary>
    public long LeftOut { get; private set; }

    /// <param name="now">The present time.</param>
    /// <param name="interval">The interval.</param>
    /// <param name="leftOut">How many events were left out before this one. If it is allowed, the count starts again.</param>
    public bool TryBegin(DateTimeOffset now, TimeSpan interval, out long leftOut)
    {
        leftOut = LeftOut;
        if (now.UtcTicks < _nextTicks)
        {
            LeftOut++;
            return false;
        }

        _nextTicks = now.UtcTicks + interval.Ticks;
        LeftOut = 0;
        return true;
    }
}

/// <summary>Allows a burst of events, and then so many a second.</summary>
internal struct TokenBucket(int burst, double perSecond)
{
    private double _tokens = burst;
    private long _atTicks;

    /// <summary>Takes a token, if there is one.</summary>
    public bool TryTake(DateTimeOffset now)
    {
        var seconds = _atTicks == 0 ? 0 : Math.Max(0, now.UtcTicks - _atTicks) / (double)TimeSpan.TicksPerSecond;
        _atTicks = now.UtcTicks;
        _tokens = Math.Min(burst, _tokens + seconds * perSecond);
        if (_tokens < 1)
            return false;
        _tokens--;
        return true;
    }
}
