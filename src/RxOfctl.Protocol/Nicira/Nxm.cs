using RxOfctl.Protocol.Matching;

namespace RxOfctl.Protocol.Nicira;

/// <summary>
/// The match fields of Nicira's extended match that Open vSwitch has, in the classes 0x0000 (NXM_OF_*) and 0x0001 (NXM_NX_*). They work in
/// matches from OpenFlow 1.2 on and in the actions of Nicira in every version.
/// </summary>
public static class Nxm
{
    /// <summary>Port by which the packet came, in 16 bits (NXM_OF_IN_PORT).</summary>
    public static OxmType<PortNumber> InPort { get; } = ExtensionClass.Nxm0.Port16(0, "in_port", "in_port", "NXM_OF_IN_PORT");

    /// <summary>Ethernet destination (NXM_OF_ETH_DST).</summary>
    public static OxmType<MacAddress> EthDst { get; } = ExtensionClass.Nxm0.Mac(1, "eth_dst", "dl_dst", "NXM_OF_ETH_DST");

    /// <summary>Ethernet source (NXM_OF_ETH_SRC).</summary>
    public static OxmType<MacAddress> EthSrc { get; } = ExtensionClass.Nxm0.Mac(2, "eth_src", "dl_src", "NXM_OF_ETH_SRC");

    /// <summary>EtherType of the payload, behind a VLAN tag (NXM_OF_ETH_TYPE).</summary>
    public static OxmType<ushort> EthType { get; } = ExtensionClass.Nxm0.EtherType(3, "eth_type", "dl_type", "NXM_OF_ETH_TYPE");

    /// <summary>VLAN tag control information, with 0x1000 set if there is a tag; 0 is a packet without one (NXM_OF_VLAN_TCI).</summary>
    public static OxmType<ushort> VlanTci { get; } = ExtensionClass.Nxm0.Hex16(4, "vlan_tci", "vlan_tci", "NXM_OF_VLAN_TCI", maskable: true);

    /// <summary>Type of service of IP: DSCP in the upper six bits (NXM_OF_IP_TOS).</summary>
    public static OxmType<byte> IpTos { get; } = ExtensionClass.Nxm0.Byte(5, "ip_tos", "nw_tos", "NXM_OF_IP_TOS");

    /// <summary>Protocol of IP; of ARP the lower byte of the opcode (NXM_OF_IP_PROTO).</summary>
    public static OxmType<byte> IpProto { get; } = ExtensionClass.Nxm0.Byte(6, "ip_proto", "nw_proto", "NXM_OF_IP_PROTO");

    /// <summary>IPv4 source (NXM_OF_IP_SRC).</summary>
    public static OxmType<Ipv4Address> IpSrc { get; } = ExtensionClass.Nxm0.Ipv4(7, "ip_src", "nw_src", "NXM_OF_IP_SRC");

    /// <summary>IPv4 destination (NXM_OF_IP_DST).</summary>
    public static OxmType<Ipv4Address> IpDst { get; } = ExtensionClass.Nxm0.Ipv4(8, "ip_dst", "nw_dst", "NXM_OF_IP_DST");

    /// <summary>TCP source port (NXM_OF_TCP_SRC).</summary>
    public static OxmType<ushort> TcpSrc { get; } = ExtensionClass.Nxm0.Number16(9, "tcp_src", "tcp_src", "NXM_OF_TCP_SRC", maskable: true);

    /// <summary>TCP destination port (NXM_OF_TCP_DST).</summary>
    public static OxmType<ushort> TcpDst { get; } = ExtensionClass.Nxm0.Number16(10, "tcp_dst", "tcp_dst", "NXM_OF_TCP_DST", maskable: true);

    /// <summary>UDP source port (NXM_OF_UDP_SRC).</summary>
    public static OxmType<ushort> UdpSrc { get; } = ExtensionClass.Nxm0.Number16(11, "udp_src", "udp_src", "NXM_OF_UDP_SRC", maskable: true);

    /// <summary>UDP destination port (NXM_OF_UDP_DST).</summary>
    public static OxmType<ushort> UdpDst { get; } = ExtensionClass.Nxm0.Number16(12, "udp_dst", "udp_dst", "NXM_OF_UDP_DST", maskable: true);

