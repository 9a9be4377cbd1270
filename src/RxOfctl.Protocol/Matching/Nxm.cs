namespace RxOfctl.Protocol.Matching;

/// <summary>
/// The match fields of Nicira's extended match that Open vSwitch has, in the classes 0x0000 (NXM_OF_*) and 0x0001 (NXM_NX_*). They work in
/// matches from OpenFlow 1.2 on and in the actions of Nicira in every version.
/// </summary>
[FieldTable(OxmClass.Nxm0, "NXM_OF_", """
     0 InPort   port16         in_port                             | Port by which the packet came, in 16 bits.
     1 EthDst   mac/           eth_dst dl_dst    is:Oxm.EthDst     | Ethernet destination.
     2 EthSrc   mac/           eth_src dl_src    is:Oxm.EthSrc     | Ethernet source.
     3 EthType  u16.ether_type eth_type dl_type  is:Oxm.EthType    | EtherType of the payload, behind a VLAN tag.
     4 VlanTci  u16.hex/       vlan_tci | VLAN tag control information, with 0x1000 set if there is a tag; 0 for a packet without one.
     5 IpTos    u8.dec         ip_tos nw_tos                       | Type of service of IP: DSCP in the upper six bits.
     6 IpProto  u8.dec         ip_proto nw_proto is:Oxm.IpProto    | Protocol of IP; of ARP the lower byte of the opcode.
     7 IpSrc    ipv4/          ip_src nw_src     is:Oxm.Ipv4Src    | IPv4 source.
     8 IpDst    ipv4/          ip_dst nw_dst     is:Oxm.Ipv4Dst    | IPv4 destination.
     9 TcpSrc   u16/           tcp_src           is:Oxm.TcpSrc     | TCP source port.
    10 TcpDst   u16/           tcp_dst           is:Oxm.TcpDst     | TCP destination port.
    11 UdpSrc   u16/           udp_src           is:Oxm.UdpSrc     | UDP source port.
    12 UdpDst   u16/           udp_dst           is:Oxm.UdpDst     | UDP destination port.
    13 IcmpType u8.dec         icmp_type         is:Oxm.Icmpv4Type | ICMP type.
    14 IcmpCode u8.dec         icmp_code         is:Oxm.Icmpv4Code | ICMP code.
    15 ArpOp    u16            arp_op            is:Oxm.ArpOp      | ARP opcode.
    16 ArpSpa   ipv4/          arp_spa           is:Oxm.ArpSpa     | ARP sender's protocol address.
    17 ArpTpa   ipv4/          arp_tpa           is:Oxm.ArpTpa     | ARP target's protocol address.
    """)]
