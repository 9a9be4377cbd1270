namespace RxOfctl.Protocol.Nicira;

/// <summary>Sets the form in which flow-removed come (NXT_SET_FLOW_FORMAT). OpenFlow 1.0.</summary>
[NiciraCode(12, To = OpenFlowVersion.OpenFlow10)]
public sealed partial record NiciraSetFlowFormat : OpenFlowMessage, IOpenFlowCommand
{
    /// <summary>The form.</summary>
    public NiciraFlowFormat Format { get; init; }
}

/// <summary>In which form flows come from the datapath in OpenFlow 1.0 (<c>nx_flow_format</c>).</summary>
public enum NiciraFlowFormat : uint
{
    /// <summary>That of the specification (NXFF_OPENFLOW10).</summary>
    OpenFlow10 = 0,

    /// <summary>With matches of Nicira (NXFF_NXM).</summary>
    Nxm = 2,
}

/// <summary>Sets the form in which packet-ins come (NXT_SET_PACKET_IN_FORMAT).</summary>
[NiciraCode(16)]
public sealed partial record NiciraSetPacketInFormat : OpenFlowMessage, IOpenFlowCommand
{
    /// <summary>The form.</summary>
    public NiciraPacketInFormat Format { get; init; }
}

/// <summary>In which form packet-ins come (<c>nx_packet_in_format</c>).</summary>
public enum NiciraPacketInFormat : uint
{
    /// <summary><see cref="PacketIn"/> in the form of the specification (NXPIF_STANDARD).</summary>
    Standard = 0,

    /// <summary><see cref="PacketIn"/> in the form of Nicira, which carries all match fields (NXPIF_NXT_PACKET_IN).</summary>
    NxtPacketIn = 1,

    /// <summary><see cref="NiciraPacketIn2"/> (NXPIF_NXT_PACKET_IN2).</summary>
    NxtPacketIn2 = 2,
}

/// <summary>
/// Says whether flow-mods of OpenFlow 1.0 have a table in the upper half of their command (NXT_FLOW_MOD_TABLE_ID). Once it is on,
/// flow-mods are sent with <see cref="EncodeOptions.FlowModTableId"/>.
/// </summary>
[NiciraCode(15)]
public sealed partial record NiciraFlowModTableId : OpenFlowMessage, IOpenFlowCommand
{
    /// <summary>1 if they do, 0 if not.</summary>
    [Field(PadAfter = 7)]
    public byte Set { get; init; }
}

/// <summary>
/// Sets the id by which flows can send packets to this controller alone (NXT_SET_CONTROLLER_ID; <c>nx_controller_id</c>).
/// </summary>
[NiciraCode(20)]
public sealed partial record NiciraSetControllerId : OpenFlowMessage, IOpenFlowCommand
{
    /// <summary>The id; 0 is the default.</summary>
    [Field(PadBefore = 6)]
    public ushort ControllerId { get; init; }
}

/// <summary>Does nothing in Open vSwitch but to be accepted: flow statistics tell ages where they can (NXT_FLOW_AGE).</summary>
[NiciraCode(18)]
public sealed partial record NiciraFlowAge : OpenFlowMessage, IOpenFlowCommand;
