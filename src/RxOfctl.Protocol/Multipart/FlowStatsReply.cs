using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>Flows (OFPMP_FLOW; OpenFlow 1.0.2 §5.3.5, 1.3.5 §7.3.5.2).</summary>
[WireCode(1)]
public sealed partial record FlowStatsReply : MultipartReply<FlowStats>;
