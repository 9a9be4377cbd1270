using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Sends the packet to a controller with an id (NXAST_CONTROLLER).</summary>
[NiciraCode(20)]
public sealed partial record ControllerAction : OpenFlowAction
{
    /// <summary>How many bytes of the packet, at most.</summary>
    [Field]
    public ushort MaxLen { get; init; } = 0xffff;

    /// <summary>The controller's id, as <c>NXT_SET_CONTROLLER_ID</c> sets it; 0 is the default.</summary>
    [Field]
    public ushort ControllerId { get; init; }

    /// <summary>Which reason the packet-in gives.</summary>
    [Field(PadAfter = 1)]
    public PacketInReason Reason { get; init; } = PacketInReason.Action;
}
