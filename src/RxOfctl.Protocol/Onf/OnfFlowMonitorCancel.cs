using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Onf;

/// <summary>Ends a flow monitor (ONFT_FLOW_MONITOR_CANCEL). OpenFlow 1.3.</summary>
[OnfCode(1870, From = OpenFlowVersion.OpenFlow13, To = OpenFlowVersion.OpenFlow13)]
public sealed partial record OnfFlowMonitorCancel : OpenFlowMessage, IOpenFlowCommand
{
    /// <summary>The monitor's id.</summary>
    [Field]
    public uint Id { get; init; }
}
