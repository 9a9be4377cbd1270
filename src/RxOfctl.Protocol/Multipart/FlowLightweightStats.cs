using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Statistics;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

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

    /// <summary>Why it is told.</summary>
    [Field]
    public FlowStatsReason Reason { get; init; }

    /// <summary>The flow's priority.</summary>
    [Field]
    public ushort Priority { get; init; }

    /// <summary>What the flow matches.</summary>
    [Field]
    public Match Match { get; init; } = Match.Any;

    /// <summary>What is counted: fields of <see cref="Oxs"/>.</summary>
    [Field(As = "Stats")]
    public ValueList<OxsField> Stats { get; init; }
}
