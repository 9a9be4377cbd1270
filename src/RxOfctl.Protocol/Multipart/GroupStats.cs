namespace RxOfctl.Protocol.Multipart;

/// <summary>
/// Asks for the counters of groups (OFPMP_GROUP; <c>ofp_group_stats_request</c>, OpenFlow 1.3.5 §7.3.5.9). OpenFlow 1.1 and later; in 1.0
/// Nicira's NXST_GROUP.
/// </summary>
[WireCode(6, From = OpenFlowVersion.OpenFlow11)]
[NiciraCode(7, To = OpenFlowVersion.OpenFlow10)]
public sealed partial record GroupStatsRequest : MultipartRequest, IMultiRequest<GroupStats>
{
    /// <summary>The group, or <see cref="GroupId.All"/>.</summary>
    [Field(PadAfter = 4)]
    public GroupId GroupId { get; init; } = GroupId.All;
}

/// <summary>
/// Counters of groups (OFPMP_GROUP, OpenFlow 1.3.5 §7.3.5.9). OpenFlow 1.1 and later; in 1.0 Nicira's NXST_GROUP.
/// </summary>
[WireCode(6, From = OpenFlowVersion.OpenFlow11)]
[NiciraCode(7, To = OpenFlowVersion.OpenFlow10)]
public sealed partial record GroupStatsReply : MultipartReply<GroupStats>;

/// <summary>A group's counters (<c>ofp_group_stats</c>, OpenFlow 1.3.5 §7.3.5.9). OpenFlow 1.1 and later.</summary>
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
    public ulong PacketCount { get; init; }

    /// <summary>How many bytes the group processed.</summary>
    public ulong ByteCount { get; init; }

    /// <summary>How long the group has been there, whole seconds. Not in OpenFlow 1.1 and 1.2.</summary>
    [Field(As = "GroupDuration")]
    public uint DurationSec { get; init; }

    /// <summary>How long the group has been there, nanoseconds beyond <see cref="DurationSec"/>. Not in OpenFlow 1.1 and 1.2.</summary>
    [Field(As = "GroupDuration")]
    public uint DurationNsec { get; init; }

    /// <summary>
    /// How long the group has existed, to 100 ns: <see cref="DurationSec"/> and <see cref="DurationNsec"/>. Not in OpenFlow 1.1 and 1.2.
    /// </summary>
    public TimeSpan Duration => Durations.Of(DurationSec, DurationNsec);

    /// <summary>The counters of the buckets, in the buckets' order.</summary>
    public ValueList<BucketCounter> BucketStats { get; init; }
}

/// <summary>How long a group has been there, on the wire: OpenFlow 1.1 and 1.2 do not say it.</summary>
internal static class GroupDurationWire
{
    public static uint ReadGroupDuration(this ref WireReader reader) => HasDuration(reader.Version) ? reader.ReadUInt32() : 0;

    public static void WriteGroupDuration(this ref WireWriter writer, uint value)
    {
        if (HasDuration(writer.Version))
            writer.WriteUInt32(value);
        else
            writer.RefuseIf(value != 0, "GroupStats.DurationSec or DurationNsec");
    }

    private static bool HasDuration(OpenFlowVersion version) => version is not (OpenFlowVersion.OpenFlow11 or OpenFlowVersion.OpenFlow12);
}

/// <summary>The counters of a bucket of a group (<c>ofp_bucket_counter</c>, OpenFlow 1.3.5 §7.3.5.9).</summary>
[WireStructure]
public sealed partial record BucketCounter
{
    /// <summary>How many packets the bucket processed.</summary>
    public ulong PacketCount { get; init; }

    /// <summary>How many bytes the bucket processed.</summary>
    public ulong ByteCount { get; init; }
}
