using RxOfctl.Protocol;

namespace RxOfctl.Packets.Tests;

internal static class ParseExtensions
{
    public static Ipv4Packet ParseIpv4(this ByteString bytes)
    {
        Assert.True(Ipv4Packet.TryParse(bytes, out var packet));
        return packet;
    }

    public static Ipv6Packet ParseIpv6(this ByteString bytes)
    {
        Assert.True(Ipv6Packet.TryParse(bytes, out var packet));
        return packet;
    }
}
