using RxOfctl.Protocol.Nicira;
using RxOfctl.Protocol.Text;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Matching;

/// <summary>The match fields of the specification (<c>oxm_ofb_match_fields</c>, OpenFlow 1.3.5 §7.2.3.7, 1.5.1).</summary>
public static class Oxm
{
    /// <summary>Port by which the packet came.</summary>
    public static OxmType<PortNumber> InPort { get; } = Port("in_port", "in_port", 0);

    /// <summary>Physical port beneath a logical in_port.</summary>
    public static OxmType<PortNumber> InPhyPort { get; } = Port("in_phy_port", "in_phy_port", 1);

    /// <summary>Metadata passed between tables, 64 bits.</summary>
    public static OxmType<ulong> Metadata { get; } =
        new("metadata", "metadata", 2, 64, true, OpenFlow12, value => value, number => (ulong)number, ValueText.Hex);

    /// <summary>Ethernet destination.</summary>
    public static OxmType<MacAddress> EthDst { get; } = Mac("eth_dst", "dl_dst", 3, true);

    /// <summary>Ethernet source.</summary>
    public static OxmType<MacAddress> EthSrc { get; } = Mac("eth_src", "dl_src", 4, true);

    /// <summary>EtherType of the payload, behind VLAN tags.</summary>
    public static OxmType<ushort> EthType { get; } =
        new("eth_type", "dl_type", 5, 16, false, OpenFlow12, value => value, number => (ushort)number, value => $"0x{value:x4}");

    /// <summary>VLAN id in the lower 12 bits and, above them, 0x1000 if there is a tag; 0 is a packet without one.</summary>
    public static VlanVidType VlanVid { get; } = new();

    /// <summary>VLAN priority, 0 to 7.</summary>
    public static OxmType<byte> VlanPcp { get; } = Byte("vlan_pcp", "dl_vlan_pcp", 7, 3);

    /// <summary>DSCP of IPv4 or IPv6, 0 to 63.</summary>
    public static OxmType<byte> IpDscp { get; } = Byte("ip_dscp", "ip_dscp", 8, 6);

    /// <summary>ECN of IPv4 or IPv6, 0 to 3.</summary>
    public static OxmType<byte> IpEcn { get; } = Byte("ip_ecn", "nw_ecn", 9, 2);

    /// <summary>Protocol of IPv4, next header of IPv6.</summary>
    public static OxmType<byte> IpProto { get; } = Byte("ip_proto", "nw_proto", 10, 8);

    /// <summary>IPv4 source.</summary>
    public static OxmType<Ipv4Address> Ipv4Src { get; } = Ipv4("ipv4_src", "nw_src", 11);

    /// <summary>IPv4 destination.</summary>
    public static OxmType<Ipv4Address> Ipv4Dst { get; } = Ipv4("ipv4_dst", "nw_dst", 12);

    /// <summary>TCP source port.</summary>
    public static OxmType<ushort> TcpSrc { get; } = Number16("tcp_src", "tcp_src", 13);

    /// <summary>TCP destination port.</summary>
    public static OxmType<ushort> TcpDst { get; } = Number16("tcp_dst", "tcp_dst", 14);

    /// <summary>UDP source port.</summary>
    public static OxmType<ushort> UdpSrc { get; } = Number16("udp_src", "udp_src", 15);

    /// <summary>UDP destination port.</summary>
    public static OxmType<ushort> UdpDst { get; } = Number16("udp_dst", "udp_dst", 16);

    /// <summary>SCTP source port.</summary>
    public static OxmType<ushort> SctpSrc { get; } = Number16("sctp_src", "sctp_src", 17);

    /// <summary>SCTP destination port.</summary>
    public static OxmType<ushort> SctpDst { get; } = Number16("sctp_dst", "sctp_dst", 18);

    /// <summary>ICMP type.</summary>
    public static OxmType<byte> Icmpv4Type { get; } = Byte("icmpv4_type", "icmp_type", 19, 8);

    /// <summary>ICMP code.</summary>
    public static OxmType<byte> Icmpv4Code { get; } = Byte("icmpv4_code", "icmp_code", 20, 8);

    /// <summary>ARP opcode.</summary>
    public static OxmType<ushort> ArpOp { get; } = Number16("arp_op", "arp_op", 21, maskable: false);

    /// <summary>ARP sender's protocol address.</summary>
    public static OxmType<Ipv4Address> ArpSpa { get; } = Ipv4("arp_spa", "arp_spa", 22);

