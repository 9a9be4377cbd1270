namespace RxOfctl;

/// <summary>The bytes that all connections together may keep for one purpose.</summary>
internal sealed class ByteBudget(long limit)
{
    private long _taken;

    /// <summary>The limit in bytes.</summary>
    public long Limit => limit;

    /// <summary>Whether more bytes are taken than the limit.</summary>
    public bool IsExceeded => Volatile.Read(ref _taken) > limit;

    /// <summary>Takes bytes or, if negative, returns them, whether so many are left or not.</summary>
    public void Count(long bytes) => Interlocked.Add(ref _taken, bytes);

    /// <summary>Takes bytes, if so many are left.</summary>
    public bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref _taken, bytes) <= limit)
            return true;
        Count(-bytes);
        return false;
    }
}

/// <summary>The bytes that one connection has taken of a budget, within a limit of its own. One thread takes, and any thread may close
/// it.</summary>
/// <param name="limit">The limit of the connection in bytes.</param>
/// <param name="all">The budget of all connections.</param>
internal struct ByteAccount(long limit, ByteBudget all)
{
    private long _taken;
    private volatile bool _isClosed;

    /// <summary>How many bytes are taken.</summary>
    public readonly long Taken => _taken;

    /// <summary>Takes bytes or, if negative, returns them.</summary>
    /// <returns>Which limit does not allow it.</returns>
    public ExceededLimit Take(long bytes)
    {
        if (Volatile.Read(ref _taken) + bytes > limit)
            return ExceededLimit.OfConnection;
        if (!all.TryTake(bytes))
            return ExceededLimit.OfAll;
        Interlocked.Add(ref _taken, bytes);
        // Another thread may have returned what was taken before.
        if (_isClosed)
            Close();
        return ExceededLimit.None;
    }

    /// <summary>Returns all bytes, also those that are taken later.</summary>
    public void Close()
    {
        _isClosed = true;
        all.Count(-Interlocked.Exchange(ref _taken, 0));
    }
}

/// <summary>The limit that a connection exceeds.</summary>
internal enum ExceededLimit
{
    None,
    OfConnection,
    OfAll,
}
