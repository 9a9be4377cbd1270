using RxOfctl.Protocol.Text;

namespace RxOfctl.Protocol.Matching;

/// <summary>Some of the bits of a field, or all of them, as actions of Nicira name them: <c>NXM_NX_REG0[0..15]</c>.</summary>
public sealed record Subfield
{
    /// <summary>All bits of a field.</summary>
    /// <exception cref="ArgumentException">
    /// The field is one that this library does not know, so that its width is not known either.
    /// </exception>
    public Subfield(OxmType field)
        : this(field, 0, (field ?? throw new ArgumentNullException(nameof(field))).Bits)
    {
    }

    /// <summary>Some bits of a field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="start">The first of the bits; 0 is the least significant of the field.</param>
    /// <param name="bits">How many bits, at least one.</param>
    /// <exception cref="ArgumentOutOfRangeException">The field does not have these bits.</exception>
    public Subfield(OxmType field, int start, int bits)
    {
        ArgumentNullException.ThrowIfNull(field);
        if (!Fits(field, start, bits))
        {
            var reason = $"{field.Name} has {field.Bits} bits; {bits} from {start} on are not among them.";
            throw new ArgumentOutOfRangeException(nameof(bits), bits, reason);
        }


        Field = field;
        Start = start;
        Bits = bits;
    }

    /// <summary>The field.</summary>
    public OxmType Field { get; }

    /// <summary>The first of the bits; 0 is the least significant of the field.</summary>
    public int Start { get; }

    /// <summary>How many bits.</summary>
    public int Bits { get; }

    /// <summary>All bits of a field.</summary>
    public static implicit operator Subfield(OxmType field) => new(field);

    /// <summary>The bits as <c>ovs-ofctl</c> writes them: <c>NXM_NX_REG0[0..15]</c>, <c>NXM_NX_REG0[7]</c>, <c>NXM_NX_REG0[]</c>.</summary>
    public override string ToString()
    {
        var name = SubfieldNames.Of(Field);
        return Start == 0 && Bits == SubfieldText.BitsOf(Field) ? $"{name}[]"
            : Bits == 1 ? $"{name}[{Start}]"
            : $"{name}[{Start}..{Start + Bits - 1}]";
    }

    /// <summary>True if a field has the bits.</summary>
    internal static bool Fits(OxmType field, int start, int bits) => start >= 0 && bits >= 1 && start + bits <= field.Bits;
}

/// <summary>Fields and parts of them on the wire: the header of a TLV without its value, and the range of bits.</summary>
internal static class SubfieldWire
{
    private const int MaxShortStart = 0x3ff;
    private const int MaxShortBits = 0x40;

    /// <summary>The header of a field: four bytes, or eight with an experimenter.</summary>
    public static OxmType ReadFieldHeader(this ref WireReader reader)
    {
        var start = reader.Offset;
        var oxmClass = reader.ReadUInt16();
        var fieldAndMask = reader.ReadByte();
        var length = (int)reader.ReadByte();
        uint experimenter = 0;
        if (oxmClass == OxmClass.Experimenter)
        {
            experimenter = reader.ReadUInt32();
            length -= 4;
        }

        return Find(oxmClass, fieldAndMask, experimenter, length, start);
    }

    /// <summary>The header of a field where there is room for four bytes only.</summary>
    public static OxmType ReadShortFieldHeader(this ref WireReader reader)
    {
        var start = reader.Offset;
        if (reader.PeekUInt16() == OxmClass.Experimenter)
            throw Bad(start, "an experimenter's field does not fit here");
        return reader.ReadFieldHeader();
    }

    public static void WriteFieldHeader(this ref WireWriter writer, OxmType field, string member = "")
    {
        var experimenters = field.Class == OxmClass.Experimenter;
        writer.WriteUInt16(field.Class);
        writer.WriteByte((byte)(field.Field << 1));
        writer.WriteByte((byte)(experimenters ? field.Width + 4 : field.Width));
        if (experimenters)
            writer.WriteUInt32(field.Experimenter);
    }

    /// <exception cref="OpenFlowEncodeException">The field is an experimenter's.</exception>
    public static void WriteShortFieldHeader(this ref WireWriter writer, OxmType field, string member)
    {
        if (field.Class == OxmClass.Experimenter)
            throw new OpenFlowEncodeException($"{member} has room for a field of a class; {field.Name} is an experimenter's.");
        writer.WriteFieldHeader(field);
    }

    /// <summary>A range of bits in 16: start in the upper ten, one less than their number in the lower six.</summary>
    public static (int Start, int Bits) ReadShortRange(this ref WireReader reader)
    {
        var range = reader.ReadUInt16();
        return (range >> 6, (range & 0x3f) + 1);
    }

    /// <exception cref="OpenFlowEncodeException">There are more than 64 bits.</exception>
    public static void WriteShortRange(this ref WireWriter writer, Subfield subfield, string member)
    {
        if (subfield.Bits > MaxShortBits || subfield.Start > MaxShortStart)
            throw new OpenFlowEncodeException($"{member} has room for at most {MaxShortBits} bits; {subfield} has {subfield.Bits}.");
        writer.WriteUInt16((ushort)((subfield.Start << 6) | (subfield.Bits - 1)));
    }

    /// <summary>Bits of a field that was read at some offset.</summary>
    public static Subfield ToSubfield(this in WireReader reader, OxmType field, int start, int bits) => Subfield.Fits(field, start, bits)
        ? new(field, start, bits)
        : throw Bad(reader.Offset, $"{field} has {field.Bits} bits; {bits} from {start} on are not among them");

    /// <summary>Says that an action's argument is none that it can have.</summary>
    public static OpenFlowDecodeException Bad(int offset, string reason) => new(OpenFlowError.BadActionBadArgument, offset, reason);

    private static OxmType Find(ushort oxmClass, byte fieldAndMask, uint experimenter, int length, int start)
    {
        var number = (byte)(fieldAndMask >> 1);
        if ((fieldAndMask & 1) != 0 || length <= 0)
            throw Bad(start, "the header of a field says that it has a mask, or no value");
        var field = KnownFields.Find(oxmClass, number, experimenter);
        return field switch
        {
            null => OxmType.Unknown(oxmClass, number, experimenter, 8 * length),
            TunMetadataType metadata => metadata.OfWidth(length),
            { Width: var width } when width == length => field,
            _ => null,
        }
        ?? throw Bad(start, $"the header of {field!.Name} says {length} bytes");
    }
}
