using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>A group's counters (<c>ofp_group_stats</c>, OpenFlow 1.3.5 §A.3.5.9). OpenFlow 1.1 and later.</summary>
[WireStructure(LengthAt = 0)]
public sealed partial record GroupStats
{
    /// <summary>The group.</summary>
    [Field(PadBefore = 4)]
    public GroupId GroupId { get; init; }

    /// <summary>How many flows and groups send packets to the group.</summary>
    [Field(PadAfter = 4)]
    public uint RefCount { get; init; }

    /// <summary>How many packets the group processed.</summary>
    [Field]
    public ulong PacketCount { get; init; }

    /// <summary>How many bytes the group processed.</summary>
    [Field]
    public ulong ByteCount { get; init; }

    /// <summary>How long the group has been there, whole seconds. OpenFlow 1.3 and later.</summary>
    [Field(From = OpenFlowVersion.OpenFlow13)]
    public uint DurationSec { get; init; }

    /// <summary>How long the group has been there, nanoseconds beyond <see cref="DurationSec"/>. OpenFlow 1.3 and later.</summary>
    [Field(From = OpenFlowVersion.OpenFlow13)]
    public uint DurationNsec { get; init; }

    /// <summary>The counters of the buckets, in the buckets' order.</summary>
    [Field]
    public ValueList<BucketCounter> BucketStats { get; init; }
}
