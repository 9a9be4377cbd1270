using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Messages;

/// <summary>The flags of a flow on the wire, in 16 bits.</summary>
internal static class FlowModFlagsWire
{
    private const ushort Emerg10 = 1 << 2;

    public static FlowModFlags ReadFlowModFlags(this ref WireReader reader)
    {
        var bits = reader.ReadUInt16();
        return reader.Version == OpenFlowVersion.OpenFlow10 && (bits & Emerg10) != 0
            ? (FlowModFlags)(bits & ~Emerg10) | FlowModFlags.Emerg
            : (FlowModFlags)bits;
    }

    public static void WriteFlowModFlags(this ref WireWriter writer, FlowModFlags flags, string member)
    {
        var missing = writer.Version switch
        {
            OpenFlowVersion.OpenFlow10 or OpenFlowVersion.OpenFlow11 => FlowModFlags.ResetCounts | FlowModFlags.NoPktCounts | FlowModFlags.NoBytCounts,
            OpenFlowVersion.OpenFlow12 => FlowModFlags.NoPktCounts | FlowModFlags.NoBytCounts,
            _ => FlowModFlags.None,
        };
        if (writer.Version > OpenFlowVersion.OpenFlow10)
            missing |= FlowModFlags.Emerg;
        writer.RefuseIf((flags & missing) != 0, $"{member} = {flags & missing}");
        var emerg = (flags & FlowModFlags.Emerg) != 0 ? Emerg10 : 0;
        writer.WriteUInt16((ushort)((uint)(flags & ~FlowModFlags.Emerg) | (uint)emerg));
    }
}
