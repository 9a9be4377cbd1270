using RxOfctl.Protocol;

namespace RxOfctl.Packets.Tests;

public class ViewTests
{
    [Fact]
    public void A_linq_query_finds_dhcp_by_its_port()
    {
        var messages = Frames.All.Values.Select(frame => new { Message = new { Data = frame.Bytes, InPort = 1 } });
        var ports = from e in messages
                    let udp = e.Message.Data.ParseEthernet().Udp
                    where udp?.DestinationPort == 67
                    select (udp.SourcePort, e.Message.InPort);
        Assert.Equal([(68, 1)], ports.Select(found => ((int)found.SourcePort, found.InPort)));
    }

    [Fact]
    public void A_view_is_null_where_the_frame_carries_something_else()
    {
        var arp = Frames.All["ARP request"].Bytes.ParseEthernet();
        Assert.NotNull(arp.Arp);
        Assert.Equal(
            [null, null, null, null, null, null, null, null, null, null],
            new object?[] { arp.Ipv4, arp.Ipv6, arp.Icmp, arp.Icmpv6, arp.Udp, arp.Tcp, arp.Dhcp, arp.Lldp, arp.Mpls, arp.Vlan });
        var udp = Frames.All["UDP"].Bytes.ParseEthernet();
        Assert.Equal([null, null, null, null, null], new object?[] { udp.Arp, udp.Ipv6, udp.Tcp, udp.Icmp, udp.Dhcp });
    }

    [Fact]
    public void Views_skip_ipv6_extension_headers()
    {
        var udp = Frames.All["UDP after IPv6 extension headers"].Bytes.ParseEthernet().Udp!;
        Assert.Equal((5000, 6000, (ushort?)null), (udp.SourcePort, udp.DestinationPort, udp.Checksum));
    }

    [Theory]
    // Hop-by-hop, authentication, first fragment: UDP follows.
    [InlineData(0, "11 00 01 04 00 00 00 00", true)]
    [InlineData(51, "11 02 00 00 00 00 00 01 00 00 00 01 00 00 00 00", true)]
    [InlineData(44, "11 00 00 01 00 00 00 09", true)]
    // A later fragment, an encrypted payload, nothing, a header longer than what is there.
    [InlineData(44, "11 00 00 08 00 00 00 09", false)]
    [InlineData(50, "11 00 00 01 00 00 00 09", false)]
    [InlineData(59, "11 00 00 01 00 00 00 09", false)]
    [InlineData(60, "11 ff 01 04 00 00 00 00", false)]
    public void An_ipv6_extension_header_is_skipped_if_possible(byte nextHeader, string header, bool found)
    {
        var packet = new Ipv6Packet
        {
            NextHeader = (IpProtocol)nextHeader,
            Payload = ByteString.FromHex(header + "13 88 17 70 00 0d 35 95 68 65 6c 6c 6f"),
        };
        Assert.Equal(found, packet.Udp?.DestinationPort == 6000);
    }