    /// <summary>ARP target's protocol address.</summary>
    public static OxmType<Ipv4Address> ArpTpa { get; } = Ipv4("arp_tpa", "arp_tpa", 23);

    /// <summary>ARP sender's hardware address.</summary>
    public static OxmType<MacAddress> ArpSha { get; } = Mac("arp_sha", "arp_sha", 24, true);

    /// <summary>ARP target's hardware address.</summary>
    public static OxmType<MacAddress> ArpTha { get; } = Mac("arp_tha", "arp_tha", 25, true);

    /// <summary>IPv6 source.</summary>
    public static OxmType<Ipv6Address> Ipv6Src { get; } = Ipv6("ipv6_src", "ipv6_src", 26, true);

    /// <summary>IPv6 destination.</summary>
    public static OxmType<Ipv6Address> Ipv6Dst { get; } = Ipv6("ipv6_dst", "ipv6_dst", 27, true);

    /// <summary>IPv6 flow label, 20 bits.</summary>
    public static OxmType<uint> Ipv6FLabel { get; } = Number32("ipv6_flabel", "ipv6_label", 28, 20, true);

    /// <summary>ICMPv6 type.</summary>
    public static OxmType<byte> Icmpv6Type { get; } = Byte("icmpv6_type", "icmpv6_type", 29, 8);

    /// <summary>ICMPv6 code.</summary>
    public static OxmType<byte> Icmpv6Code { get; } = Byte("icmpv6_code", "icmpv6_code", 30, 8);

    /// <summary>Target address of neighbor discovery.</summary>
    public static OxmType<Ipv6Address> Ipv6NdTarget { get; } = Ipv6("ipv6_nd_target", "nd_target", 31, false);

    /// <summary>Source link-layer address of neighbor discovery.</summary>
    public static OxmType<MacAddress> Ipv6NdSll { get; } = Mac("ipv6_nd_sll", "nd_sll", 32, false);

    /// <summary>Target link-layer address of neighbor discovery.</summary>
    public static OxmType<MacAddress> Ipv6NdTll { get; } = Mac("ipv6_nd_tll", "nd_tll", 33, false);

    /// <summary>MPLS label, 20 bits.</summary>
    public static OxmType<uint> MplsLabel { get; } =
        new("mpls_label", "mpls_label", 34, 20, false, OpenFlow12, value => value, number => (uint)number, ValueText.Decimal, formatMasked: ValueText.DecimalMasked);

    /// <summary>MPLS traffic class, 0 to 7.</summary>
    public static OxmType<byte> MplsTc { get; } = Byte("mpls_tc", "mpls_tc", 35, 3);

    /// <summary>MPLS bottom-of-stack bit.</summary>
    public static OxmType<byte> MplsBos { get; } = Byte("mpls_bos", "mpls_bos", 36, 1, OpenFlow13);

    /// <summary>Service id of a provider backbone bridge, 24 bits.</summary>
    public static OxmType<uint> PbbIsid { get; } = Number32("pbb_isid", "pbb_isid", 37, 24, true, OpenFlow13);

    /// <summary>Metadata of a logical port, 64 bits.</summary>
    public static OxmType<ulong> TunnelId { get; } =
        new("tunnel_id", "tun_id", 38, 64, true, OpenFlow13, value => value, number => (ulong)number, ValueText.Hex);

    /// <summary>Pseudo-field of the IPv6 extension headers, 9 bits.</summary>
    public static OxmType<ushort> Ipv6Exthdr { get; } =
        new("ipv6_exthdr", "ipv6_exthdr", 39, 9, true, OpenFlow13, value => value, number => (ushort)number, ValueText.Hex);

    /// <summary>UCA bit of a provider backbone bridge's header.</summary>
    public static OxmType<byte> PbbUca { get; } = Byte("pbb_uca", "pbb_uca", 41, 1, OpenFlow14);

    /// <summary>TCP flags, 12 bits.</summary>
    public static OxmType<ushort> TcpFlags { get; } =
        new(
            "tcp_flags",
            "tcp_flags",
            42,
            12,
            true,
            OpenFlow15,
            value => value,
            number => (ushort)number,
            value => FlagNames.TcpFlags.Format(value),
            formatMasked: (value, mask) => FlagNames.TcpFlags.Format(value, mask));

    /// <summary>Output port of the action set's metadata.</summary>
    public static OxmType<PortNumber> ActsetOutput { get; } = Port("actset_output", "actset_output", 43, OpenFlow15);

