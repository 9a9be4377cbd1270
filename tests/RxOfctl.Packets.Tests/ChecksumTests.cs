using RxOfctl.Protocol;

namespace RxOfctl.Packets.Tests;

public class ChecksumTests
{
    [Theory]
    [InlineData("", 0xffff)]
    // The example of RFC 1071 §3: the sum is ddf2.
    [InlineData("00 01 f2 03 f4 f5 f6 f7", 0x220d)]
    // An odd byte counts as if a zero followed it.
    [InlineData("00 01 f2", 0x0dfe)]
    [InlineData("ff ff", 0)]
    [InlineData("ff ff ff ff ff ff", 0)]
    // A widely printed header whose checksum is b861; with it, the sum is right.
    [InlineData("45 00 00 73 00 00 40 00 40 11 00 00 c0 a8 00 01 c0 a8 00 c7", 0xb861)]
    [InlineData("45 00 00 73 00 00 40 00 40 11 b8 61 c0 a8 00 01 c0 a8 00 c7", 0)]
    public void The_checksum_is_the_one_of_RFC_1071(string bytes, int checksum) =>
        Assert.Equal(checksum, InternetChecksum.Compute(ByteString.FromHex(bytes).Span));

    [Fact]
    public void A_wrong_checksum_is_reported_and_kept()
    {
        var bytes = Frames.All["UDP"].Bytes.ToArray();
        bytes[14 + 10] ^= 1;
        bytes[14 + 20 + 6] ^= 1;
        var frame = ((ByteString)bytes).ParseEthernet();
        Assert.Equal((ushort)0x6611, frame.Ipv4!.Checksum);
        Assert.Equal((ushort)0x7c07, frame.Udp!.Checksum);
        Assert.Equal((ByteString)bytes, Layers.BuildAgain(frame).ToBytes());
    }

    [Fact]
    public void A_udp_datagram_without_checksum_stays_without()
    {
        var packet = new Ipv4Packet { Source = Frames.Ip1, Destination = Frames.Ip2, Udp = new() { DestinationPort = 1, Checksum = 0 } };
        var parsed = packet.ToBytes().ParseIpv4();
        Assert.Equal(ByteString.FromHex("0000 0001 0008 0000"), parsed.Payload);
        Assert.Equal((ushort)0, parsed.Udp!.Checksum);
    }

    [Fact]
    public void A_udp_checksum_of_zero_is_sent_as_all_ones()
    {
        // Protocol 17, the length 8 twice, and this port sum to ffff.
        var packet = new Ipv4Packet { Udp = new() { SourcePort = 0xffff - 17 - 16 } };
        Assert.Equal(ByteString.FromHex("ffde 0000 0008 ffff"), packet.Payload);
        Assert.Null(packet.ToBytes().ParseIpv4().Udp!.Checksum);
    }
}
