namespace RxOfctl.Packets.Tests;

public class FrameTests
{
    public static TheoryData<string> Names => Frames.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Building_gives_the_bytes_of_the_RFC(string name)
    {
        var (bytes, frame) = Frames.All[name];
        Assert.Equal(bytes, frame.ToBytes());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Parsing_gives_what_was_built(string name)
    {
        var (bytes, frame) = Frames.All[name];
        var parsed = bytes.ParseEthernet();
        Assert.Equal(frame, parsed);
        Assert.Equal(frame.GetHashCode(), parsed.GetHashCode());
        Assert.Equal(bytes, parsed.ToBytes());
        Assert.Equal(frame.ToString(), parsed.ToString());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_layer_parsed_and_built_again_gives_the_same_bytes(string name)
    {
        var (bytes, _) = Frames.All[name];
        Assert.Equal(bytes, Layers.BuildAgain(bytes.ParseEthernet()).ToBytes());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_checksum_of_a_right_frame_is_kept_as_a_wrong_one(string name)
    {
        var frame = Frames.All[name].Bytes.ParseEthernet();
        Assert.Null(frame.Ipv4?.Checksum);
        Assert.Null(frame.Udp?.Checksum);
        Assert.Null(frame.Tcp?.Checksum);
        Assert.Null(frame.Icmp?.Checksum);
        Assert.Null(frame.Icmpv6?.Checksum);
    }

    [Theory]
    [InlineData("ARP request", "00:00:00:00:00:01 > ff:ff:ff:ff:ff:ff ARP who has 10.0.0.2? tell 10.0.0.1")]
    [InlineData("ARP reply in two VLAN tags",
        "00:00:00:00:00:02 > 00:00:00:00:00:01 svlan 100 p 3 vlan 10 dei ARP 10.0.0.2 is at 00:00:00:00:00:02")]
    [InlineData("ICMP echo request",
        "00:00:00:00:00:01 > 00:00:00:00:00:02 IPv4 10.0.0.1 > 10.0.0.2 ttl 64 ICMP EchoRequest id 7 seq 1 4 bytes")]
    [InlineData("UDP", "00:00:00:00:00:01 > 00:00:00:00:00:02 IPv4 10.0.0.1 > 10.0.0.2 ttl 63 UDP 5000 > 6000 5 bytes")]
    [InlineData("TCP SYN with an option",
        "00:00:00:00:00:01 > 00:00:00:00:00:02 IPv4 10.0.0.1 > 10.0.0.2 ttl 64 TCP 49152 > 80 [Syn] seq 16909060 ack 0 win 64240 0 bytes")]
    [InlineData("IGMP with an IPv4 option",
        "00:00:00:00:00:01 > 01:00:5e:00:00:16 IPv4 10.0.0.1 > 224.0.0.22 ttl 1 Igmp, 2 bytes")]
    [InlineData("DHCP discover",
        "00:00:00:00:00:01 > ff:ff:ff:ff:ff:ff IPv4 0.0.0.0 > 255.255.255.255 ttl 64"
        + " UDP 68 > 67 DHCP Discover xid 0xdeadbeef client 00:00:00:00:00:01 wants 10.0.0.5")]
    [InlineData("Neighbor solicitation",
        "00:00:00:00:00:01 > 33:33:ff:00:00:02 IPv6 fe80::1 > ff02::1:ff00:2 hop limit 255 ICMPv6 who has fe80::2? tell 00:00:00:00:00:01")]
    [InlineData("Neighbor advertisement",
        "00:00:00:00:00:02 > 00:00:00:00:00:01 IPv6 fe80::2 > fe80::1 hop limit 255"
        + " ICMPv6 fe80::2 is at 00:00:00:00:00:02 solicited override")]
    [InlineData("MPLS",
        "00:00:00:00:00:01 > 00:00:00:00:00:02 MPLS [16 tc 5 ttl 64, 17 tc 0 ttl 63] IPv4 10.0.0.1 > 10.0.0.2 ttl 64 UDP 1 > 2 0 bytes")]
    [InlineData("LLDP",
        "00:00:00:00:00:01 > 01:80:c2:00:00:0e LLDP chassis 00:00:00:00:00:01 port 12 ttl 120 [SystemName 7331] [0026e1/0 abcd]")]
    [InlineData("802.3 with LLC", "00:00:00:00:00:01 > 01:80:c2:00:00:00 802.3, 7 bytes")]
    public void ToString_describes_the_frame_on_one_line(string name, string text) =>
        Assert.Equal(text, Frames.All[name].Bytes.ParseEthernet().ToString());
}
