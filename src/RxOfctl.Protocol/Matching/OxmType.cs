using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using RxOfctl.Protocol.Json;

namespace RxOfctl.Protocol.Matching;

/// <summary>
/// The definition of a match field: how its TLV is marked on the wire (<c>oxm_class</c>, <c>oxm_field</c>; OpenFlow 1.3.5 §7.2.3.2), how
/// wide it is, and in which versions it exists.
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
    /// What a match must have beside the field (OpenFlow 1.3.5 §7.2.3.6): one of these, and what that one needs in turn. Where one has a
    /// mask, the bits in it count; with an empty mask any value will do. Empty for a field that needs nothing. The codec leaves it to the
    /// datapath to refuse a match that lacks them (OFPBMC_BAD_PREREQ); the text of a match does not: there they tell what a name means.
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

    /// <summary>
    /// The name that <c>ovs-ofctl</c> gives to a part of the field in actions, where it is an extension: <c>NXM_NX_REG0</c>.
    /// </summary>
    internal string? SubfieldName { get; init; }

    /// <summary>A field that this library does not know.</summary>
    /// <param name="oxmClass">The class.</param>
    /// <param name="field">The number, 0 to 127.</param>
    /// <param name="experimenter">The experimenter, in the class 0xffff.</param>
    /// <param name="bits">The width in bits that a header gives it, or 0 where a value does.</param>
    internal static OxmType Unknown(ushort oxmClass, byte field, uint experimenter, int bits = 0) =>
        new("", $"oxm_{oxmClass:x4}_{field}", oxmClass, field, bits, maskable: true, OpenFlowVersion.OpenFlow12)
        {
            Experimenter = experimenter,
        };

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

/// <summary>The definition of a match field whose value is a <typeparamref name="T"/>.</summary>
/// <typeparam name="T">What the value is: a number, an address, a port.</typeparam>
public class OxmType<T> : OxmType
    where T : struct, IEquatable<T>
{
    private readonly Func<T, UInt128> _toNumber;
    private readonly Func<UInt128, T> _fromNumber;
    private readonly Func<T, string> _format;
    private readonly Func<T, T, string>? _formatMasked;

    internal OxmType(
        string name,
        string shortName,
        byte field,
        int bits,
        bool maskable,
        OpenFlowVersion from,
        Func<T, UInt128> toNumber,
        Func<UInt128, T> fromNumber,
        Func<T, string> format,
        ushort oxmClass = OxmClass.OpenFlowBasic,
        Func<T, T, string>? formatMasked = null)
        : base(name, shortName, oxmClass, field, bits, maskable, from)
    {
        _formatMasked = formatMasked;
        _toNumber = toNumber;
        _fromNumber = fromNumber;
        _format = format;
    }

    /// <summary>The field with a value that must be met exactly.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value has more bits than the field.</exception>
    public virtual OxmField Is(T value) => OxmField.Exact(this, Number(value));

    /// <summary>The field with a value and a mask: bits that are 1 in the mask must be met.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value or the mask has more bits than the field.</exception>
    /// <exception cref="ArgumentException">The field allows no mask, or the value has a bit outside the mask.</exception>
    public virtual OxmField Is(T value, T mask)
    {
        if (!Maskable)
            throw new ArgumentException($"{Name} cannot be masked.", nameof(mask));
        var (valueBits, maskBits) = (Number(value), Number(mask));
        if ((valueBits & ~maskBits) != 0)
            throw new ArgumentException($"The value {_format(value)} of {Name} has bits outside its mask {_format(mask)}.", nameof(value));
        return OxmField.Masked(this, valueBits, maskBits);
    }

    /// <summary>The value of a field of this type.</summary>
    internal virtual T ValueOf(in OxmField field) => _fromNumber(field.Number);

    /// <summary>The mask of a field of this type, all ones if it has none.</summary>
    internal virtual T MaskOf(in OxmField field) => _fromNumber(field.EffectiveMask);

    /// <inheritdoc/>
    internal override string Format(UInt128 value) => _format(_fromNumber(value));

    /// <inheritdoc/>
    internal override string Format(UInt128 value, UInt128 mask) =>
        _formatMasked is null ? base.Format(value, mask) : _formatMasked(_fromNumber(value), _fromNumber(mask));

    private UInt128 Number(T value)
    {
        var number = _toNumber(value);
        if ((number & ~AllOnes) != 0)
            ThrowTooWide(value);
        return number;
    }

    [DoesNotReturn]
    private void ThrowTooWide(T value) => throw new ArgumentOutOfRangeException(nameof(value), value, $"{Name} has {Bits} bits.");
}

/// <summary>
/// The definition of <see cref="Oxm.VlanVid"/>, whose values are ids with a bit above them (OFPVID_PRESENT, 0x1000) that says that there is
/// a tag. <see cref="Tagged"/>, <see cref="Untagged"/> and <see cref="AnyTag"/> make the values that a match usually has.
/// </summary>
public sealed class VlanVidType : OxmType<ushort>
{
    private const ushort Present = 0x1000;
    private const ushort MaxId = 0x0fff;

    internal VlanVidType()
        : base(
            "vlan_vid",
            "vlan_vid",
            field: 6,
            bits: 13,
            maskable: true,
            OpenFlowVersion.OpenFlow12,
            value => value,
            number => (ushort)number,
            ValueText.Decimal,
            formatMasked: ValueText.DecimalMasked)
    {
    }

    /// <summary>Packets without a tag (OFPVID_NONE).</summary>
    public OxmField Untagged => OxmField.Exact(this, 0);

    /// <summary>Packets with a tag of any id. OpenFlow 1.1 and later.</summary>
    public OxmField AnyTag => OxmField.Masked(this, Present, Present);

    /// <summary>Packets with a tag of an id; in an action, that id.</summary>
    /// <param name="id">The id, 0 to 4095.</param>
    /// <exception cref="ArgumentOutOfRangeException">The id is above 4095.</exception>
    public OxmField Tagged(ushort id)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(id, MaxId);
        return OxmField.Exact(this, (uint)(Present | id));
    }

    /// <summary>The field with a value as it is on the wire: 0x1000 and an id, or 0 for packets without a tag.</summary>
    /// <exception cref="ArgumentException">It is an id without 0x1000, which no packet has.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The value has more than 13 bits.</exception>
    public override OxmField Is(ushort value) => value is > 0 and < Present
        ? throw new ArgumentException($"vlan_vid {value} matches no packet; Oxm.VlanVid.Tagged({value}) matches that tag.", nameof(value))
        : base.Is(value);
}

/// <summary>The classes of match fields (<c>ofp_oxm_class</c>, OpenFlow 1.3.5 §7.2.3.3).</summary>
public static class OxmClass
{
    /// <summary>Fields 0 to 127 of Nicira's NXM (OFPXMC_NXM_0).</summary>
    public const ushort Nxm0 = 0x0000;

    /// <summary>Nicira's further fields (OFPXMC_NXM_1).</summary>
    public const ushort Nxm1 = 0x0001;

    /// <summary>The fields of the specification (OFPXMC_OPENFLOW_BASIC).</summary>
    public const ushort OpenFlowBasic = 0x8000;

    /// <summary>The registers of OpenFlow 1.5 (OFPXMC_PACKET_REGS).</summary>
    public const ushort PacketRegs = 0x8001;

    /// <summary>Fields of experimenters (OFPXMC_EXPERIMENTER).</summary>
    public const ushort Experimenter = 0xffff;
}
