using System.Net;
using System.Net.NetworkInformation;
using FsCheck.Fluent;
using RxOfctl.Protocol;
using Other = PacketDotNet;

namespace RxOfctl.Packets.Tests;

/// <summary>PacketDotNet as an oracle: it reads the packets that are built here, and its packets are read here, with the same fields.</summary>
public class PacketDotNetTests
{
    [Fact]
    public void It_reads_the_addresses_type_and_payload_of_a_frame() => RoundTripProperties.Check(
        RoundTripProperties.Frame.Where(frame => frame.Vlans.Count == 0),
        frame =>
        {
            // A type without a protocol that PacketDotNet knows leaves it the payload.
            var parsed = Parse(frame with { EtherType = (EtherType)0x88b5 });
            Assert.Equal(frame.Source.ToString(), Text(parsed.SourceHardwareAddress));
            Assert.Equal(frame.Destination.ToString(), Text(parsed.DestinationHardwareAddress));
            Assert.Equal(0x88b5, (ushort)parsed.Type);
            Assert.Equal(frame.Payload.ToArray(), parsed.PayloadData);
        });

    [Fact]
    public void It_reads_arp() => RoundTripProperties.Check(RoundTripProperties.Arp, arp =>
    {
        var parsed = Parse(new() { Arp = arp }).Extract<Other.ArpPacket>();
        Assert.Equal((ushort)arp.Operation, (ushort)parsed.Operation);
        Assert.Equal(
            (arp.SenderHardwareAddress.ToString(), arp.SenderProtocolAddress.ToString(), arp.TargetHardwareAddress.ToString(), arp.TargetProtocolAddress.ToString()),
            (Text(parsed.SenderHardwareAddress), $"{parsed.SenderProtocolAddress}", Text(parsed.TargetHardwareAddress), $"{parsed.TargetProtocolAddress}"));
    });

    [Fact]
    public void It_reads_ipv4_with_a_right_checksum() => RoundTripProperties.Check(RoundTripProperties.Ipv4Packets, packet =>
    {
        var parsed = Parse(new() { Ipv4 = packet with { Protocol = (IpProtocol)253 } }).Extract<Other.IPv4Packet>();
        Assert.True(parsed.ValidIPChecksum);
        Assert.Equal((packet.Source.ToString(), packet.Destination.ToString()), ($"{parsed.SourceAddress}", $"{parsed.DestinationAddress}"));
        Assert.Equal(
            (packet.TypeOfService, packet.TimeToLive, packet.Identification, (int)packet.Flags, (int)packet.FragmentOffset),
            ((byte)parsed.TypeOfService, (byte)parsed.TimeToLive, parsed.Id, parsed.FragmentFlags & 7, parsed.FragmentOffset)); // sign-extended there
    });

    [Fact]
    public void It_reads_udp_and_tcp_with_right_checksums() => RoundTripProperties.Check(
        from ip in RoundTripProperties.Ipv4Packets
        from udp in RoundTripProperties.Udp
        from tcp in RoundTripProperties.Tcp
        select (Ip: RoundTripProperties.Whole(ip), Udp: udp with { Checksum = null }, Tcp: tcp),
        given =>
        {
            var udp = Parse(new() { Ipv4 = given.Ip with { Udp = given.Udp } }).Extract<Other.UdpPacket>();
            Assert.True(udp.ValidUdpChecksum);
            Assert.Equal((given.Udp.SourcePort, given.Udp.DestinationPort), (udp.SourcePort, udp.DestinationPort));

            var tcp = Parse(new() { Ipv4 = given.Ip with { Tcp = given.Tcp } }).Extract<Other.TcpPacket>();
            Assert.True(tcp.ValidTcpChecksum);
            Assert.Equal(
                (given.Tcp.SourcePort, given.Tcp.DestinationPort, given.Tcp.SequenceNumber, given.Tcp.AcknowledgmentNumber, given.Tcp.Window),
                (tcp.SourcePort, tcp.DestinationPort, tcp.SequenceNumber, tcp.AcknowledgmentNumber, tcp.WindowSize));
            Assert.Equal((int)given.Tcp.Flags & 0x1ff, tcp.Flags & 0x1ff);
        });

