using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>Counters of groups (OFPMP_GROUP, OpenFlow 1.3.5 §7.3.5.9). OpenFlow 1.1 and later.</summary>
[WireCode(6, From = OpenFlowVersion.OpenFlow11)]
public sealed partial record GroupStatsReply : MultipartReply<GroupStats>;
