namespace RxOfctl.Sessions;

/// <summary>How many bytes all connections may keep together for one purpose.</summary>
internal sealed class ByteBudget(long limit)
{
    private long _taken;

    /// <summary>How many bytes there are in all.</summary>
    public long Limit => limit;

    /// <summary>Takes some, if they are there.</summary>
    public bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref _taken, bytes) <= limit)
            return true;
        Return(bytes);
        return false;
    }

    /// <summary>Gives back what was taken.</summary>
    public void Return(long bytes) => Interlocked.Add(ref _taken, -bytes);
}