    /// <summary>ICMP type (NXM_OF_ICMP_TYPE).</summary>
    public static OxmType<byte> IcmpType { get; } = ExtensionClass.Nxm0.Byte(13, "icmp_type", "icmp_type", "NXM_OF_ICMP_TYPE");

    /// <summary>ICMP code (NXM_OF_ICMP_CODE).</summary>
    public static OxmType<byte> IcmpCode { get; } = ExtensionClass.Nxm0.Byte(14, "icmp_code", "icmp_code", "NXM_OF_ICMP_CODE");

    /// <summary>ARP opcode (NXM_OF_ARP_OP).</summary>
    public static OxmType<ushort> ArpOp { get; } = ExtensionClass.Nxm0.Number16(15, "arp_op", "arp_op", "NXM_OF_ARP_OP");

    /// <summary>ARP sender's protocol address (NXM_OF_ARP_SPA).</summary>
    public static OxmType<Ipv4Address> ArpSpa { get; } = ExtensionClass.Nxm0.Ipv4(16, "arp_spa", "arp_spa", "NXM_OF_ARP_SPA");

    /// <summary>ARP target's protocol address (NXM_OF_ARP_TPA).</summary>
    public static OxmType<Ipv4Address> ArpTpa { get; } = ExtensionClass.Nxm0.Ipv4(17, "arp_tpa", "arp_tpa", "NXM_OF_ARP_TPA");

    /// <summary>Register 0, 32 bits (NXM_NX_REG0).</summary>
    public static OxmType<uint> Reg0 { get; } = ExtensionClass.Nxm1.Hex32(0, "reg0", "reg0", "NXM_NX_REG0", maskable: true);

    /// <summary>Register 1, 32 bits (NXM_NX_REG1).</summary>
    public static OxmType<uint> Reg1 { get; } = ExtensionClass.Nxm1.Hex32(1, "reg1", "reg1", "NXM_NX_REG1", maskable: true);

    /// <summary>Register 2, 32 bits (NXM_NX_REG2).</summary>
    public static OxmType<uint> Reg2 { get; } = ExtensionClass.Nxm1.Hex32(2, "reg2", "reg2", "NXM_NX_REG2", maskable: true);

    /// <summary>Register 3, 32 bits (NXM_NX_REG3).</summary>
    public static OxmType<uint> Reg3 { get; } = ExtensionClass.Nxm1.Hex32(3, "reg3", "reg3", "NXM_NX_REG3", maskable: true);

    /// <summary>Register 4, 32 bits (NXM_NX_REG4).</summary>
    public static OxmType<uint> Reg4 { get; } = ExtensionClass.Nxm1.Hex32(4, "reg4", "reg4", "NXM_NX_REG4", maskable: true);

    /// <summary>Register 5, 32 bits (NXM_NX_REG5).</summary>
    public static OxmType<uint> Reg5 { get; } = ExtensionClass.Nxm1.Hex32(5, "reg5", "reg5", "NXM_NX_REG5", maskable: true);

    /// <summary>Register 6, 32 bits (NXM_NX_REG6).</summary>
    public static OxmType<uint> Reg6 { get; } = ExtensionClass.Nxm1.Hex32(6, "reg6", "reg6", "NXM_NX_REG6", maskable: true);

    /// <summary>Register 7, 32 bits (NXM_NX_REG7).</summary>
    public static OxmType<uint> Reg7 { get; } = ExtensionClass.Nxm1.Hex32(7, "reg7", "reg7", "NXM_NX_REG7", maskable: true);

    /// <summary>Register 8, 32 bits (NXM_NX_REG8).</summary>
    public static OxmType<uint> Reg8 { get; } = ExtensionClass.Nxm1.Hex32(8, "reg8", "reg8", "NXM_NX_REG8", maskable: true);

    /// <summary>Register 9, 32 bits (NXM_NX_REG9).</summary>
    public static OxmType<uint> Reg9 { get; } = ExtensionClass.Nxm1.Hex32(9, "reg9", "reg9", "NXM_NX_REG9", maskable: true);

