namespace RxOfctl.Simulator.Fields;

/// <summary>Where the headers of a packet begin, in bytes; 0 for one that is not there (only the Ethernet header can begin there).</summary>
internal struct HeaderOffsets
{
    /// <summary>The EtherType of what follows all VLAN tags.</summary>
    public int EthType;

    /// <summary>What follows that EtherType, or the SNAP header.</summary>
    public int Payload;

    /// <summary>The instance tag of provider backbone bridging.</summary>
    public int Pbb;

    /// <summary>The outermost MPLS entry.</summary>
    public int Mpls;
    public int Arp;
    public int Ipv4;
    public int Ipv6;
    public int Tcp;
    public int Udp;
    public int Sctp;
    public int Icmp;
    public int Icmpv6;
    public int NdTarget;

    /// <summary>The addresses in the options of neighbor discovery.</summary>
    public int NdSourceAddress;
    public int NdTargetAddress;

    /// <summary>The end of the IP packet, before padding.</summary>
    public int NetworkEnd;

    /// <summary>The checksum of TCP, UDP or ICMPv6, which covers the addresses too; 0 also for a UDP datagram without one.</summary>
    public int PseudoHeaderChecksum;
}
