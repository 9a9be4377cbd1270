namespace RxOfctl.Packets.Tests;

internal static class Layers
{
    /// <summary>The frame with every layer parsed, and built from what the parser said of it.</summary>
    public static EthernetFrame BuildAgain(EthernetFrame frame) => frame switch
    {
        { Arp: { } arp } => frame with { Vlans = frame.Vlans, Arp = arp },
        { Ipv4: { } ip } => frame with { Ipv4 = BuildAgain(ip) },
        { Ipv6: { } ip } => frame with { Ipv6 = BuildAgain(ip) },
        { Lldp: { } lldp } => frame with { Lldp = lldp with { OptionalTlvs = lldp.OptionalTlvs } },
        { Mpls: { } mpls } => frame with { Mpls = BuildAgain(mpls) },
        _ => frame,
    };

    private static MplsPacket BuildAgain(MplsPacket mpls) => mpls.Ipv4 is { } ip
        ? mpls with { Labels = mpls.Labels, Ipv4 = BuildAgain(ip) }
        : mpls with { Labels = mpls.Labels };

    private static Ipv4Packet BuildAgain(Ipv4Packet packet) => packet switch
    {
        { Udp: { } udp } => packet with { Udp = BuildAgain(udp) },
        { Tcp: { } tcp } => packet with { Tcp = tcp },
        { Icmp: { } icmp } => packet with { Icmp = icmp },
        { Sctp: { } sctp } => packet with { Sctp = sctp },
        _ => packet,
    };

    private static Ipv6Packet BuildAgain(Ipv6Packet packet) => packet switch
    {
        // The views put nothing between the fixed header and themselves.
        { NextHeader: IpProtocol.HopByHopOptions } => packet,
        { Udp: { } udp } => packet with { Udp = BuildAgain(udp) },
        { Tcp: { } tcp } => packet with { Tcp = tcp },
        { Icmpv6: { } icmp } => packet with { Icmpv6 = BuildAgain(icmp) },
        _ => packet,
    };

    private static Icmpv6Packet BuildAgain(Icmpv6Packet icmp) => icmp switch
    {
        { NeighborSolicitation: { } asked } =>
            icmp with { NeighborSolicitation = asked with { SourceLinkLayerAddress = asked.SourceLinkLayerAddress } },
        { NeighborAdvertisement: { } advertisement } =>
            icmp with { NeighborAdvertisement = advertisement with { TargetLinkLayerAddress = advertisement.TargetLinkLayerAddress } },
        _ => icmp,
    };

    private static UdpDatagram BuildAgain(UdpDatagram udp) => udp.Dhcp is { } dhcp
        ? udp with
        {
            Dhcp = dhcp with { ClientHardwareAddress = dhcp.ClientHardwareAddress, Options = dhcp.Options },
        }
        : udp;
}
