using System.Buffers.Binary;
using System.Globalization;

namespace RxOfctl.Packets;

/// <summary>A VLAN tag of an Ethernet frame (IEEE 802.1Q §9.3).</summary>
/// <param name="VlanId">The VLAN identifier, 0 to 4095; 0 is a tag that gives a priority only.</param>
/// <param name="Priority">The priority code point, 0 to 7.</param>
/// <param name="DropEligible">The drop eligible indicator.</param>
/// <param name="TagProtocol">The tag protocol identifier (TPID): 0x8100, 0x88a8 or 0x9100.</param>
/// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
public readonly record struct VlanTag(
    ushort VlanId, byte Priority = 0, bool DropEligible = false, EtherType TagProtocol = EtherType.Vlan)
{
    /// <summary>The length on the wire, in bytes, including the tag protocol identifier.</summary>
    public const int Length = 4;

    /// <summary>The VLAN identifier, 0 to 4095; 0 is a tag that gives a priority only.</summary>
    public ushort VlanId { get; init => field = CheckVlanId(value); } = CheckVlanId(VlanId);

    /// <summary>The priority code point, 0 to 7.</summary>
    public byte Priority { get; init => field = CheckPriority(value); } = CheckPriority(Priority);

    /// <summary>Whether an EtherType is the start of a tag.</summary>
    public static bool IsTagProtocol(EtherType type) =>
        type is EtherType.Vlan or EtherType.ServiceVlan or EtherType.LegacyServiceVlan;

    /// <summary>The tag as text: <c>vlan 10</c>, followed by a priority and drop eligibility that are set.</summary>
    public override string ToString()
    {
        var kind = TagProtocol == EtherType.Vlan ? "vlan" : "svlan";
        var priority = Priority == 0 ? "" : $" p {Priority}";
        return string.Create(CultureInfo.InvariantCulture, $"{kind} {VlanId}{priority}{(DropEligible ? " dei" : "")}");
    }

    internal static VlanTag Read(ReadOnlySpan<byte> source)
    {
        var control = BinaryPrimitives.ReadUInt16BigEndian(source[2..]);
        return new((ushort)(control & 0x0fff), (byte)(control >> 13), (control & 0x1000) != 0,
            (EtherType)BinaryPrimitives.ReadUInt16BigEndian(source));
    }

    internal void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt16BigEndian(destination, (ushort)TagProtocol);
        BinaryPrimitives.WriteUInt16BigEndian(destination[2..], (ushort)((Priority << 13) | (DropEligible ? 0x1000 : 0) | VlanId));
    }

    private static ushort CheckVlanId(ushort value) =>
        value <= 0x0fff ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A VLAN identifier is from 0 to 4095.");

    private static byte CheckPriority(byte value) =>
        value <= 7 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A VLAN priority is from 0 to 7.");
}