    /// <summary>
    /// Packet type: namespace in the upper 16 bits, type in the lower. The specification has it from OpenFlow 1.5 on, Open vSwitch in every version that has
    /// lists of fields.
    /// </summary>
    public static OxmType<uint> PacketType { get; } =
        new("packet_type", "packet_type", 44, 32, false, OpenFlow12, value => value, number => (uint)number, ValueText.PacketType);

    /// <summary>
    /// A register of the packet, 64 bits (OFPXMC_PACKET_REGS). By the specification from OpenFlow 1.5 on; Open vSwitch has them from 1.3 on
    /// (<c>xreg0</c> to <c>xreg7</c>).
    /// </summary>
    /// <param name="number">The register's number, 0 to 127.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="number"/> is not from 0 to 127.</exception>
    public static OxmType<ulong> PacketReg(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 127);
        return PacketRegs[number];
    }

    /// <summary>All of the class <see cref="OxmClass.OpenFlowBasic"/>, in the order of their numbers.</summary>
    public static IReadOnlyList<OxmType> All { get; } =
    [
        InPort, InPhyPort, Metadata, EthDst, EthSrc, EthType, VlanVid, VlanPcp, IpDscp, IpEcn, IpProto, Ipv4Src, Ipv4Dst, TcpSrc, TcpDst,
        UdpSrc, UdpDst, SctpSrc, SctpDst, Icmpv4Type, Icmpv4Code, ArpOp, ArpSpa, ArpTpa, ArpSha, ArpTha, Ipv6Src, Ipv6Dst, Ipv6FLabel,
        Icmpv6Type, Icmpv6Code, Ipv6NdTarget, Ipv6NdSll, Ipv6NdTll, MplsLabel, MplsTc, MplsBos, PbbIsid, TunnelId, Ipv6Exthdr, PbbUca,
        TcpFlags, ActsetOutput, PacketType,
    ];

    private static readonly OxmType?[] Basic = ByNumber();

    private static readonly OxmType<ulong>[] PacketRegs =
    [
        .. from number in Enumerable.Range(0, 128)
           select new OxmType<ulong>(
               $"packet_reg{number}",
               $"xreg{number}",
               (byte)number,
               64,
               true,
               OpenFlow13,
               value => value,
               bits => (ulong)bits,
               ValueText.Hex,
               OxmClass.PacketRegs),
    ];

    /// <summary>The definition that a TLV's header names, or null where this library has none.</summary>
    internal static OxmType? Find(ushort oxmClass, byte field) =>
        oxmClass == OxmClass.OpenFlowBasic && field < Basic.Length ? Basic[field]
        : oxmClass == OxmClass.PacketRegs ? PacketRegs[field]
        : null;

    private static OxmType?[] ByNumber()
    {
        var types = new OxmType?[All.Max(type => type.Field) + 1];
        foreach (var type in All)
            types[type.Field] = type;
        return types;
    }

    private static OxmType<PortNumber> Port(string name, string shortName, byte field, OpenFlowVersion from = OpenFlow12) =>
        new(name, shortName, field, 32, false, from, value => value.Value, number => new((uint)number), value => value.ToString());

    private static OxmType<MacAddress> Mac(string name, string shortName, byte field, bool maskable) =>
        new(name, shortName, field, 48, maskable, OpenFlow12, value => value.Value, number => new((ulong)number), value => value.ToString());

    private static OxmType<Ipv4Address> Ipv4(string name, string shortName, byte field) =>
        new(name, shortName, field, 32, true, OpenFlow12, value => value.Value, number => new((uint)number), ValueText.Plain, formatMasked: ValueText.Cidr);

    private static OxmType<Ipv6Address> Ipv6(string name, string shortName, byte field, bool maskable) =>
        new(name, shortName, field, 128, maskable, OpenFlow12, value => value.Value, number => new(number), ValueText.Plain, formatMasked: ValueText.Cidr);

    private static OxmType<byte> Byte(string name, string shortName, byte field, int bits, OpenFlowVersion from = OpenFlow12) =>
        new(name, shortName, field, bits, false, from, value => value, number => (byte)number, ValueText.Decimal, formatMasked: ValueText.DecimalMasked);

    private static OxmType<ushort> Number16(string name, string shortName, byte field, bool maskable = false) =>
        new(name, shortName, field, 16, maskable, OpenFlow12, value => value, number => (ushort)number, ValueText.Decimal, formatMasked: ValueText.DecimalMasked);

    private static OxmType<uint> Number32(
        string name, string shortName, byte field, int bits, bool maskable, OpenFlowVersion from = OpenFlow12) =>
        new(name, shortName, field, bits, maskable, from, value => value, number => (uint)number, ValueText.Hex);
}
