using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

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
