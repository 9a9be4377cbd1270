using System.Globalization;

namespace RxOfctl.Protocol.Matching;

/// <summary>A match field without a value: the header of its TLV (<c>oxm_header</c>, OpenFlow 1.3.5 §7.2.3.2).</summary>
/// <param name="Class">The class (<c>oxm_class</c>).</param>
/// <param name="Field">The number within the class, 0 to 127.</param>
/// <param name="HasMask">True if the field is meant with a mask.</param>
/// <param name="Length">The length of the value, in bytes, as the header has it.</param>
/// <param name="Experimenter">The experimenter of a field of class 0xffff; 0 for all others.</param>
public readonly record struct OxmId(ushort Class, byte Field, bool HasMask, byte Length, uint Experimenter = 0) : IWireStructure<OxmId>
{
    /// <summary>A field of this library's.</summary>
    /// <param name="type">The field.</param>
    /// <param name="hasMask">True if the field is meant with a mask.</param>
    public static OxmId Of(OxmType type, bool hasMask = false)
    {
        ArgumentNullException.ThrowIfNull(type);
        var length = (hasMask ? 2 * type.Width : type.Width) + (type.Class == OxmClass.Experimenter ? 4 : 0);
        return new(type.Class, type.Field, hasMask, (byte)length, type.Experimenter);
    }

    /// <summary>The field, or null if this library does not know it.</summary>
    public OxmType? Type => KnownFields.Find(Class, Field, Experimenter);

    /// <summary>The name of the field, or its numbers.</summary>
    public override string ToString() => Type?.Name ?? string.Create(CultureInfo.InvariantCulture, $"oxm_{Class:x4}_{Field}");

    /// <summary>Bits of the field, or null where the header is not that of a field that has them.</summary>
    internal Subfield? ToSubfield(int start, int bits)
    {
        var type = Type is TunMetadataType metadata ? metadata.OfWidth(Length) : Type;
        return type is not null && this == Of(type) && Subfield.Fits(type, start, bits) ? new(type, start, bits) : null;
    }

    static OxmId IWireStructure<OxmId>.Read(ref WireReader reader)
    {
        var oxmClass = reader.ReadUInt16();
        var fieldAndMask = reader.ReadByte();
        var length = reader.ReadByte();
        var experimenter = oxmClass == OxmClass.Experimenter ? reader.ReadUInt32() : 0;
        return new(oxmClass, (byte)(fieldAndMask >> 1), (fieldAndMask & 1) != 0, length, experimenter);
    }

    void IWireStructure<OxmId>.Write(ref WireWriter writer)
    {
        if (Field > 127 || (Class != OxmClass.Experimenter && Experimenter != 0))
            throw new OpenFlowEncodeException($"There is no match field {Field} of class 0x{Class:x4}, experimenter 0x{Experimenter:x8}.");
        writer.WriteUInt16(Class);
        writer.WriteByte((byte)((Field << 1) | (HasMask ? 1 : 0)));
        writer.WriteByte(Length);
        if (Class == OxmClass.Experimenter)
            writer.WriteUInt32(Experimenter);
    }
}
