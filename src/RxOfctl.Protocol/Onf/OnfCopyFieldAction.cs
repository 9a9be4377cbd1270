using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Nicira;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Onf;

/// <summary>
/// Copies bits of a field to another, as the ONF gave it to OpenFlow 1.3 (ONFACT_COPY_FIELD, type 3200). OpenFlow 1.3 and 1.4; 1.5 has an action of its own.
/// </summary>
public sealed record OnfCopyFieldAction : OpenFlowAction
{
    private const int Experimenter = 0xffff;
    private const ushort CopyField = 3200;

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

    /// <inheritdoc/>
    public override string ToString() => $"move:{Src}->{Dst}";

    internal override int CodeIn(OpenFlowVersion version) => version is OpenFlowVersion.OpenFlow13 or OpenFlowVersion.OpenFlow14 ? Experimenter : -1;

    /// <summary>Reads the action from the experimenter's id on.</summary>
    /// <returns>Null where it is another of the ONF's; the reader has not moved then.</returns>
    internal static OnfCopyFieldAction? ReadAny(ref WireReader reader)
    {
        var ahead = reader;
        ahead.Skip(4);
        if (reader.Version is not (OpenFlowVersion.OpenFlow13 or OpenFlowVersion.OpenFlow14) || ahead.Remaining < 4 || ahead.ReadUInt16() != CopyField)
            return null;
        reader = ahead;
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
        writer.WriteUInt32(OnfExperimenter.Id);
        writer.WriteUInt16(CopyField);
        writer.Pad(2);
        writer.WriteUInt16((ushort)Src.Bits);
        writer.WriteUInt16((ushort)Src.Start);
        writer.WriteUInt16((ushort)Dst.Start);
        writer.Pad(2);
        writer.WriteFieldHeader(Src.Field);
        writer.WriteFieldHeader(Dst.Field);
    }
}