    /// <summary>Register 10, 32 bits (NXM_NX_REG10).</summary>
    public static OxmType<uint> Reg10 { get; } = ExtensionClass.Nxm1.Hex32(10, "reg10", "reg10", "NXM_NX_REG10", maskable: true);

    /// <summary>Register 11, 32 bits (NXM_NX_REG11).</summary>
    public static OxmType<uint> Reg11 { get; } = ExtensionClass.Nxm1.Hex32(11, "reg11", "reg11", "NXM_NX_REG11", maskable: true);

    /// <summary>Register 12, 32 bits (NXM_NX_REG12).</summary>
    public static OxmType<uint> Reg12 { get; } = ExtensionClass.Nxm1.Hex32(12, "reg12", "reg12", "NXM_NX_REG12", maskable: true);

    /// <summary>Register 13, 32 bits (NXM_NX_REG13).</summary>
    public static OxmType<uint> Reg13 { get; } = ExtensionClass.Nxm1.Hex32(13, "reg13", "reg13", "NXM_NX_REG13", maskable: true);

    /// <summary>Register 14, 32 bits (NXM_NX_REG14).</summary>
    public static OxmType<uint> Reg14 { get; } = ExtensionClass.Nxm1.Hex32(14, "reg14", "reg14", "NXM_NX_REG14", maskable: true);

    /// <summary>Register 15, 32 bits (NXM_NX_REG15).</summary>
    public static OxmType<uint> Reg15 { get; } = ExtensionClass.Nxm1.Hex32(15, "reg15", "reg15", "NXM_NX_REG15", maskable: true);

    /// <summary>Id of the tunnel, 64 bits (NXM_NX_TUN_ID).</summary>
    public static OxmType<ulong> TunId { get; } = ExtensionClass.Nxm1.Hex64(16, "tun_id", "tun_id", "NXM_NX_TUN_ID", maskable: true);

    /// <summary>ARP sender's hardware address (NXM_NX_ARP_SHA).</summary>
    public static OxmType<MacAddress> ArpSha { get; } = ExtensionClass.Nxm1.Mac(17, "arp_sha", "arp_sha", "NXM_NX_ARP_SHA");

    /// <summary>ARP target's hardware address (NXM_NX_ARP_THA).</summary>
    public static OxmType<MacAddress> ArpTha { get; } = ExtensionClass.Nxm1.Mac(18, "arp_tha", "arp_tha", "NXM_NX_ARP_THA");

    /// <summary>IPv6 source (NXM_NX_IPV6_SRC).</summary>
    public static OxmType<Ipv6Address> Ipv6Src { get; } = ExtensionClass.Nxm1.Ipv6(19, "ipv6_src", "ipv6_src", "NXM_NX_IPV6_SRC");

    /// <summary>IPv6 destination (NXM_NX_IPV6_DST).</summary>
    public static OxmType<Ipv6Address> Ipv6Dst { get; } = ExtensionClass.Nxm1.Ipv6(20, "ipv6_dst", "ipv6_dst", "NXM_NX_IPV6_DST");

    /// <summary>ICMPv6 type (NXM_NX_ICMPV6_TYPE).</summary>
    public static OxmType<byte> Icmpv6Type { get; } = ExtensionClass.Nxm1.Byte(21, "icmpv6_type", "icmpv6_type", "NXM_NX_ICMPV6_TYPE");

    /// <summary>ICMPv6 code (NXM_NX_ICMPV6_CODE).</summary>
    public static OxmType<byte> Icmpv6Code { get; } = ExtensionClass.Nxm1.Byte(22, "icmpv6_code", "icmpv6_code", "NXM_NX_ICMPV6_CODE");

    /// <summary>Target address of neighbor discovery (NXM_NX_ND_TARGET).</summary>
    public static OxmType<Ipv6Address> NdTarget { get; } = ExtensionClass.Nxm1.Ipv6(23, "nd_target", "nd_target", "NXM_NX_ND_TARGET");

    /// <summary>Source link-layer address of neighbor discovery (NXM_NX_ND_SLL).</summary>
    public static OxmType<MacAddress> NdSll { get; } = ExtensionClass.Nxm1.Mac(24, "nd_sll", "nd_sll", "NXM_NX_ND_SLL");

