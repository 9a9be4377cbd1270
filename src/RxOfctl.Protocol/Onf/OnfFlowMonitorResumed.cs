using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Onf;

/// <summary>What was told of flows is complete again (ONFT_FLOW_MONITOR_RESUMED). OpenFlow 1.3.</summary>
[OnfCode(1872, From = OpenFlowVersion.OpenFlow13, To = OpenFlowVersion.OpenFlow13)]
public sealed partial record OnfFlowMonitorResumed : OpenFlowMessage;
