
namespace RxOfctl.Protocol.Matching;

/// <summary>
/// The definition of <see cref="Oxm.VlanVid"/>, whose values are ids with a bit above them (OFPVID_PRESENT, 0x1000) that says that there is a tag.
/// <see cref="Tagged"/>, <see cref="Untagged"/> and <see cref="AnyTag"/> make the values that a match usually has.
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
        ? throw new ArgumentException($"vlan_vid {value} matches no packet: Oxm.VlanVid.Tagged({value}) matches those with a tag of that id.", nameof(value))
        : base.Is(value);
}