    /// <summary>Target link-layer address of neighbor discovery (NXM_NX_ND_TLL).</summary>
    public static OxmType<MacAddress> NdTll { get; } = ExtensionClass.Nxm1.Mac(25, "nd_tll", "nd_tll", "NXM_NX_ND_TLL");

    /// <summary>Fragment of IP: bit 0 is set for any fragment, bit 1 for one that is not the first (NXM_NX_IP_FRAG).</summary>
    public static OxmType<byte> IpFrag { get; } = ExtensionClass.Nxm1.Fragment(26, "ip_frag", "nw_frag", "NXM_NX_IP_FRAG");

    /// <summary>IPv6 flow label, 20 bits (NXM_NX_IPV6_LABEL).</summary>
    public static OxmType<uint> Ipv6Label { get; } =
        ExtensionClass.Nxm1.Hex32(27, "ipv6_label", "ipv6_label", "NXM_NX_IPV6_LABEL", maskable: true, bits: 20);

    /// <summary>ECN of IP, 0 to 3 (NXM_NX_IP_ECN).</summary>
    public static OxmType<byte> IpEcn { get; } = ExtensionClass.Nxm1.Byte(28, "ip_ecn", "nw_ecn", "NXM_NX_IP_ECN", bits: 2);

    /// <summary>TTL of IPv4, hop limit of IPv6 (NXM_NX_IP_TTL).</summary>
    public static OxmType<byte> IpTtl { get; } = ExtensionClass.Nxm1.Byte(29, "ip_ttl", "nw_ttl", "NXM_NX_IP_TTL");

    /// <summary>TTL of MPLS (NXM_NX_MPLS_TTL).</summary>
    public static OxmType<byte> MplsTtl { get; } = ExtensionClass.Nxm1.Byte(30, "mpls_ttl", "mpls_ttl", "NXM_NX_MPLS_TTL");

    /// <summary>IPv4 source of the tunnel (NXM_NX_TUN_IPV4_SRC).</summary>
    public static OxmType<Ipv4Address> TunIpv4Src { get; } = ExtensionClass.Nxm1.Ipv4(31, "tun_ipv4_src", "tun_src", "NXM_NX_TUN_IPV4_SRC");

    /// <summary>IPv4 destination of the tunnel (NXM_NX_TUN_IPV4_DST).</summary>
    public static OxmType<Ipv4Address> TunIpv4Dst { get; } = ExtensionClass.Nxm1.Ipv4(32, "tun_ipv4_dst", "tun_dst", "NXM_NX_TUN_IPV4_DST");

    /// <summary>Mark of the packet in the kernel (NXM_NX_PKT_MARK).</summary>
    public static OxmType<uint> PktMark { get; } = ExtensionClass.Nxm1.Hex32(33, "pkt_mark", "pkt_mark", "NXM_NX_PKT_MARK", maskable: true);

    /// <summary>TCP flags, 12 bits (NXM_NX_TCP_FLAGS).</summary>
    public static OxmType<ushort> TcpFlags { get; } = ExtensionClass.Nxm1.TcpFlags(34, "tcp_flags", "tcp_flags", "NXM_NX_TCP_FLAGS");

    /// <summary>Hash that the datapath computed (NXM_NX_DP_HASH).</summary>
    public static OxmType<uint> DpHash { get; } = ExtensionClass.Nxm1.Hex32(35, "dp_hash", "dp_hash", "NXM_NX_DP_HASH", maskable: true);

    /// <summary>Id of the recirculation (NXM_NX_RECIRC_ID).</summary>
    public static OxmType<uint> RecircId { get; } = ExtensionClass.Nxm1.Hex32(36, "recirc_id", "recirc_id", "NXM_NX_RECIRC_ID");

    /// <summary>Id of the conjunction that all clauses met (NXM_NX_CONJ_ID).</summary>
    public static OxmType<uint> ConjId { get; } = ExtensionClass.Nxm1.Number32(37, "conj_id", "conj_id", "NXM_NX_CONJ_ID");

