using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Onf;

/// <summary>Changes of flows come too fast: from here on some are not told (ONFT_FLOW_MONITOR_PAUSED). OpenFlow 1.3.</summary>
[OnfCode(1871, From = OpenFlowVersion.OpenFlow13, To = OpenFlowVersion.OpenFlow13)]
public sealed partial record OnfFlowMonitorPaused : OpenFlowMessage;
