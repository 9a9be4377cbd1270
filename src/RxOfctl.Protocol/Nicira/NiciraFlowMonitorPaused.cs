using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Changes of flows come too fast: from here on some are not told (NXT_FLOW_MONITOR_PAUSED). OpenFlow 1.0 to 1.2.</summary>
[NiciraCode(22, To = OpenFlowVersion.OpenFlow12)]
public sealed partial record NiciraFlowMonitorPaused : OpenFlowMessage;