    /// <summary>Group policy id of VXLAN (NXM_NX_TUN_GBP_ID).</summary>
    public static OxmType<ushort> TunGbpId { get; } =
        ExtensionClass.Nxm1.Number16(38, "tun_gbp_id", "tun_gbp_id", "NXM_NX_TUN_GBP_ID", maskable: true);

    /// <summary>Group policy flags of VXLAN (NXM_NX_TUN_GBP_FLAGS).</summary>
    public static OxmType<byte> TunGbpFlags { get; } =
        ExtensionClass.Nxm1.HexByte(39, "tun_gbp_flags", "tun_gbp_flags", "NXM_NX_TUN_GBP_FLAGS", maskable: true);

    /// <summary>Flags of the tunnel: 1 is OAM (NXM_NX_TUN_FLAGS).</summary>
    public static OxmType<ushort> TunFlags { get; } = ExtensionClass.Nxm1.TunnelFlags(104, "tun_flags", "tun_flags", "NXM_NX_TUN_FLAGS");

    /// <summary>State of the tracked connection, a set of <see cref="CtState"/> (NXM_NX_CT_STATE).</summary>
    public static OxmType<uint> CtState { get; } = ExtensionClass.Nxm1.ConnectionState(105, "ct_state", "ct_state", "NXM_NX_CT_STATE");

    /// <summary>Zone of the tracked connection (NXM_NX_CT_ZONE).</summary>
    public static OxmType<ushort> CtZone { get; } = ExtensionClass.Nxm1.Number16(106, "ct_zone", "ct_zone", "NXM_NX_CT_ZONE");

    /// <summary>Mark of the tracked connection (NXM_NX_CT_MARK).</summary>
    public static OxmType<uint> CtMark { get; } = ExtensionClass.Nxm1.Hex32(107, "ct_mark", "ct_mark", "NXM_NX_CT_MARK", maskable: true);

    /// <summary>Label of the tracked connection, 128 bits (NXM_NX_CT_LABEL).</summary>
    public static OxmType<UInt128> CtLabel { get; } = ExtensionClass.Nxm1.Hex128(108, "ct_label", "ct_label", "NXM_NX_CT_LABEL", maskable: true);

    /// <summary>IPv6 source of the tunnel (NXM_NX_TUN_IPV6_SRC).</summary>
    public static OxmType<Ipv6Address> TunIpv6Src { get; } = ExtensionClass.Nxm1.Ipv6(109, "tun_ipv6_src", "tun_ipv6_src", "NXM_NX_TUN_IPV6_SRC");

    /// <summary>IPv6 destination of the tunnel (NXM_NX_TUN_IPV6_DST).</summary>
    public static OxmType<Ipv6Address> TunIpv6Dst { get; } = ExtensionClass.Nxm1.Ipv6(110, "tun_ipv6_dst", "tun_ipv6_dst", "NXM_NX_TUN_IPV6_DST");

    /// <summary>Registers 0 to 3 as one of 128 bits (NXM_NX_XXREG0).</summary>
    public static OxmType<UInt128> XXReg0 { get; } = ExtensionClass.Nxm1.Hex128(111, "xxreg0", "xxreg0", "NXM_NX_XXREG0", maskable: true);

    /// <summary>Registers 4 to 7 as one of 128 bits (NXM_NX_XXREG1).</summary>
    public static OxmType<UInt128> XXReg1 { get; } = ExtensionClass.Nxm1.Hex128(112, "xxreg1", "xxreg1", "NXM_NX_XXREG1", maskable: true);

    /// <summary>Registers 8 to 11 as one of 128 bits (NXM_NX_XXREG2).</summary>
    public static OxmType<UInt128> XXReg2 { get; } = ExtensionClass.Nxm1.Hex128(113, "xxreg2", "xxreg2", "NXM_NX_XXREG2", maskable: true);

    /// <summary>Registers 12 to 15 as one of 128 bits (NXM_NX_XXREG3).</summary>
    public static OxmType<UInt128> XXReg3 { get; } = ExtensionClass.Nxm1.Hex128(114, "xxreg3", "xxreg3", "NXM_NX_XXREG3", maskable: true);

