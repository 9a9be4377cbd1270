namespace RxOfctl.Capture;

/// <summary>An interface that packets were captured on (pcapng, Interface Description Block). A pcap file has one, without a name.</summary>
public sealed record CaptureInterface
{
    /// <summary>What its packets begin with.</summary>
    public LinkType LinkType { get; init; } = LinkType.Ethernet;

    /// <summary>Its name, as in <c>eth0</c>.</summary>
    public string? Name { get; init; }

    /// <summary>More words on it.</summary>
    public string? Description { get; init; }

    /// <summary>The number of bytes of each packet that are captured at most; 0 is no limit.</summary>
    public int SnapLength { get; init; }
}

/// <summary>What an interface counted (pcapng, Interface Statistics Block).</summary>
/// <param name="Interface">The index of the interface among <see cref="CaptureReader.Interfaces"/>.</param>
/// <param name="Timestamp">When it was counted.</param>
/// <param name="Received">The packets that came since the capture began, if the file says.</param>
/// <param name="Dropped">The packets among them that are not in the file for want of room, if the file says.</param>
public sealed record CaptureStatistics(int Interface, DateTimeOffset Timestamp, long? Received, long? Dropped);
