using RxOfctl.Protocol;

namespace RxOfctl.Packets.Tests;

/// <summary>The equality that is written by hand misses no member.</summary>
public class EqualityTests
{
    [Fact]
    public void Ipv4_packets_that_differ_in_any_member_are_not_equal()
    {
        var packet = Frames.All["UDP"].Bytes.ParseEthernet().Ipv4!;
        Ipv4Packet[] others =
        [
            packet with { TypeOfService = 1 },
            packet with { Identification = 2 },
            packet with { Flags = Ipv4Flags.DontFragment },
            packet with { FragmentOffset = 1 },
            packet with { TimeToLive = 1 },
            packet with { Protocol = IpProtocol.Tcp },
            packet with { Checksum = 1 },
            packet with { Source = Frames.Ip2 },
            packet with { Destination = Frames.Ip1 },
            packet with { Options = ByteString.FromHex("94 04 00 00") },
            packet with { Payload = default },
            packet with { Udp = packet.Udp! with { SourcePort = 1 } },
        ];
        Assert.All(others, other => Assert.NotEqual(packet, other));
        Assert.Equal(others.Length, others.Select(other => other.ToBytes()).Distinct().Count());
        Assert.Equal(packet, packet with { Udp = packet.Udp! });
        Assert.False(packet.Equals(null));

        // The same bytes, of which the second packet should have one more.
        var bytes = packet.ToBytes().ToArray();
        bytes[3]++;
        Assert.NotEqual(packet, ((ByteString)bytes).ParseIpv4() with { Checksum = null });
    }

    [Fact]
    public void Ipv6_packets_that_differ_in_any_member_are_not_equal()
    {
        var packet = Frames.All["TCP in IPv6"].Bytes.ParseEthernet().Ipv6!;
        Ipv6Packet[] others =
        [
            packet with { TrafficClass = 1 },
            packet with { FlowLabel = 1 },
            packet with { NextHeader = IpProtocol.Udp },
            packet with { HopLimit = 1 },
            packet with { Source = Ipv6Address.Any },
            packet with { Destination = Ipv6Address.Any },
            packet with { Payload = default },
            packet with { Tcp = packet.Tcp! with { SourcePort = 1 } },
        ];
        Assert.All(others, other => Assert.NotEqual(packet, other));
        Assert.Equal(others.Length, others.Select(other => other.ToBytes()).Distinct().Count());
        Assert.Equal(packet, packet with { Tcp = packet.Tcp! });
        Assert.False(packet.Equals(null));

        var bytes = packet.ToBytes().ToArray();
        bytes[5]++;
        Assert.NotEqual(packet, ((ByteString)bytes).ParseIpv6());
    }
}