    [Fact]
    public void Only_the_first_fragment_has_ports()
    {
        var packet = Frames.All["UDP"].Frame.Ipv4!;
        var first = packet with { Flags = Ipv4Flags.MoreFragments };
        var later = packet with { FragmentOffset = 1 };
        Assert.Equal((true, 6000), (first.IsFragment, first.ToBytes().ParseIpv4().Udp!.DestinationPort));
        Assert.True(later.IsFragment);
        Assert.Null(later.ToBytes().ParseIpv4().Udp);
        Assert.Contains("fragment at 8", later.ToBytes().ParseIpv4().ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Arp_of_other_addresses_is_not_read()
    {
        var bytes = Frames.All["ARP request"].Bytes.ToArray();
        bytes[14 + 4] = 8;
        Assert.Null(((ByteString)bytes).ParseEthernet().Arp);
    }

    [Fact]
    public void The_packet_that_an_icmp_error_quotes_can_be_read()
    {
        var icmp = new IcmpPacket
        {
            Type = IcmpType.DestinationUnreachable,
            Code = 3,
            Payload = Frames.All["UDP"].Bytes.Slice(14, 28),
        };
        Assert.Null(icmp.Echo);
        Assert.Equal(6000, icmp.Payload.ParseIpv4().Udp!.DestinationPort);
    }

    [Fact]
    public void An_echo_is_answered_with_its_numbers_and_data()
    {
        var request = Frames.All["ICMP echo request"].Bytes.ParseEthernet().Icmp!;
        var reply = request.EchoReply();
        Assert.Equal(IcmpType.EchoReply, reply.Type);
        Assert.Equal(new IcmpEcho(7, 1), reply.Echo);
        Assert.Equal(request.Payload, reply.Payload);
        Assert.Throws<InvalidOperationException>(reply.EchoReply);

        var reply6 = Frames.All["ICMPv6 echo request"].Bytes.ParseEthernet().Icmpv6!.EchoReply();
        Assert.Equal((Icmpv6Type.EchoReply, new IcmpEcho(7, 1)), (reply6.Type, reply6.Echo!.Value));
        Assert.Throws<InvalidOperationException>(reply6.EchoReply);
    }

    [Fact]
    public void Dhcp_options_are_read()
    {
        var dhcp = Frames.All["DHCP discover"].Bytes.ParseEthernet().Dhcp!;
        Assert.Equal(DhcpMessageType.Discover, dhcp.MessageType);
        Assert.Equal(new Ipv4Address(10, 0, 0, 5), dhcp.RequestedAddress);
        Assert.Equal(Frames.Mac1, dhcp.ClientHardwareAddress);
        Assert.True(dhcp.Broadcast);
        Assert.Null(dhcp.ServerIdentifier);
        Assert.Null(dhcp.FindOption(DhcpOptionCode.HostName));
    }

    [Fact]
    public void Parts_of_a_dhcp_option_are_joined()
    {
        var dhcp = new DhcpMessage
        {
            Options =
            [
                new(DhcpOptionCode.Message, "a"u8.ToArray()),
                DhcpOption.MessageType(DhcpMessageType.Nak),
                new(DhcpOptionCode.Message, "b"u8.ToArray()),
            ],
        };
        Assert.Equal("ab"u8.ToArray(), dhcp.FindOption(DhcpOptionCode.Message)!.Value.ToArray());
    }

    [Fact]
    public void Dhcp_pads_are_skipped_and_nothing_is_read_after_the_end()
    {
        var bytes = new DhcpMessage().ToBytes();
        var padded = (ByteString)(byte[])[.. bytes.Span[..240], 0, 0, 53, 1, 2, 0, 255, 53, 1, 1];
        Assert.True(DhcpMessage.TryParse(padded, out var dhcp));
        Assert.Equal([DhcpOption.MessageType(DhcpMessageType.Offer)], dhcp.Options);
        Assert.Equal(padded, dhcp.ToBytes());
    }

    [Fact]
    public void Organizationally_specific_tlvs_are_read()
    {
        var tlvs = Frames.All["LLDP"].Bytes.ParseEthernet().Lldp!.OptionalTlvs;
        Assert.Null(tlvs[0].OrganizationallyUniqueIdentifier);
        Assert.Equal(0x0026e1u, tlvs[1].OrganizationallyUniqueIdentifier);
        Assert.Equal((byte)0, tlvs[1].OrganizationallyDefinedSubtype);
        Assert.Equal(ByteString.FromHex("abcd"), tlvs[1].OrganizationallyDefinedInformation);
    }

    [Fact]
    public void Lldp_requires_its_first_three_tlvs_in_order()
    {
        Assert.False(LldpFrame.TryParse(ByteString.FromHex("0403073132 020704000000000001 06020078 0000"), out _));
        Assert.False(LldpFrame.TryParse(ByteString.FromHex("020704000000000001 0403073132 0000"), out _));
        Assert.False(LldpFrame.TryParse(ByteString.FromHex("0200 0403073132 06020078 0000"), out _));
        Assert.False(LldpFrame.TryParse(ByteString.FromHex("020704000000000001 0403073132 060178 0000"), out _));
    }

    [Fact]
    public void A_rewritten_packet_gets_a_new_checksum_if_its_datagram_is_set_again()
    {
        var packet = Frames.All["UDP"].Bytes.ParseEthernet().Ipv4!;
        var rewritten = packet with { Destination = new(192, 168, 0, 1), Udp = packet.Udp! };
        Assert.Null(rewritten.ToBytes().ParseIpv4().Udp!.Checksum);
        var stale = packet with { Destination = new(192, 168, 0, 1) };
        Assert.Equal((ushort)0x7d07, stale.ToBytes().ParseIpv4().Udp!.Checksum);
    }

    [Theory]
    [InlineData("01 01 00 00 00 00 00 01", 1ul)]
    // After an option of another type.
    [InlineData("05 02 00 00 00 00 00 00 00 00 00 00 00 00 00 00 01 01 00 00 00 00 00 01", 1ul)]
    // After an option without a length, which would never end; past the end; of another length; none.
    [InlineData("05 00 00 00 00 00 00 00 01 01 00 00 00 00 00 01", null)]
    [InlineData("01 02 00 00 00 00 00 01", null)]
    [InlineData("01 02 00 00 00 00 00 01 00 00 00 00 00 00 00 00", null)]
    [InlineData("", null)]
    public void A_neighbor_option_is_found_where_it_is_well_formed(string options, ulong? address) => Assert.Equal(
        address, new NeighborSolicitation { Options = ByteString.FromHex(options) }.SourceLinkLayerAddress?.Value);
}
