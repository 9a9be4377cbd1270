namespace RxOfctl;

/// <summary>Lets something happen at most once an interval, and counts how often it was left out.</summary>
internal struct OncePerInterval
{
    private long _nextTicks;

    /// <summary>How often it was left out since it was last allowed.</summary>
    public long LeftOut { get; private set; }

    /// <param name="now">The present time.</param>
    /// <param name="interval">The interval.</param>
    /// <param name="leftOut">How often it was left out before; the count starts anew.</param>
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

/// <summary>Lets something happen so many times at once, and then so many times a second.</summary>
internal struct TokenBucket(int burst, double perSecond)
{
    private double _tokens = burst;
    private long _atTicks;

    /// <summary>Takes one, if there is one.</summary>
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
