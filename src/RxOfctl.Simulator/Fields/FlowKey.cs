namespace RxOfctl.Simulator.Fields;

/// <summary>
/// The layout of a flow key: all match fields of a packet in words of 64 bits. Fields that no packet has together share bits; the prerequisites
/// of a match distinguish them. A field that a packet does not have is zero.
/// </summary>
internal static class FlowKey
{
    /// <summary>How many words there are.</summary>
    public const int Words = 27;

    /// <summary>in_port in the upper half, in_phy_port in the lower.</summary>
    public const int Ports = 0;
    public const int Metadata = 1;
    public const int TunnelId = 2;

    /// <summary>eth_dst, and eth_type in the lowest 16 bits.</summary>
    public const int EthDst = 3;

    /// <summary>eth_src, and the tag control information of the outermost VLAN tag (bit 12 set if there is one) in the lowest 16 bits.</summary>
    public const int EthSrc = 4;

    /// <summary>The outermost MPLS entry in the upper half; pbb_isid in bits 8-31 and pbb_uca in bit 0.</summary>
    public const int Encapsulation = 5;

    /// <summary>From the top: ip_proto (8 bits), traffic class (8), time to live (8), fragment (8), ipv6_exthdr (16), arp_op (16).</summary>
    public const int Network = 6;

    /// <summary>ipv6_flabel in the upper half, tcp_flags in bits 16-27.</summary>
    public const int LabelAndFlags = 7;

    /// <summary>ipv4_src or arp_spa in the upper half, ipv4_dst or arp_tpa in the lower.</summary>
    public const int Ipv4 = 8;
    public const int Ipv6Src = 9;
    public const int Ipv6Dst = 11;
    public const int NdTarget = 13;

    /// <summary>arp_sha or ipv6_nd_sll, and the source port or ICMP type in the lowest 16 bits.</summary>
    public const int SourceHardware = 15;

    /// <summary>arp_tha or ipv6_nd_tll, and the destination port or ICMP code in the lowest 16 bits.</summary>
    public const int TargetHardware = 16;

    /// <summary>packet_type in the upper half, actset_output in the lower.</summary>
    public const int TypeAndOutput = 17;

    /// <summary>Registers 0 to 15, two a word: reg0 is the upper half of the first.</summary>
    public const int Registers = 18;
    public const int RegisterWords = 8;

    /// <summary>pkt_mark in the upper half, conj_id in the lower.</summary>
    public const int Marks = 26;

    /// <summary>The words that come from the packet's bytes: from the first of these to before the last.</summary>
    public const int FirstOfHeaders = EthDst;
    public const int EndOfHeaders = TypeAndOutput;

    /// <summary>The fragment bits: set on all fragments, and on all but the first.</summary>
    public const byte Fragment = 1;
    public const byte LaterFragment = 2;
}
