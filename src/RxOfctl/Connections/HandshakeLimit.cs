namespace RxOfctl.Connections;

/// <summary>Counts the connections that are at their handshakes, up to a limit.</summary>
internal sealed class HandshakeLimit(int limit)
{
    private int _count;

    /// <summary>How many there may be.</summary>
    public int Limit => limit;

    /// <summary>Counts one more; null if there are as many as there may be.</summary>
    public Place? TryTake()
    {
        if (Interlocked.Increment(ref _count) <= limit)
            return new(this);
        Interlocked.Decrement(ref _count);
        return null;
    }

    /// <summary>One connection that is counted, until its handshake is over or it has ended, whichever comes first.</summary>
    public sealed class Place(HandshakeLimit counted) : IDisposable
    {
        private HandshakeLimit? _counted = counted;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _counted, null) is { } counted)
                Interlocked.Decrement(ref counted._count);
        }
    }
}
