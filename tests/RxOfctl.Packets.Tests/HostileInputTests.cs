using RxOfctl.Protocol;

namespace RxOfctl.Packets.Tests;

public class HostileInputTests
{
    public static TheoryData<string> Names => Frames.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void A_frame_is_refused_only_if_its_header_is_truncated(string name)
    {
        var bytes = Frames.All[name].Bytes;
        for (var length = 0; length <= bytes.Length; length++)
        {
            var prefix = bytes.Slice(0, length);
            Assert.Equal(length >= 14, prefix.TryParseEthernet(out var frame));
            Assert.Equal(length >= 14, frame is not null);
            if (length < 14)
            {
                var exception = Assert.Throws<PacketFormatException>(() => EthernetHeader.Read(prefix.Span));
                Assert.Equal(("Ethernet", length), (exception.Layer, exception.Offset));
                Assert.NotEmpty(exception.Reason);
                var rest = prefix.ParseEthernet();
                Assert.Equal((MacAddress.Zero, prefix), (rest.Source, rest.Payload));
                Assert.Null(rest.Udp);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_truncated_frame_can_be_read_at_every_layer_and_keeps_its_bytes(string name)
    {
        var bytes = Frames.All[name].Bytes;
        for (var length = 14; length <= bytes.Length; length++)
            ReadEverything(bytes.Slice(0, length));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_frame_with_any_one_byte_changed_can_be_read_at_every_layer_and_keeps_its_bytes(string name)
    {
        var bytes = Frames.All[name].Bytes.ToArray();
        for (var i = 0; i < bytes.Length; i++)
        {
            var before = bytes[i];
            for (var value = 0; value <= byte.MaxValue; value++)
            {
                bytes[i] = (byte)value;
                ReadEverything(bytes);
            }

            bytes[i] = before;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_truncated_frame_with_a_byte_of_zeros_or_ones_can_be_read_at_every_layer_and_keeps_its_bytes(string name)
    {
        var whole = Frames.All[name].Bytes;
        var last = Math.Min(whole.Length, 120);
        for (var length = 14; length <= last; length++)
        {
            for (var i = 12; i < length; i++)
            {
                foreach (var value in (byte[])[0, 0xff])
                {
                    var bytes = whole.Slice(0, length).ToArray();
                    bytes[i] = value;
                    ReadEverything(bytes);
                }
            }
        }
    }

    private static void ReadEverything(ByteString bytes)
    {
        var frame = bytes.ParseEthernet();
        Assert.Equal(bytes, frame.ToBytes());
        Assert.DoesNotContain('\n', frame.ToString());
        Assert.Equal(frame.Vlans.Count == 0, frame.Vlan is null);
        _ = (frame.Udp, frame.Tcp, frame.Icmp, frame.Icmpv6, frame.Sctp, frame.Dhcp);
        if (frame.Arp is { } arp)
            AssertStartsWith(frame.Payload, arp.ToBytes());
        if (frame.Lldp is { } lldp)
            Assert.Equal(lldp, LldpFrame.TryParse(lldp.ToBytes(), out var again) ? again : null);
        if (frame.Mpls is { } mpls)
        {
            Assert.Equal(frame.Payload, mpls.ToBytes());
            Read(mpls.Payload, mpls.Ipv4);
            Read(mpls.Payload, mpls.Ipv6);
        }

        Read(frame.Payload, frame.Ipv4);
        Read(frame.Payload, frame.Ipv6);
    }

    private static void Read(ByteString bytes, Ipv4Packet? packet)
    {
        if (packet is null)
            return;
        AssertStartsWith(bytes, packet.ToBytes());
        if (packet.Udp is { } udp)
        {
            AssertStartsWith(packet.Payload, (packet with { Udp = udp }).Payload);
            Read(udp);
        }

        if (packet.Icmp is { } icmp)
            Assert.Equal(packet.Payload, icmp.ToBytes());
        _ = packet.Tcp?.ToString();
    }

    private static void Read(ByteString bytes, Ipv6Packet? packet)
    {
        if (packet is null)
            return;
        AssertStartsWith(bytes, packet.ToBytes());
        if (packet.Udp is { } udp)
            Read(udp);
        if (packet.Icmpv6 is { } icmp)
            _ = (icmp.NeighborSolicitation?.SourceLinkLayerAddress, icmp.NeighborAdvertisement?.TargetLinkLayerAddress, icmp.ToString());
        _ = packet.Tcp?.ToString();
    }

    private static void Read(UdpDatagram udp)
    {
        if (udp.Dhcp is not { } dhcp)
            return;
        Assert.Equal(udp.Payload, dhcp.ToBytes());
        _ = (dhcp.Options.Count, dhcp.MessageType, dhcp.RequestedAddress, dhcp.ServerIdentifier, dhcp.ToString());
    }

    private static void AssertStartsWith(ByteString bytes, ByteString start) => Assert.True(
        bytes.Span.StartsWith(start.Span), $"{bytes} does not start with {start}");
}
