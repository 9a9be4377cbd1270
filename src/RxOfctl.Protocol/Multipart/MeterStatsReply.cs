using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>Counters of meters (OFPMP_METER, OpenFlow 1.3.5 §7.3.5.12). OpenFlow 1.3 and later.</summary>
[WireCode(9, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record MeterStatsReply : MultipartReply<MeterStats>;
