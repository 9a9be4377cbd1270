using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Messages;

/// <summary>
/// The flags of a flow on the wire, 16 bits. The low bits are the same in all versions that define them; bits that a version does not define
/// go where no other version's flags are, and come back from there. So 1.0's bit 2 becomes <see cref="FlowModFlags.Emerg"/>.
/// </summary>
internal static class FlowModFlagsWire
{
    private const int Shift10 = 14;
    private const int Shift11 = 15;

    public static FlowModFlags ReadFlowModFlags(this ref WireReader reader)
    {
        var (defined, shift) = Layout(reader.Version);
        uint bits = reader.ReadUInt16();
        return (FlowModFlags)((bits & defined) | (bits & ~defined) << shift);
    }

    public static void WriteFlowModFlags(this ref WireWriter writer, FlowModFlags flags, string member)
    {
        var (defined, shift) = Layout(writer.Version);
        var own = (ushort.MaxValue & ~defined) << shift;
        var missing = flags & (FlowModFlags)~(defined | own);
        if (missing != FlowModFlags.None)
            writer.Refuse(member, missing);
        writer.WriteUInt16((ushort)(((uint)flags & defined) | ((uint)flags & own) >> shift));
    }

    // From 1.3 on all bits are as they are, those that are not defined yet too.
    private static (uint Defined, int Shift) Layout(OpenFlowVersion version) => version switch
    {
        OpenFlowVersion.OpenFlow10 => (0x3, Shift10),
        OpenFlowVersion.OpenFlow11 => (0x3, Shift11),
        OpenFlowVersion.OpenFlow12 => (0x7, Shift11),
        _ => (ushort.MaxValue, 0),
    };
}
