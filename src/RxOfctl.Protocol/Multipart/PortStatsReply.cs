using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>Counters of ports (OFPMP_PORT_STATS, OpenFlow 1.0.2 §5.3.5, 1.3.5 §7.3.5.6).</summary>
[WireCode(4)]
public sealed partial record PortStatsReply : MultipartReply<PortStats>;
