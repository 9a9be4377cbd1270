namespace RxOfctl.Capture;

/// <summary>
/// An interface on which packets were captured (pcapng, Interface Description Block). A pcap file has one, without a name.
/// </summary>
public sealed record CaptureInterface
{
    /// <summary>The link type of its packets.</summary>
    public LinkType LinkType { get; init; } = LinkType.Ethernet;

    /// <summary>Its name, such as <c>eth0</c>.</summary>
    public string? Name { get; init; }

    /// <summary>Its description.</summary>
    public string? Description { get; init; }

    /// <summary>The maximum number of bytes captured of each packet; 0 is no limit.</summary>
    public int SnapLength { get; init; }
}

/// <summary>The counters of an interface (pcapng, Interface Statistics Block).</summary>
/// <param name="Interface">The index of the interface among <see cref="CaptureReader.Interfaces"/>.</param>
/// <param name="Timestamp">The time of the counters.</param>
/// <param name="Received">The packets received since the capture began; null if not in the file.</param>
/// <param name="Dropped">The packets dropped for lack of resources; null if not in the file.</param>
public sealed record CaptureStatistics(int Interface, DateTimeOffset Timestamp, long? Received, long? Dropped);
