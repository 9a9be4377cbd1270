using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Messages;

/// <summary>The status of a controller changed (OFPT_CONTROLLER_STATUS; <c>ofp_controller_status_header</c>, OpenFlow 1.5.1). OpenFlow 1.5.</summary>
[WireCode(35, From = OpenFlowVersion.OpenFlow15)]
public sealed partial record ControllerStatus : OpenFlowMessage
{
    /// <summary>The controller.</summary>
    [Field]
    public ControllerStatusEntry Status { get; init; } = new();
}