    [Fact]
    public void It_reads_udp_and_tcp_over_ipv6_with_right_checksums() => RoundTripProperties.Check(
        from ip in RoundTripProperties.Ipv6Packets
        from udp in RoundTripProperties.Udp
        from tcp in RoundTripProperties.Tcp
        select (Ip: ip, Udp: udp with { Checksum = null }, Tcp: tcp),
        given =>
        {
            var frame = Parse(new() { Ipv6 = given.Ip with { Udp = given.Udp } });
            var ip = frame.Extract<Other.IPv6Packet>();
            Assert.Equal(
                (Text(given.Ip.Source), Text(given.Ip.Destination), (int)given.Ip.HopLimit, (int)given.Ip.FlowLabel),
                ($"{ip.SourceAddress}", $"{ip.DestinationAddress}", ip.HopLimit, ip.FlowLabel));
            Assert.True(frame.Extract<Other.UdpPacket>().ValidUdpChecksum);
            Assert.True(Parse(new() { Ipv6 = given.Ip with { Tcp = given.Tcp } }).Extract<Other.TcpPacket>().ValidTcpChecksum);
        });

    [Fact]
    public void Its_arp_is_read() => RoundTripProperties.Check(RoundTripProperties.Arp, arp =>
    {
        var operation = (Other.ArpOperation)(ushort)arp.Operation;
        var built = new Other.ArpPacket(
            operation, Mac(arp.TargetHardwareAddress), Address(arp.TargetProtocolAddress), Mac(arp.SenderHardwareAddress), Address(arp.SenderProtocolAddress));

        Assert.Equal(arp, Read(built, Other.EthernetType.Arp).Arp);
    });

    [Fact]
    public void Its_udp_is_read() => RoundTripProperties.Check(
        from ip in RoundTripProperties.Ipv4Packets from udp in RoundTripProperties.Udp select (Ip: ip, Udp: udp with { Checksum = null }),
        given =>
        {
            var udp = new Other.UdpPacket(given.Udp.SourcePort, given.Udp.DestinationPort) { PayloadData = given.Udp.Payload.ToArray() };
            var ip = new Other.IPv4Packet(Address(given.Ip.Source), Address(given.Ip.Destination)) { PayloadPacket = udp };
            udp.UpdateUdpChecksum();
            ip.UpdateIPChecksum();

            var frame = Read(ip, Other.EthernetType.IPv4);

            Assert.Equal(given.Udp, frame.Udp);
            Assert.Equal((given.Ip.Source, given.Ip.Destination), (frame.Ipv4!.Source, frame.Ipv4.Destination));
        });

    [Fact]
    public void Its_tcp_is_read() => RoundTripProperties.Check(
        from ip in RoundTripProperties.Ipv4Packets from tcp in RoundTripProperties.Tcp select (Ip: ip, Tcp: tcp with { Options = default }),
        given =>
        {
            var tcp = new Other.TcpPacket(given.Tcp.SourcePort, given.Tcp.DestinationPort)
            {
                SequenceNumber = given.Tcp.SequenceNumber,
                AcknowledgmentNumber = given.Tcp.AcknowledgmentNumber,
                WindowSize = given.Tcp.Window,
                UrgentPointer = given.Tcp.UrgentPointer,
                Flags = (ushort)((int)given.Tcp.Flags & 0x1ff),
                PayloadData = given.Tcp.Payload.ToArray(),
            };
            var ip = new Other.IPv4Packet(Address(given.Ip.Source), Address(given.Ip.Destination)) { PayloadPacket = tcp };
            tcp.UpdateTcpChecksum();
            ip.UpdateIPChecksum();

            Assert.Equal(given.Tcp with { Flags = (TcpFlags)((int)given.Tcp.Flags & 0x1ff) }, Read(ip, Other.EthernetType.IPv4).Tcp);
        });

    private static Other.EthernetPacket Parse(EthernetFrame frame) =>
        (Other.EthernetPacket)Other.Packet.ParsePacket(Other.LinkLayers.Ethernet, frame.ToBytes().ToArray());

    private static EthernetFrame Read(Other.Packet payload, Other.EthernetType type)
    {
        var frame = new Other.EthernetPacket(Mac(new(1)), Mac(new(2)), type) { PayloadPacket = payload };
        return ((ByteString)frame.Bytes).ParseEthernet();
    }

    private static PhysicalAddress Mac(MacAddress address) => PhysicalAddress.Parse(address.ToString());

    private static IPAddress Address(Ipv4Address address) => IPAddress.Parse(address.ToString());

    private static string Text(PhysicalAddress address) => string.Join(':', address.GetAddressBytes().Select(each => each.ToString("x2", null)));

    private static string Text(Ipv6Address address) => $"{IPAddress.Parse(address.ToString())}";
}