    /// <summary>IP protocol of the tracked connection's original direction (NXM_NX_CT_NW_PROTO).</summary>
    public static OxmType<byte> CtNwProto { get; } = ExtensionClass.Nxm1.Byte(119, "ct_nw_proto", "ct_nw_proto", "NXM_NX_CT_NW_PROTO");

    /// <summary>IPv4 source of the tracked connection's original direction (NXM_NX_CT_NW_SRC).</summary>
    public static OxmType<Ipv4Address> CtNwSrc { get; } = ExtensionClass.Nxm1.Ipv4(120, "ct_nw_src", "ct_nw_src", "NXM_NX_CT_NW_SRC");

    /// <summary>IPv4 destination of the tracked connection's original direction (NXM_NX_CT_NW_DST).</summary>
    public static OxmType<Ipv4Address> CtNwDst { get; } = ExtensionClass.Nxm1.Ipv4(121, "ct_nw_dst", "ct_nw_dst", "NXM_NX_CT_NW_DST");

    /// <summary>IPv6 source of the tracked connection's original direction (NXM_NX_CT_IPV6_SRC).</summary>
    public static OxmType<Ipv6Address> CtIpv6Src { get; } = ExtensionClass.Nxm1.Ipv6(122, "ct_ipv6_src", "ct_ipv6_src", "NXM_NX_CT_IPV6_SRC");

    /// <summary>IPv6 destination of the tracked connection's original direction (NXM_NX_CT_IPV6_DST).</summary>
    public static OxmType<Ipv6Address> CtIpv6Dst { get; } = ExtensionClass.Nxm1.Ipv6(123, "ct_ipv6_dst", "ct_ipv6_dst", "NXM_NX_CT_IPV6_DST");

    /// <summary>Transport source port of the tracked connection's original direction (NXM_NX_CT_TP_SRC).</summary>
    public static OxmType<ushort> CtTpSrc { get; } = ExtensionClass.Nxm1.Number16(124, "ct_tp_src", "ct_tp_src", "NXM_NX_CT_TP_SRC", maskable: true);

    /// <summary>Transport destination port of the tracked connection's original direction (NXM_NX_CT_TP_DST).</summary>
    public static OxmType<ushort> CtTpDst { get; } = ExtensionClass.Nxm1.Number16(125, "ct_tp_dst", "ct_tp_dst", "NXM_NX_CT_TP_DST", maskable: true);

    /// <summary>Tunnel metadata: an option of Geneve that the TLV table maps to a number (NXM_NX_TUN_METADATA0 to 63). 1 to 124 bytes.</summary>
    /// <param name="index">The number, 0 to 63.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such number.</exception>
    public static OxmType<ByteString> TunMetadata(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, TunMetadataType.Count);
        return TunMetadataType.All[index];
    }

    /// <summary>All of them but the tunnel metadata, in the order of their classes and numbers.</summary>
    public static IReadOnlyList<OxmType> All { get; } =
    [
        InPort, EthDst, EthSrc, EthType, VlanTci, IpTos, IpProto, IpSrc, IpDst, TcpSrc, TcpDst, UdpSrc, UdpDst, IcmpType, IcmpCode, ArpOp,
        ArpSpa, ArpTpa, Reg0, Reg1, Reg2, Reg3, Reg4, Reg5, Reg6, Reg7, Reg8, Reg9, Reg10, Reg11, Reg12, Reg13, Reg14, Reg15, TunId,
        ArpSha, ArpTha, Ipv6Src, Ipv6Dst, Icmpv6Type, Icmpv6Code, NdTarget, NdSll, NdTll, IpFrag, Ipv6Label, IpEcn, IpTtl, MplsTtl,
        TunIpv4Src, TunIpv4Dst, PktMark, TcpFlags, DpHash, RecircId, ConjId, TunGbpId, TunGbpFlags, TunFlags, CtState, CtZone, CtMark,
        CtLabel, TunIpv6Src, TunIpv6Dst, XXReg0, XXReg1, XXReg2, XXReg3, CtNwProto, CtNwSrc, CtNwDst, CtIpv6Src, CtIpv6Dst, CtTpSrc,
        CtTpDst,
    ];
}
