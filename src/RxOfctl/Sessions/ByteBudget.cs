namespace RxOfctl.Sessions;

/// <summary>The bytes that all connections together may keep for one purpose.</summary>
internal sealed class ByteBudget(long limit)
{
    private long _taken;

    /// <summary>The limit in bytes.</summary>
    public long Limit => limit;

    /// <summary>Takes bytes, if so many are left.</summary>
    public bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref _taken, bytes) <= limit)
            return true;
        Return(bytes);
        return false;
    }

    /// <summary>Returns bytes that were taken.</summary>
    public void Return(long bytes) => Interlocked.Add(ref _taken, -bytes);
}
