using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>
/// Asks for the counters of groups (OFPMP_GROUP; <c>ofp_group_stats_request</c>, OpenFlow 1.3.5 §7.3.5.9). OpenFlow 1.1 and later; in 1.0 Nicira's
/// NXST_GROUP.
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