[FieldTable(OxmClass.Nxm1, "NXM_NX_", """
      0 Reg0        u32.hex/         reg0                                           | Register 0, 32 bits.
      1 Reg1        u32.hex/         reg1                                           | Register 1, 32 bits.
      2 Reg2        u32.hex/         reg2                                           | Register 2, 32 bits.
      3 Reg3        u32.hex/         reg3                                           | Register 3, 32 bits.
      4 Reg4        u32.hex/         reg4                                           | Register 4, 32 bits.
      5 Reg5        u32.hex/         reg5                                           | Register 5, 32 bits.
      6 Reg6        u32.hex/         reg6                                           | Register 6, 32 bits.
      7 Reg7        u32.hex/         reg7                                           | Register 7, 32 bits.
      8 Reg8        u32.hex/         reg8                                           | Register 8, 32 bits.
      9 Reg9        u32.hex/         reg9                                           | Register 9, 32 bits.
     10 Reg10       u32.hex/         reg10                                          | Register 10, 32 bits.
     11 Reg11       u32.hex/         reg11                                          | Register 11, 32 bits.
     12 Reg12       u32.hex/         reg12                                          | Register 12, 32 bits.
     13 Reg13       u32.hex/         reg13                                          | Register 13, 32 bits.
     14 Reg14       u32.hex/         reg14                                          | Register 14, 32 bits.
     15 Reg15       u32.hex/         reg15                                          | Register 15, 32 bits.
     16 TunId       u64.hex/         tun_id               is:Oxm.TunnelId           | Id of the tunnel, 64 bits.
     17 ArpSha      mac/             arp_sha              is:Oxm.ArpSha             | ARP sender's hardware address.
     18 ArpTha      mac/             arp_tha              is:Oxm.ArpTha             | ARP target's hardware address.
     19 Ipv6Src     ipv6/            ipv6_src             is:Oxm.Ipv6Src            | IPv6 source.
     20 Ipv6Dst     ipv6/            ipv6_dst             is:Oxm.Ipv6Dst            | IPv6 destination.
     21 Icmpv6Type  u8.dec           icmpv6_type          is:Oxm.Icmpv6Type         | ICMPv6 type.
     22 Icmpv6Code  u8.dec           icmpv6_code          is:Oxm.Icmpv6Code         | ICMPv6 code.
     23 NdTarget    ipv6/            nd_target            is:Oxm.Ipv6NdTarget       | Target address of neighbor discovery.
     24 NdSll       mac/             nd_sll               is:Oxm.Ipv6NdSll          | Source link-layer address of neighbor discovery.
     25 NdTll       mac/             nd_tll               is:Oxm.Ipv6NdTll          | Target link-layer address of neighbor discovery.
     26 IpFrag      u8:2.fragment/   ip_frag nw_frag needs:Ip | Fragment of IP: bit 0 for any fragment, bit 1 for one that is not the first.
     27 Ipv6Label   u32:20.hex/      ipv6_label           is:Oxm.Ipv6FLabel         | IPv6 flow label, 20 bits.
     28 IpEcn       u8:2.dec         ip_ecn nw_ecn        is:Oxm.IpEcn              | ECN of IP, 0 to 3.
     29 IpTtl       u8.dec           ip_ttl nw_ttl        needs:Ip                  | TTL of IPv4, hop limit of IPv6.
     30 MplsTtl     u8.dec           mpls_ttl             needs:Mpls                | TTL of MPLS.
     31 TunIpv4Src  ipv4/            tun_ipv4_src tun_src                           | IPv4 source of the tunnel.
     32 TunIpv4Dst  ipv4/            tun_ipv4_dst tun_dst                           | IPv4 destination of the tunnel.
     33 PktMark     u32.hex/         pkt_mark                                       | Mark of the packet in the kernel.
     34 TcpFlags    u16:12.TcpFlags/ tcp_flags            needs:Tcp is:Oxm.TcpFlags | TCP flags, 12 bits.
     35 DpHash      u32.hex/         dp_hash                                        | Hash that the datapath computed.
     36 RecircId    u32.hex          recirc_id                                      | Id of the recirculation.
     37 ConjId      u32.dec          conj_id                                        | Id of the conjunction that all clauses met.
     38 TunGbpId    u16/             tun_gbp_id                                     | Group policy id of VXLAN.
     39 TunGbpFlags u8.hex/          tun_gbp_flags                                  | Group policy flags of VXLAN.
    104 TunFlags    u16.TunFlags/    tun_flags                                      | Flags of the tunnel: 1 is OAM.
    105 CtState     u32.CtStates/    ct_state | State of the tracked connection, a set of <see cref="Nicira.CtState"/>.
    106 CtZone      u16              ct_zone                                        | Zone of the tracked connection.
    107 CtMark      u32.hex/         ct_mark                                        | Mark of the tracked connection.
    108 CtLabel     u128.hex/        ct_label                                       | Label of the tracked connection, 128 bits.
    109 TunIpv6Src  ipv6/            tun_ipv6_src                                   | IPv6 source of the tunnel.
    110 TunIpv6Dst  ipv6/            tun_ipv6_dst                                   | IPv6 destination of the tunnel.
    111 XXReg0      u128.hex/        xxreg0                                         | Registers 0 to 3 as one of 128 bits.
    112 XXReg1      u128.hex/        xxreg1                                         | Registers 4 to 7 as one of 128 bits.
    113 XXReg2      u128.hex/        xxreg2                                         | Registers 8 to 11 as one of 128 bits.
    114 XXReg3      u128.hex/        xxreg3                                         | Registers 12 to 15 as one of 128 bits.
    119 CtNwProto   u8.dec           ct_nw_proto | IP protocol of the tracked connection's original direction.
    120 CtNwSrc     ipv4/            ct_nw_src | IPv4 source of the tracked connection's original direction.
    121 CtNwDst     ipv4/            ct_nw_dst | IPv4 destination of the tracked connection's original direction.
    122 CtIpv6Src   ipv6/            ct_ipv6_src | IPv6 source of the tracked connection's original direction.
    123 CtIpv6Dst   ipv6/            ct_ipv6_dst | IPv6 destination of the tracked connection's original direction.
    124 CtTpSrc     u16/             ct_tp_src | Transport source port of the tracked connection's original direction.
    125 CtTpDst     u16/             ct_tp_dst | Transport destination port of the tracked connection's original direction.
    """)]
public static partial class Nxm
{
    /// <summary>Tunnel metadata: an option of Geneve that the TLV table maps to a number (NXM_NX_TUN_METADATA0 to 63). 1 to 124 bytes.</summary>
    /// <param name="index">The number, 0 to 63.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such number.</exception>
    public static OxmType<ByteString> TunMetadata(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, TunMetadataType.Count);
        return TunMetadataType.All[index];
    }
}
