using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Onf;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Ends a flow monitor (NXT_FLOW_MONITOR_CANCEL). OpenFlow 1.0 to 1.2; 1.3 has <see cref="OnfFlowMonitorCancel"/>.</summary>
[NiciraCode(21, To = OpenFlowVersion.OpenFlow12)]
public sealed partial record NiciraFlowMonitorCancel : OpenFlowMessage, IOpenFlowCommand
{
    /// <summary>The monitor's id.</summary>
    [Field]
    public uint Id { get; init; }
}
