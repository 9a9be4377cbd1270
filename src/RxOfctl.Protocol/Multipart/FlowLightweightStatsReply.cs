using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>What is counted of flows (OFPMP_FLOW_STATS, OpenFlow 1.5.1). OpenFlow 1.5; also sent by <see cref="Instructions.StatTrigger"/>.</summary>
[WireCode(17, From = OpenFlowVersion.OpenFlow15)]
public sealed partial record FlowLightweightStatsReply : MultipartReply<FlowLightweightStats>;
