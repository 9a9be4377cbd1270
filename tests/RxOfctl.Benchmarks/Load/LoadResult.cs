namespace RxOfctl.Benchmarks.Load;

/// <summary>What a load saw.</summary>
internal sealed record LoadResult
{
    /// <summary>Packet-ins whose buffer came back, in a flow-mod or a packet-out, each counted once however many messages answer it.</summary>
    public long Answered { get; init; }

    /// <summary>All flow-mods and packet-outs, which is what cbench counts.</summary>
    public long Messages { get; init; }

    public double Seconds { get; init; }

    /// <summary>What part of the answers that the middle one of the switches got the one with the fewest got.</summary>
    public double SlowestOfMedian { get; init; }

    /// <summary>Packet-ins that had waited for more than a second when the measurement ended.</summary>
    public long Lost { get; init; }

    /// <summary>How often the controller ended a connection, and the switch dialed again.</summary>
    public int Redials { get; init; }

    /// <summary>How long it took from the first connection until every switch had an answer.</summary>
    public double ReadySeconds { get; init; }

    /// <summary>How much of its processor the load used, 0 to 1: near 1 it is the load that is measured.</summary>
    public double LoadCpu { get; init; }

    public double P50 { get; init; }

    public double P90 { get; init; }

    public double P99 { get; init; }

    public double P999 { get; init; }

    public double Max { get; init; }

    public double PerSecond => Answered / Seconds;

    public double MessagesPerSecond => Messages / Seconds;
}
