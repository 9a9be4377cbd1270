namespace RxOfctl.Protocol.Nicira;

/// <summary>
/// Sends the packet to a controller with an id, perhaps with data of the flow's own, and perhaps halts it until the controller resumes it
/// (NXAST_CONTROLLER; NXAST_CONTROLLER2 for what that lacks). The second form is a list of properties, of which those with a default value
/// may be left out and are; they are written in the order in which the members stand here.
/// </summary>
[NiciraCode(20, Layout = "Plain")]
[NiciraCode(37)]
[WireLayout("Plain", "u16 MaxLen\nu16 ControllerId\nu8 Reason")]
[WireLayout("1.0-1.5", """
    pad 6
    property 0 PaddedUInt16 MaxLen
    property 1 PaddedUInt16 ControllerId
    property 2 u8 Reason
    property 3 bytes Userdata
    property 4 flag Pause
    property 5 u32 MeterId
    """)]
public sealed partial record ControllerAction : OpenFlowAction
{
    /// <summary>How many bytes of the packet, at most.</summary>
    public ushort MaxLen { get; init; } = 0xffff;

    /// <summary>The controller's id, as <c>NXT_SET_CONTROLLER_ID</c> sets it; 0 is the default.</summary>
    public ushort ControllerId { get; init; }

    /// <summary>Which reason the packet-in gives.</summary>
    public PacketInReason Reason { get; init; } = PacketInReason.Action;

    /// <summary>Data that come with the packet-in.</summary>
    public ByteString Userdata { get; init; }

    /// <summary>True if the packet waits until the controller sends it on with <c>NXT_RESUME</c>.</summary>
    public bool Pause { get; init; }

    /// <summary>A meter that the packet passes first, or null.</summary>
    public uint? MeterId { get; init; }

    /// <summary>Properties that this library does not know.</summary>
    public ValueList<UnknownProperty> UnknownProperties { get; init; }
}
