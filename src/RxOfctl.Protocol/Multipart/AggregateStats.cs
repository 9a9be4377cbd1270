namespace RxOfctl.Protocol.Multipart;

/// <summary>
/// Asks for the sums over the flows that match (OFPMP_AGGREGATE; <c>ofp_aggregate_stats_request</c>, OpenFlow 1.0.2 §5.3.5, 1.3.5
/// §7.3.5.3). In OpenFlow 1.0 also Nicira's NXST_AGGREGATE, as with <see cref="FlowStatsRequest"/>.
/// </summary>
[NiciraCode(1, To = OpenFlowVersion.OpenFlow10, Layout = nameof(Nicira), Needs = EncodeOptions.NiciraFlowMod)]
[WireCode(2)]
[WireLayout("1.0", OpenFlow10)]
[WireLayout("1.1-1.5", OpenFlow11)]
[WireLayout(nameof(Nicira), Nicira)]
public sealed partial record AggregateStatsRequest : FlowSelectionRequest, IOpenFlowRequest<AggregateStatsReply>;

/// <summary>
/// Sums over flows (OFPMP_AGGREGATE; <c>ofp_aggregate_stats_reply</c>, OpenFlow 1.0.2 §5.3.5, 1.3.5 §7.3.5.3, 1.5.1). In OpenFlow 1.0
/// also the answer to Nicira's NXST_AGGREGATE.
/// </summary>
[WireCode(2)]
[NiciraCode(1, To = OpenFlowVersion.OpenFlow10)]
public sealed partial record AggregateStatsReply : MultipartReply
{
    private static readonly ValueList<OxsField> Zero = Of(0, 0, 0);

    /// <summary>
    /// What is counted. Before OpenFlow 1.5: packets, bytes and flows, in this order and nothing else, which is also what a new reply has,
    /// all zero.
    /// </summary>
    public ValueList<OxsField> Stats { get; init; } = Zero;

    /// <summary>How many packets the flows matched: from <see cref="Stats"/>, 0 where it is not there.</summary>
    public ulong PacketCount
    {
        get => Stats.Get(Oxs.PacketCount) ?? 0;
        init => Stats = Stats.With(Oxs.PacketCount.Is(value));
    }

    /// <summary>How many bytes the flows matched: from <see cref="Stats"/>, 0 where it is not there.</summary>
    public ulong ByteCount
    {
        get => Stats.Get(Oxs.ByteCount) ?? 0;
        init => Stats = Stats.With(Oxs.ByteCount.Is(value));
    }

    /// <summary>How many flows there are: from <see cref="Stats"/>, 0 where it is not there.</summary>
    public uint FlowCount
    {
        get => (uint)(Stats.Get(Oxs.FlowCount) ?? 0);
        init => Stats = Stats.With(Oxs.FlowCount.Is(value));
    }

    internal static AggregateStatsReply ReadBody(ref WireReader reader)
    {
        if (reader.Version >= OpenFlowVersion.OpenFlow15)
            return new() { Stats = reader.ReadStats() };
        var stats = Of(reader.ReadUInt64(), reader.ReadUInt64(), reader.ReadUInt32());
        reader.Skip(4);
        return new() { Stats = stats };
    }

    internal override void WriteMultipart(ref WireWriter writer)
    {
        if (writer.Version >= OpenFlowVersion.OpenFlow15)
        {
            writer.WriteStats(Stats);
            return;
        }

        var fits = Stats.Count == 3
            && Stats[0].Type.Equals(Oxs.PacketCount) && Stats[1].Type.Equals(Oxs.ByteCount) && Stats[2].Type.Equals(Oxs.FlowCount);
        writer.RefuseIf(!fits, "AggregateStatsReply.Stats other than packet_count, byte_count and flow_count");
        writer.WriteUInt64(PacketCount);
        writer.WriteUInt64(ByteCount);
        writer.WriteUInt32(FlowCount);
        writer.Pad(4);
    }

    private static ValueList<OxsField> Of(ulong packetCount, ulong byteCount, uint flowCount) =>
        new([Oxs.PacketCount.Is(packetCount), Oxs.ByteCount.Is(byteCount), Oxs.FlowCount.Is(flowCount)]);
}
