namespace RxOfctl.Capture;

/// <summary>A packet of a capture.</summary>
/// <remarks>Equality compares references of <see cref="Data"/>, not its bytes.</remarks>
public sealed record CapturedPacket
{
    /// <summary>The index of its interface among <see cref="CaptureReader.Interfaces"/>.</summary>
    public required int Interface { get; init; }

    /// <summary>
    /// The time of capture in UTC, to 100 ns; finer resolutions are rounded down. The Unix epoch if the file has none (pcapng's Simple
    /// Packet Block).
    /// </summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The captured bytes, from the header of the interface's <see cref="LinkType"/> on.</summary>
    public required ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>The length of the packet on the wire, in bytes: more than that of <see cref="Data"/> if the capture truncated it.</summary>
    public required int OriginalLength { get; init; }

    /// <summary>Whether the interface sent or received it. pcap has no such field.</summary>
    public PacketDirection Direction { get; init; }

    /// <summary>The number of packets dropped since the previous one on the same interface. pcap has no such field.</summary>
    public long DroppedBefore { get; init; }

    /// <summary>Its comment. pcap has no such field.</summary>
    public string? Comment { get; init; }
}

/// <summary>The direction of a packet at its interface (pcapng, option <c>epb_flags</c>).</summary>
public enum PacketDirection
{
    /// <summary>Not in the file.</summary>
    Unknown = 0,

    /// <summary>The interface received it.</summary>
    Inbound = 1,

    /// <summary>The interface sent it.</summary>
    Outbound = 2,
}
