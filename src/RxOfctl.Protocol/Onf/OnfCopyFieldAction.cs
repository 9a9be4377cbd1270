using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Onf;

/// <summary>
/// Copies bits of a field to another, as the ONF gave it to OpenFlow 1.3 (ONFACT_COPY_FIELD, type 3200). OpenFlow 1.3 and 1.4; 1.5 has an action of its own.
/// </summary>
[OnfCode(3200, From = OpenFlowVersion.OpenFlow13, To = OpenFlowVersion.OpenFlow14)]
public sealed partial record OnfCopyFieldAction : OpenFlowAction
{
    /// <summary>Copies bits.</summary>
    /// <param name="src">From where.</param>
    /// <param name="dst">To where: as many bits.</param>
    /// <exception cref="ArgumentException">One has more bits than the other.</exception>
    public OnfCopyFieldAction(Subfield src, Subfield dst)
    {
        ArgumentNullException.ThrowIfNull(src);
        ArgumentNullException.ThrowIfNull(dst);
        if (src.Bits != dst.Bits)
            throw new ArgumentException($"{src} and {dst} do not have equally many bits.", nameof(dst));
        Src = src;
        Dst = dst;
    }

    /// <summary>From where.</summary>
    public Subfield Src { get; }

    /// <summary>To where.</summary>
    public Subfield Dst { get; }

    internal static OnfCopyFieldAction ReadBody(ref WireReader reader)
    {
        reader.Skip(2);
        var bits = reader.ReadUInt16();
        var srcStart = reader.ReadUInt16();
        var dstStart = reader.ReadUInt16();
        reader.Skip(2);
        var src = reader.ToSubfield(reader.ReadFieldHeader(), srcStart, bits);
        var dst = reader.ToSubfield(reader.ReadFieldHeader(), dstStart, bits);
        reader.SkipPadding();
        return new(src, dst);
    }

    internal override void WriteBody(ref WireWriter writer)
    {
        writer.Pad(2);
        writer.WriteUInt16((ushort)Src.Bits);
        writer.WriteUInt16((ushort)Src.Start);
        writer.WriteUInt16((ushort)Dst.Start);
        writer.Pad(2);
        writer.WriteFieldHeader(Src.Field);
        writer.WriteFieldHeader(Dst.Field);
    }
}
