using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>What changed in the flow tables (OFPMP_FLOW_MONITOR, OpenFlow 1.4.1). OpenFlow 1.4 and later.</summary>
[WireCode(16, From = OpenFlowVersion.OpenFlow14)]
public sealed partial record FlowMonitorReply : MultipartReply<FlowUpdate>;
