using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Pushes bits of a field on the packet's stack (NXAST_STACK_PUSH).</summary>
[NiciraCode(27)]
public sealed partial record StackPushAction : OpenFlowAction
{
    /// <summary>Pushes bits.</summary>
    public StackPushAction(Subfield subfield) => Subfield = subfield ?? throw new ArgumentNullException(nameof(subfield));

    /// <summary>The bits.</summary>
    public Subfield Subfield { get; }

    internal static StackPushAction ReadBody(ref WireReader reader) => new(StackWire.Read(ref reader));

    internal override void WriteBody(ref WireWriter writer) => StackWire.Write(ref writer, Subfield);
}

/// <summary>Pops what was pushed on the packet's stack last into bits of a field (NXAST_STACK_POP).</summary>
[NiciraCode(28)]
public sealed partial record StackPopAction : OpenFlowAction
{
    /// <summary>Pops into bits.</summary>
    public StackPopAction(Subfield subfield) => Subfield = subfield ?? throw new ArgumentNullException(nameof(subfield));

    /// <summary>The bits.</summary>
    public Subfield Subfield { get; }

    internal static StackPopAction ReadBody(ref WireReader reader) => new(StackWire.Read(ref reader));

    internal override void WriteBody(ref WireWriter writer) => StackWire.Write(ref writer, Subfield);
}

/// <summary>What the actions that push and pop have on the wire (<c>nx_action_stack</c>).</summary>
internal static class StackWire
{
    public static Subfield Read(ref WireReader reader)
    {
        var start = reader.ReadUInt16();
        var field = reader.ReadFieldHeader();
        var subfield = reader.ToSubfield(field, start, reader.ReadUInt16());
        reader.SkipPadding();
        return subfield;
    }

    public static void Write(ref WireWriter writer, Subfield subfield)
    {
        writer.WriteUInt16((ushort)subfield.Start);
        writer.WriteFieldHeader(subfield.Field);
        writer.WriteUInt16((ushort)subfield.Bits);
    }
}
