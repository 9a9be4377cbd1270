namespace RxOfctl.Protocol.Actions;

/// <summary>Pushes a VLAN tag (OFPAT_PUSH_VLAN; <c>ofp_action_push</c>, OpenFlow 1.3.5 §7.2.5). OpenFlow 1.1 and later.</summary>
/// <param name="EtherType">The EtherType of the tag: 0x8100 or 0x88a8.</param>
[WireCode(17, From = OpenFlowVersion.OpenFlow11)]
public sealed partial record PushVlanAction(ushort EtherType = default) : OpenFlowAction;

/// <summary>Takes off the outermost VLAN tag (OFPAT_POP_VLAN, OpenFlow 1.3.5 §7.2.5; OFPAT_STRIP_VLAN in 1.0).</summary>
[WireCode(3, To = OpenFlowVersion.OpenFlow10)]
[WireCode(18, From = OpenFlowVersion.OpenFlow11)]
public sealed partial record PopVlanAction : OpenFlowAction;

/// <summary>
/// Sets the VLAN id, and adds a tag if there is none (OFPAT_SET_VLAN_VID; <c>ofp_action_vlan_vid</c>, OpenFlow 1.0.2 §5.2.4). OpenFlow 1.0
/// and 1.1; later versions push a tag and set the field.
/// </summary>
/// <param name="VlanVid">The VLAN id, 0 to 4095; more cannot be encoded.</param>
[WireCode(1, To = OpenFlowVersion.OpenFlow11)]
public sealed partial record SetVlanVidAction([property: Field(As = "VlanVid")] ushort VlanVid = default) : OpenFlowAction;

/// <summary>
/// Sets the VLAN priority, and adds a tag if there is none (OFPAT_SET_VLAN_PCP; <c>ofp_action_vlan_pcp</c>, OpenFlow 1.0.2 §5.2.4).
/// OpenFlow 1.0 and 1.1.
/// </summary>
/// <param name="VlanPcp">The priority, 0 to 7; more cannot be encoded.</param>
[WireCode(2, To = OpenFlowVersion.OpenFlow11)]
public sealed partial record SetVlanPcpAction([property: Field(As = "VlanPcp")] byte VlanPcp = default) : OpenFlowAction;

/// <summary>The parts of a VLAN tag on the wire, in 16 and 8 bits, of which a tag has room for 12 and 3.</summary>
internal static class VlanWire
{
    private const ushort MaxVid = 0xfff;
    private const byte MaxPcp = 7;

    public static ushort ReadVlanVid(this ref WireReader reader)
    {
        var value = reader.ReadUInt16();
        return value <= MaxVid ? value : throw TooLarge("VLAN id", value, reader.Offset - 2);
    }

    /// <exception cref="OpenFlowEncodeException">The id is above 4095.</exception>
    public static void WriteVlanVid(this ref WireWriter writer, ushort value)
    {
        if (value > MaxVid)
            throw new OpenFlowEncodeException($"SetVlanVidAction.VlanVid is {value}; a VLAN id is 0 to {MaxVid}.");
        writer.WriteUInt16(value);
    }

    public static byte ReadVlanPcp(this ref WireReader reader)
    {
        var value = reader.ReadByte();
        return value <= MaxPcp ? value : throw TooLarge("VLAN priority", value, reader.Offset - 1);
    }

    /// <exception cref="OpenFlowEncodeException">The priority is above 7.</exception>
    public static void WriteVlanPcp(this ref WireWriter writer, byte value)
    {
        if (value > MaxPcp)
            throw new OpenFlowEncodeException($"SetVlanPcpAction.VlanPcp is {value}; a VLAN priority is 0 to {MaxPcp}.");
        writer.WriteByte(value);
    }

    private static OpenFlowDecodeException TooLarge(string what, int value, int offset) =>
        new(OpenFlowError.BadActionBadArgument, offset, $"there is no {what} {value}");
}
