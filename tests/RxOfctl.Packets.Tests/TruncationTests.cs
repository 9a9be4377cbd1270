using RxOfctl.Protocol;

namespace RxOfctl.Packets.Tests;

/// <summary>A packet-in holds no more than <c>miss_send_len</c> bytes of its frame.</summary>
public class TruncationTests
{
    private const int UdpPayload = 14 + 20 + 8;

    [Fact]
    public void Udp_ports_are_read_though_the_payload_is_truncated()
    {
        var frame = Frames.All["UDP"].Bytes.Slice(0, UdpPayload + 2).ParseEthernet();
        Assert.Equal(3, frame.Ipv4!.MissingBytes);
        var udp = frame.Udp!;
        Assert.Equal((5000, 6000, 3), (udp.SourcePort, udp.DestinationPort, udp.MissingBytes));
        Assert.Equal("he"u8.ToArray(), udp.Payload.ToArray());
    }

    [Fact]
    public void A_truncated_header_is_null()
    {
        var bytes = Frames.All["UDP"].Bytes;
        Assert.Null(bytes.Slice(0, UdpPayload - 1).ParseEthernet().Udp);
        Assert.NotNull(bytes.Slice(0, UdpPayload - 1).ParseEthernet().Ipv4);
        Assert.Null(bytes.Slice(0, 14 + 19).ParseEthernet().Ipv4);
        Assert.Null(Frames.All["ARP request"].Bytes.Slice(0, 41).ParseEthernet().Arp);
        Assert.Null(Frames.All["MPLS"].Bytes.Slice(0, 18).ParseEthernet().Mpls);
    }

    [Fact]
    public void The_checksum_of_a_truncated_datagram_is_kept_because_it_cannot_be_computed()
    {
        var frame = Frames.All["UDP"].Bytes.Slice(0, UdpPayload + 2).ParseEthernet();
        Assert.Equal((ushort)0x7d07, frame.Udp!.Checksum);
        Assert.Equal(frame.Ipv4!.Payload, (frame.Ipv4 with { Udp = frame.Udp }).Payload);
    }

    [Fact]
    public void A_tcp_segment_truncated_in_its_options_has_its_ports()
    {
        var tcp = Frames.All["TCP SYN with an option"].Bytes.Slice(0, 14 + 20 + 22).ParseEthernet().Tcp!;
        Assert.Equal((49152, 80), (tcp.SourcePort, tcp.DestinationPort));
        Assert.Equal(ByteString.FromHex("02 04 00 00"), tcp.Options);
        Assert.Equal((ushort)0xc4dc, tcp.Checksum);
    }

    [Fact]
    public void A_tcp_offset_past_the_end_of_a_whole_packet_is_malformed()
    {
        var bytes = Frames.All["TCP SYN with an option"].Bytes.ToArray();
        bytes[14 + 20 + 12] = 0x70;
        Assert.Null(((ByteString)bytes).ParseEthernet().Tcp);
    }

    [Fact]
    public void A_truncated_dhcp_message_has_the_options_that_are_complete()
    {
        var bytes = Frames.All["DHCP discover"].Bytes;
        var dhcp = bytes.Slice(0, bytes.Length - 3).ParseEthernet().Dhcp!;
        Assert.Equal(DhcpMessageType.Discover, dhcp.MessageType);
        Assert.Equal([DhcpOptionCode.MessageType, DhcpOptionCode.RequestedAddress], dhcp.Options.Select(option => option.Code));
    }

    [Fact]
    public void A_truncated_lldp_frame_has_its_port()
    {
        var lldp = Frames.All["LLDP"].Bytes.Slice(0, 14 + 9 + 5 + 4 + 3).ParseEthernet().Lldp!;
        Assert.Equal("12", lldp.PortId.Text);
        Assert.Empty(lldp.OptionalTlvs);
    }

    [Fact]
    public void A_truncated_vlan_tag_stays_in_the_payload()
    {
        var frame = Frames.All["ARP reply in two VLAN tags"].Bytes.Slice(0, 14 + 4 + 3).ParseEthernet();
        Assert.Equal([new VlanTag(100, 3, TagProtocol: EtherType.ServiceVlan)], frame.Vlans);
        Assert.Equal(EtherType.Vlan, frame.EtherType);
        Assert.Equal(3, frame.Payload.Length);
    }

    [Fact]
    public void Padding_of_the_frame_belongs_to_no_packet()
    {
        var padded = ((ByteString)(byte[])[.. Frames.All["UDP"].Bytes.Span, .. new byte[13]]).ParseEthernet();
        Assert.Equal(Frames.All["UDP"].Frame.Ipv4, padded.Ipv4);
        Assert.Equal(Frames.All["UDP"].Frame.Udp, padded.Udp);
        Assert.Equal(60, padded.ToBytes().Length);
    }

    [Fact]
    public void The_checksum_of_a_truncated_payload_is_kept_even_if_it_fits_the_rest()
    {
        // What is cut off, and the two bytes by which the pseudo header gets shorter, are zero together in ones' complement.
        ByteString cut = (byte[])[0xff, 0xfd];
        var tcp = new Ipv4Packet { Tcp = new() { Payload = cut } }.ToBytes();
        Assert.NotNull(tcp.Slice(0, tcp.Length - 2).ParseIpv4().Tcp!.Checksum);
        var tcp6 = new Ipv6Packet { Tcp = new() { Payload = cut } }.ToBytes();
        Assert.NotNull(tcp6.Slice(0, tcp6.Length - 2).ParseIpv6().Tcp!.Checksum);
        var icmp6 = new Ipv6Packet { Icmpv6 = new() { Payload = cut } }.ToBytes();
        Assert.NotNull(icmp6.Slice(0, icmp6.Length - 2).ParseIpv6().Icmpv6!.Checksum);
        var icmp = new Ipv4Packet { Icmp = IcmpPacket.EchoRequest(1, 1, new byte[2]) }.ToBytes();
        Assert.NotNull(icmp.Slice(0, icmp.Length - 2).ParseIpv4().Icmp!.Checksum);
    }

    [Fact]
    public void The_checksum_of_a_first_fragment_is_kept()
    {
        var packet = new Ipv4Packet { Tcp = new() }.ToBytes().ParseIpv4();
        Assert.Null(packet.Tcp!.Checksum);
        Assert.NotNull((packet with { Flags = Ipv4Flags.MoreFragments }).Tcp!.Checksum);

        var segment = new Ipv6Packet { Tcp = new() }.Payload;
        var fragment = new Ipv6Packet
        {
            NextHeader = IpProtocol.Fragment,
            Payload = (byte[])[(byte)IpProtocol.Tcp, 0, 0, 1, 0, 0, 0, 9, .. segment.Span],
        };
        Assert.NotNull(fragment.Tcp!.Checksum);
    }
}
