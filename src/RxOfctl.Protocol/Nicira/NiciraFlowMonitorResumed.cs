using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>What was told of flows is complete again (NXT_FLOW_MONITOR_RESUMED). OpenFlow 1.0 to 1.2.</summary>
[NiciraCode(23, To = OpenFlowVersion.OpenFlow12)]
public sealed partial record NiciraFlowMonitorResumed : OpenFlowMessage;
