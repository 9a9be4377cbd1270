namespace RxOfctl.Datapaths;

/// <summary>Counts events against a limit. Used by one thread at a time.</summary>
internal sealed class RateLimiter(RateLimit limit, DateTimeOffset now)
{
    private double _tokens = limit.Burst;
    private long _ticks = now.UtcTicks;

    /// <summary>Whether an event at a time is within the limit; then it counts.</summary>
    public bool TryTake(long ticks)
    {
        if (ticks > _ticks)
        {
            _tokens = Math.Min(limit.Burst, _tokens + ((ticks - _ticks) * limit.PerSecond / TimeSpan.TicksPerSecond));
            _ticks = ticks;
        }

        if (_tokens < 1)
            return false;
        _tokens--;
        return true;
    }
}
