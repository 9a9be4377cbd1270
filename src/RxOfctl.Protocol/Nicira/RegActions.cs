using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>
/// Copies bits of a field to another (NXAST_REG_MOVE). OpenFlow 1.0 to 1.4; 1.5 has a standard action for it.
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

/// <summary>
/// Sets at most 64 bits of a field (NXAST_REG_LOAD). OpenFlow 1.0 to 1.4; in 1.5 set the field with a mask.
/// </summary>
[NiciraCode(7, To = OpenFlowVersion.OpenFlow14)]
public sealed partial record RegLoadAction : OpenFlowAction
{
    /// <summary>Sets bits.</summary>
    /// <param name="value">To what.</param>
    /// <param name="dst">The bits, at most 64, of a field that is not an experimenter's.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value needs more bits.</exception>
    public RegLoadAction(ulong value, Subfield dst)
    {
        ArgumentNullException.ThrowIfNull(dst);
        if (dst.Bits < 64 && value >> dst.Bits != 0)
            throw new ArgumentOutOfRangeException(nameof(value), value, $"{dst} has {dst.Bits} bits.");
        Value = value;
        Dst = dst;
    }

    /// <summary>The value.</summary>
    public ulong Value { get; }

    /// <summary>Where it goes.</summary>
    public Subfield Dst { get; }

    internal static RegLoadAction ReadBody(ref WireReader reader)
    {
        var (start, bits) = reader.ReadShortRange();
        var dst = reader.ToSubfield(reader.ReadShortFieldHeader(), start, bits);
        var value = reader.ReadUInt64();
        if (bits < 64 && value >> bits != 0)
            throw SubfieldWire.Bad(reader.Offset - 8, $"the value 0x{value:x} needs more than the {bits} bits of {dst}");
        return new(value, dst);
    }

    internal override void WriteBody(ref WireWriter writer)
    {
        writer.WriteShortRange(Dst, "RegLoadAction.Dst");
        writer.WriteShortFieldHeader(Dst.Field, "RegLoadAction.Dst");
        writer.WriteUInt64(Value);
    }
}

/// <summary>
/// Sets a field, or with a mask some of its bits (NXAST_REG_LOAD2). OpenFlow 1.0 to 1.4; in 1.5 set the field itself.
/// </summary>
[NiciraCode(33, To = OpenFlowVersion.OpenFlow14)]
public sealed partial record RegLoad2Action : OpenFlowAction
{
    /// <summary>Sets a field.</summary>
    /// <param name="field">The field, its value and perhaps a mask of the bits to set.</param>
    public RegLoad2Action(OxmField field) => Field = field;

    /// <summary>The field, its value and perhaps a mask of the bits to set.</summary>
    public OxmField Field { get; }

    internal static RegLoad2Action ReadBody(ref WireReader reader)
    {
        var field = OxmWire.ReadInAnyVersion(ref reader);
        reader.SkipPadding();
        return new(field);
    }

    internal override void WriteBody(ref WireWriter writer) => OxmWire.WriteInAnyVersion(ref writer, Field);
}

/// <summary>Takes a field out of the packet: tunnel metadata (NXAST_DELETE_FIELD).</summary>
[NiciraCode(50)]
public sealed partial record DeleteFieldAction : OpenFlowAction
{
    // Header, experimenter's id and padding together.
    private const int Room = 14;

    /// <summary>Takes a field out.</summary>
    public DeleteFieldAction(OxmType field) => Field = field ?? throw new ArgumentNullException(nameof(field));

    /// <summary>The field.</summary>
    public OxmType Field { get; }

    internal static DeleteFieldAction ReadBody(ref WireReader reader)
    {
        var room = reader.Slice(Room);
        return new(room.ReadFieldHeader());
    }

    internal override void WriteBody(ref WireWriter writer)
    {
        var start = writer.Position;
        writer.WriteFieldHeader(Field);
        writer.Pad(Room - (writer.Position - start));
    }
}

/// <summary>
/// Writes the metadata that goes with the packet between tables (NXAST_WRITE_METADATA). Open vSwitch takes it as a flow's action in
/// OpenFlow 1.0 only; later versions have the instruction.
/// </summary>
[NiciraCode(22)]
public sealed partial record NiciraWriteMetadataAction : OpenFlowAction
{
    /// <summary>The metadata.</summary>
    [Field(PadBefore = 6)]
    public ulong Metadata { get; init; }

    /// <summary>The bits that are written.</summary>
    [Field]
    public ulong MetadataMask { get; init; } = ulong.MaxValue;
}
