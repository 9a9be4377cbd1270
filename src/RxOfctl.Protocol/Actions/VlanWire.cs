using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Actions;

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
