using System.Globalization;
using System.Text.Json.Serialization;
using RxOfctl.Protocol.Json;

namespace RxOfctl.Protocol.Matching;

/// <summary>
/// The definition of a match field: how its TLV is marked on the wire (<c>oxm_class</c>, <c>oxm_field</c>; OpenFlow 1.3.5 §7.2.3.2), how wide
/// it is, and in which versions it exists.
/// </summary>
[JsonConverter(typeof(OpenFlowJsonConverter))]
public class OxmType : IEquatable<OxmType>
{
    internal OxmType(string name, string shortName, ushort oxmClass, byte field, int bits, bool maskable, OpenFlowVersion from)
    {
        Name = name;
        ShortName = shortName;
        Class = oxmClass;
        Field = field;
        Bits = bits;
        Maskable = maskable;
        From = from;
        Width = bits is > 16 and < 24 ? 4 : (bits + 7) / 8;
        IsRaw = IsUnknown;
        AllOnes = bits == 128 ? UInt128.MaxValue : (UInt128.One << bits) - 1;
    }

    /// <summary>The name that the specification gives, without its prefix: <c>eth_dst</c>.</summary>
    public string Name { get; }

    /// <summary>The name that <c>ovs-ofctl</c> gives: <c>dl_dst</c>.</summary>
    public string ShortName { get; }

    /// <summary>The class (<c>oxm_class</c>): 0x8000 for the fields of the specification.</summary>
    public ushort Class { get; }

    /// <summary>The number within the class (<c>oxm_field</c>), 0 to 127.</summary>
    public byte Field { get; }

    /// <summary>The width in bits.</summary>
    public int Bits { get; }

    /// <summary>The width of the value in a TLV, in bytes. A number of 17 to 23 bits takes four.</summary>
    public int Width
    {
        get;
        // Zero leaves the width that the bits have.
        internal init => field = value == 0 ? field : value;
    }

    /// <summary>The mask in which every bit matters.</summary>
    internal UInt128 AllOnes { get; }

    /// <summary>True if a mask is allowed.</summary>
    public bool Maskable { get; }

    /// <summary>The first version that has the field.</summary>
    public OpenFlowVersion From { get; }

    /// <summary>
    /// What a match must have beside the field (OpenFlow 1.3.5 §7.2.3.6): one of these, and what that one needs in turn. Where one has a mask, the
    /// bits in it count; with an empty mask any value will do. Empty for a field that needs nothing. The codec leaves it to the datapath to refuse
    /// a match that lacks them (OFPBMC_BAD_PREREQ); the text of a match does not: there they tell what a name means.
    /// </summary>
    public IReadOnlyList<OxmField> Prerequisites => OxmPrerequisites.Of(this);

    /// <summary>True if the field is not one that this library knows; its value stays raw.</summary>
    public bool IsUnknown => Name.Length == 0;

    /// <summary>True if values are bytes as they came, not numbers: the field is unknown, or of a width that varies.</summary>
    internal bool IsRaw { get; init; }

    /// <summary>The experimenter whose field it is; 0 outside the class of experimenters (0xffff).</summary>
    public uint Experimenter { get; internal init; }

    /// <summary>What a match must have beside the field.</summary>
    internal OxmNeed Need { get; init; }

    /// <summary>The canonical field that this one is another name of; null where it has no other.</summary>
    internal OxmType? SameAs { get; init; }

    /// <summary>The name that <c>ovs-ofctl</c> gives to a part of the field in actions, where it is an extension: <c>NXM_NX_REG0</c>.</summary>
    internal string? SubfieldName { get; init; }

    /// <summary>A field that this library does not know.</summary>
    /// <param name="oxmClass">The class.</param>
    /// <param name="field">The number, 0 to 127.</param>
    /// <param name="experimenter">The experimenter, in the class 0xffff.</param>
    /// <param name="bits">The width in bits that a header gives it, or 0 where a value does.</param>
    internal static OxmType Unknown(ushort oxmClass, byte field, uint experimenter, int bits = 0) =>
        new("", $"oxm_{oxmClass:x4}_{field}", oxmClass, field, bits, maskable: true, OpenFlowVersion.OpenFlow12) { Experimenter = experimenter };

    /// <inheritdoc/>
    public bool Equals(OxmType? other) => ReferenceEquals(this, other) || HasHeaderOf(other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as OxmType);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Class, Field, Experimenter);

    /// <summary>The name as <c>ovs-ofctl</c> writes it.</summary>
    public override string ToString() => ShortName;

    // Two that are not the same object, and equal all the same, are unknown ones, and tunnel metadata of several widths.
    private bool HasHeaderOf(OxmType? other) => other is not null
        && Class == other.Class && Field == other.Field && Experimenter == other.Experimenter && IsUnknown == other.IsUnknown;

    /// <summary>A value as text.</summary>
    internal virtual string Format(UInt128 value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A value and the mask that goes with it as text.</summary>
    internal virtual string Format(UInt128 value, UInt128 mask) => $"{Format(value)}/{Format(mask)}";

    /// <summary>A raw value, and the mask that goes with it behind it if there is one, as text.</summary>
    internal virtual string Format(ByteString raw, bool hasMask) => raw.ToString();
}
