using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>
/// Copies bits of a field to another (NXAST_REG_MOVE). OpenFlow 1.0 to 1.4; 1.5 has an action of its own for it.
/// </summary>
[NiciraCode(6, To = OpenFlowVersion.OpenFlow14)]
public sealed partial record RegMoveAction : OpenFlowAction
{
    /// <summary>Copies bits.</summary>
    /// <param name="src">From where.</param>
    /// <param name="dst">To where: as many bits.</param>
    /// <exception cref="ArgumentException">One has more bits than the other.</exception>
    public RegMoveAction(Subfield src, Subfield dst)
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

    internal static RegMoveAction ReadBody(ref WireReader reader)
    {
        var bits = reader.ReadUInt16();
        var srcStart = reader.ReadUInt16();
        var dstStart = reader.ReadUInt16();
        var src = reader.ToSubfield(reader.ReadFieldHeader(), srcStart, bits);
        var dst = reader.ToSubfield(reader.ReadFieldHeader(), dstStart, bits);
        reader.SkipPadding();
        return new(src, dst);
    }

    internal override void WriteBody(ref WireWriter writer)
    {
        writer.WriteUInt16((ushort)Src.Bits);
        writer.WriteUInt16((ushort)Src.Start);
        writer.WriteUInt16((ushort)Dst.Start);
        writer.WriteFieldHeader(Src.Field);
        writer.WriteFieldHeader(Dst.Field);
    }
}
