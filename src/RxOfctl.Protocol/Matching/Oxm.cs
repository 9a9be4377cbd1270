namespace RxOfctl.Protocol.Matching;

/// <summary>The match fields of the specification (<c>oxm_ofb_match_fields</c>, OpenFlow 1.3.5 §7.2.3.7, 1.5.1).</summary>
[FieldTable(OxmClass.OpenFlowBasic, "OXM_OF_", """
     0 InPort       port             in_port                                          | Port by which the packet came.
     1 InPhyPort    port             in_phy_port              needs:InPort            | Physical port beneath a logical in_port.
     2 Metadata     u64.hex/         metadata                                         | Metadata passed between tables, 64 bits.
     3 EthDst       mac/             eth_dst dl_dst                                   | Ethernet destination.
     4 EthSrc       mac/             eth_src dl_src                                   | Ethernet source.
     5 EthType      u16.ether_type   eth_type dl_type                                 | EtherType of the payload, behind VLAN tags.
     6 VlanVid      own              vlan_vid | VLAN id in 12 bits, with 0x1000 above them if there is a tag; 0 for a packet without a tag.
     7 VlanPcp      u8:3             vlan_pcp dl_vlan_pcp     needs:Vlan              | VLAN priority, 0 to 7.
     8 IpDscp       u8:6             ip_dscp                  needs:Ip                | DSCP of IPv4 or IPv6, 0 to 63.
     9 IpEcn        u8:2             ip_ecn nw_ecn            needs:Ip                | ECN of IPv4 or IPv6, 0 to 3.
    10 IpProto      u8               ip_proto nw_proto        needs:Ip                | Protocol of IPv4, next header of IPv6.
    11 Ipv4Src      ipv4/            ipv4_src nw_src          needs:Ipv4              | IPv4 source.
    12 Ipv4Dst      ipv4/            ipv4_dst nw_dst          needs:Ipv4              | IPv4 destination.
    13 TcpSrc       u16              tcp_src                  needs:Tcp               | TCP source port.
    14 TcpDst       u16              tcp_dst                  needs:Tcp               | TCP destination port.
    15 UdpSrc       u16              udp_src                  needs:Udp               | UDP source port.
    16 UdpDst       u16              udp_dst                  needs:Udp               | UDP destination port.
    17 SctpSrc      u16              sctp_src                 needs:Sctp              | SCTP source port.
    18 SctpDst      u16              sctp_dst                 needs:Sctp              | SCTP destination port.
    19 Icmpv4Type   u8               icmpv4_type icmp_type    needs:Icmpv4            | ICMP type.
    20 Icmpv4Code   u8               icmpv4_code icmp_code    needs:Icmpv4            | ICMP code.
    21 ArpOp        u16              arp_op                   needs:Arp               | ARP opcode.
    22 ArpSpa       ipv4/            arp_spa                  needs:Arp               | ARP sender's protocol address.
    23 ArpTpa       ipv4/            arp_tpa                  needs:Arp               | ARP target's protocol address.
    24 ArpSha       mac/             arp_sha                  needs:Arp               | ARP sender's hardware address.
    25 ArpTha       mac/             arp_tha                  needs:Arp               | ARP target's hardware address.
    26 Ipv6Src      ipv6/            ipv6_src                 needs:Ipv6              | IPv6 source.
    27 Ipv6Dst      ipv6/            ipv6_dst                 needs:Ipv6              | IPv6 destination.
    28 Ipv6FLabel   u32:20.hex/      ipv6_flabel ipv6_label   needs:Ipv6              | IPv6 flow label, 20 bits.
    29 Icmpv6Type   u8               icmpv6_type              needs:Icmpv6            | ICMPv6 type.
    30 Icmpv6Code   u8               icmpv6_code              needs:Icmpv6            | ICMPv6 code.
    31 Ipv6NdTarget ipv6             ipv6_nd_target nd_target needs:NeighborDiscovery | Target address of neighbor discovery.
    32 Ipv6NdSll    mac              ipv6_nd_sll nd_sll       needs:Solicitation      | Source link-layer address of neighbor discovery.
    33 Ipv6NdTll    mac              ipv6_nd_tll nd_tll       needs:Advertisement     | Target link-layer address of neighbor discovery.
    34 MplsLabel    u32:20           mpls_label               needs:Mpls              | MPLS label, 20 bits.
    35 MplsTc       u8:3             mpls_tc                  needs:Mpls              | MPLS traffic class, 0 to 7.
    36 MplsBos      u8:1             mpls_bos                 from:1.3 needs:Mpls     | MPLS bottom-of-stack bit.
    37 PbbIsid      u32:24.hex/      pbb_isid                 from:1.3 needs:Pbb      | Service id of a provider backbone bridge, 24 bits.
    38 TunnelId     u64.hex/         tunnel_id tun_id         from:1.3                | Metadata of a logical port, 64 bits.
    39 Ipv6Exthdr   u16:9.hex/       ipv6_exthdr              from:1.3 needs:Ipv6     | Pseudo-field of the IPv6 extension headers, 9 bits.
    41 PbbUca       u8:1             pbb_uca                  from:1.4 needs:Pbb      | UCA bit of a provider backbone bridge's header.
    42 TcpFlags     u16:12.TcpFlags/ tcp_flags                from:1.5 needs:Tcp      | TCP flags, 12 bits.
    43 ActsetOutput port             actset_output            from:1.5                | Output port of the action set's metadata.
    44 PacketType   u32.packet_type  packet_type | Packet type: namespace (16 bits) and type. Open vSwitch's before 1.5.
    """, IsSpecified = true)]
public static partial class Oxm
{
    private const int PacketRegCount = 128;

    private static readonly OxmType<ulong>[] PacketRegs = [.. Enumerable.Range(0, PacketRegCount).Select(MakePacketReg)];

    /// <summary>
    /// A register of the packet, 64 bits (OFPXMC_PACKET_REGS). By the specification from OpenFlow 1.5 on; Open vSwitch has them from 1.3 on
    /// (<c>xreg0</c> to <c>xreg7</c>).
    /// </summary>
    /// <param name="number">The register's number, 0 to 127.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="number"/> is not from 0 to 127.</exception>
    public static OxmType<ulong> PacketReg(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(number, PacketRegCount);
        return PacketRegs[number];
    }

    private static OxmType<ulong> MakePacketReg(int number) => new(
        $"packet_reg{number}",
        $"xreg{number}",
        (byte)number,
        bits: 64,
        maskable: true,
        OpenFlowVersion.OpenFlow13,
        value => value,
        bits => (ulong)bits,
        ValueText.Hex,
        OxmClass.PacketRegs);
}
