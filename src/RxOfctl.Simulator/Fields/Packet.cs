using RxOfctl.Packets;
using RxOfctl.Protocol;

namespace RxOfctl.Simulator.Fields;

/// <summary>A packet on its way through a switch: what the tables look at, and what actions change.</summary>
internal sealed class Packet
{
    public Packet(EthernetFrame frame, PortNumber inPort)
    {
        InPort = inPort;
        Frame = frame;
    }

    public PortNumber InPort { get; }

    public ulong Metadata { get; set; }

    /// <summary>The frame. Setting it parses its headers anew.</summary>
    public EthernetFrame Frame
    {
        get;
        set
        {
            field = value;
            Arp = value.Arp;
            Ipv4 = value.Ipv4;
            Ipv6 = value.Ipv6;
            Tcp = value.Tcp;
            Udp = value.Udp;
            Icmp = Ipv4?.Icmp;
            Icmpv6 = Ipv6?.Icmpv6;
        }
    }

    public ArpPacket? Arp { get; private set; }

    public Ipv4Packet? Ipv4 { get; private set; }

    public Ipv6Packet? Ipv6 { get; private set; }

    public TcpSegment? Tcp { get; private set; }

    public UdpDatagram? Udp { get; private set; }

    public IcmpPacket? Icmp { get; private set; }

    public Icmpv6Packet? Icmpv6 { get; private set; }
}
