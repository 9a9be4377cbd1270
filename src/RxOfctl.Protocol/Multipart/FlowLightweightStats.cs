namespace RxOfctl.Protocol.Multipart;

/// <summary>
/// Asks what is counted of the flows that match, without what they do (OFPMP_FLOW_STATS; <c>ofp_flow_stats_request</c> of OpenFlow 1.5,
/// 1.5.1). OpenFlow 1.5.
/// </summary>
[WireCode(17, From = OpenFlowVersion.OpenFlow15)]
[WireLayout("1.5", OpenFlow11)]
public sealed partial record FlowLightweightStatsRequest : FlowSelectionRequest, IMultiRequest<FlowLightweightStats>;

/// <summary>
/// What is counted of flows (OFPMP_FLOW_STATS, OpenFlow 1.5.1). OpenFlow 1.5; also sent by <see cref="Instructions.StatTrigger"/>.
/// </summary>
[WireCode(17, From = OpenFlowVersion.OpenFlow15)]
public sealed partial record FlowLightweightStatsReply : MultipartReply<FlowLightweightStats>;

/// <summary>
/// What is counted of a flow, without what it does (<c>ofp_flow_stats</c> of OpenFlow 1.5, 1.5.1; in versions before, that is the name of
/// <see cref="FlowStats"/>). OpenFlow 1.5.
/// </summary>
[WireStructure(LengthAt = 0)]
public sealed partial record FlowLightweightStats
{
    /// <summary>The flow's table.</summary>
    [Field(PadBefore = 4)]
    public TableId TableId { get; init; }

    /// <summary>Why the datapath sent it.</summary>
    public FlowStatsReason Reason { get; init; }

    /// <summary>The flow's priority.</summary>
    public ushort Priority { get; init; }

    /// <summary>What the flow matches.</summary>
    public Match Match { get; init; } = Match.Any;

    /// <summary>What is counted: fields of <see cref="Oxs"/>.</summary>
    [Field(As = "Stats")]
    public ValueList<OxsField> Stats { get; init; }
}

/// <summary>Why the datapath sent the statistics of a flow (<c>ofp_flow_stats_reason</c>, OpenFlow 1.5.1).</summary>
public enum FlowStatsReason : byte
{
    /// <summary>They were asked for (OFPFSR_STATS_REQUEST).</summary>
    StatsRequest = 0,

    /// <summary>A <see cref="Instructions.StatTrigger"/> (OFPFSR_STAT_TRIGGER).</summary>
    StatTrigger = 1,
}
