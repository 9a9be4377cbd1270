namespace RxOfctl.Protocol.Nicira;

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
    public ulong MetadataMask { get; init; } = ulong.MaxValue;
}
