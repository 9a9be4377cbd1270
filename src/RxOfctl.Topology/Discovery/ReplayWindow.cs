namespace RxOfctl.Topology.Discovery;

/// <summary>What a sequence number is to those that were received before.</summary>
internal enum Arrival
{
    /// <summary>It is new.</summary>
    First,

    /// <summary>It was received before, or is too old to know.</summary>
    Again,
}

/// <summary>Remembers which of the last 64 sequence numbers were received, as IPsec does (RFC 4303 §3.4.3).</summary>
internal struct ReplayWindow
{
    private ulong _received;
    private uint _highest;

    /// <summary>Notes a sequence number, which counts from 1.</summary>
    public Arrival Note(uint sequence)
    {
        if (sequence > _highest)
        {
            var ahead = sequence - _highest;
            _received = ahead >= 64 ? 1 : (_received << (int)ahead) | 1;
            _highest = sequence;
            return Arrival.First;
        }

        var behind = _highest - sequence;
        if (behind >= 64 || (_received & (1ul << (int)behind)) != 0)
            return Arrival.Again;
        _received |= 1ul << (int)behind;
        return Arrival.First;
    }
}
