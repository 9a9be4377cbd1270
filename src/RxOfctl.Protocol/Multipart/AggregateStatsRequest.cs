using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>Asks for the sums over the flows that match (OFPMP_AGGREGATE; <c>ofp_aggregate_stats_request</c>, OpenFlow 1.0.2 §5.3.5, 1.3.5 §7.3.5.3).</summary>
[WireCode(2)]
[WireLayout("1.0", """
    Match Match
    u8 TableId
    pad 1
    PortNumber OutPort
    """)]
[WireLayout("1.1-1.5", """
    u8 TableId
    pad 3
    PortNumber OutPort
    u32 OutGroup
    pad 4
    u64 Cookie
    u64 CookieMask
    Match Match
    """)]
public sealed partial record AggregateStatsRequest : MultipartRequest, IOpenFlowRequest<AggregateStatsReply>
{
    /// <summary>The table, or <see cref="TableId.All"/>.</summary>
    public TableId TableId { get; init; } = TableId.All;

    /// <summary>Only flows that output to this port, or <see cref="PortNumber.Any"/>.</summary>
    public PortNumber OutPort { get; init; } = PortNumber.Any;

    /// <summary>Only flows that use this group, or <see cref="GroupId.Any"/>. OpenFlow 1.1 and later.</summary>
    public GroupId OutGroup { get; init; } = GroupId.Any;

    /// <summary>What <see cref="CookieMask"/> compares a flow's cookie with. OpenFlow 1.1 and later.</summary>
    public ulong Cookie { get; init; }

    /// <summary>The bits of the cookie that a flow must have in common; 0 is any cookie. OpenFlow 1.1 and later.</summary>
    public ulong CookieMask { get; init; }

    /// <summary>What the flows must match, or match more closely.</summary>
    public Match Match { get; init; } = Match.Any;
}
