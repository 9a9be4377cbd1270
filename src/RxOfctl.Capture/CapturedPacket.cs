namespace RxOfctl.Capture;

/// <summary>A packet of a capture.</summary>
/// <remarks>Equality compares references of <see cref="Data"/>, not its bytes.</remarks>
public sealed record CapturedPacket
{
    /// <summary>The index of its interface among <see cref="CaptureReader.Interfaces"/>.</summary>
    public required int Interface { get; init; }

    /// <summary>
    /// When it was captured, in UTC, to 100 ns; finer resolutions are rounded down. The Unix epoch where the file does not say (pcapng's Simple
    /// Packet Block).
    /// </summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The bytes that were captured, from the header of the interface's <see cref="LinkType"/> on.</summary>
    public required ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>The length of the packet on the wire, in bytes: more than that of <see cref="Data"/> where the capture cut it.</summary>
    public required int OriginalLength { get; init; }

    /// <summary>Whether the interface sent or received it. pcap has no such field.</summary>
    public PacketDirection Direction { get; init; }

    /// <summary>How many packets were dropped between the one before on the same interface and this one. pcap has no such field.</summary>
    public long DroppedBefore { get; init; }

    /// <summary>The comment that the file has for it. pcap has no such field.</summary>
    public string? Comment { get; init; }
}

/// <summary>Which way a packet crossed its interface (pcapng, option <c>epb_flags</c>).</summary>
public enum PacketDirection
{
    /// <summary>The file does not say.</summary>
    Unknown = 0,

    /// <summary>The interface received it.</summary>
    Inbound = 1,

    /// <summary>The interface sent it.</summary>
    Outbound = 2,
}
