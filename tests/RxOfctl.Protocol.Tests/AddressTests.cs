using FsCheck.Fluent;
using RxOfctl.Protocol.Tests.Properties;

namespace RxOfctl.Protocol.Tests;

/// <summary>Datapath ids and addresses of all three kinds: text and bytes.</summary>
public class AddressTests
{
    [Fact]
    public void What_is_formatted_parses_to_the_same_value() => ForAllNumbers(number =>
    {
        DatapathId id = (ulong)number;
        MacAddress mac = new((ulong)number >> 16);
        Ipv4Address ipv4 = new((uint)number);
        Ipv6Address ipv6 = new(number);

        Assert.Equal(id, DatapathId.Parse(id.ToString()));
        Assert.Equal(mac, MacAddress.Parse(mac.ToString()));
        Assert.Equal(ipv4, Ipv4Address.Parse(ipv4.ToString()));
        Assert.Equal(ipv6, Ipv6Address.Parse(ipv6.ToString()));
    });

    [Fact]
    public void What_is_written_is_read_as_the_same_value() => ForAllNumbers(number =>
    {
        var bytes = new byte[16];
        MacAddress mac = new((ulong)number >> 16);
        mac.Write(bytes);
        Assert.Equal(mac, MacAddress.Read(bytes));
        Ipv4Address ipv4 = new((uint)number);
        ipv4.Write(bytes);
        Assert.Equal(ipv4, Ipv4Address.Read(bytes));
        Assert.Equal(ipv4.ToIPAddress().GetAddressBytes(), bytes[..4]);
        Ipv6Address ipv6 = new(number);
        ipv6.Write(bytes);
        Assert.Equal(ipv6, Ipv6Address.Read(bytes));
        Assert.Equal(ipv6.ToIPAddress().GetAddressBytes(), bytes);
    });

    [Theory]
    [InlineData("1", 1)]
    [InlineData("0x1", 1)]
    [InlineData("0X00a1", 0xa1)]
    [InlineData("ffffffffffffffff", ulong.MaxValue)]
    public void A_datapath_id_is_hexadecimal(string text, ulong value) => Assert.Equal(value, DatapathId.Parse(text).Value);

    [Theory]
    [InlineData("00:1b:21:3c:9d:f8", 0x001b213c9df8)]
    [InlineData("00-1B-21-3C-9D-F8", 0x001b213c9df8)]
    [InlineData("0:0:0:0:0:1", 1)]
    public void A_mac_address_has_six_octets(string text, ulong value) => Assert.Equal(value, MacAddress.Parse(text).Value);

    [Theory]
    [InlineData("")]
    [InlineData("0x")]
    [InlineData("0x0x1")]
    [InlineData(" 1")]
    [InlineData("-1")]
    [InlineData("g")]
    [InlineData("10000000000000000")]
    public void What_is_no_datapath_id_is_refused(string text) => AssertRefused<DatapathId>(text);

    [Theory]
    [InlineData("")]
    [InlineData("00:1b:21:3c:9d")]
    [InlineData("00:1b:21:3c:9d:f8:00")]
    [InlineData("00:1b:21:3c:9d:1f8")]
    [InlineData("00:1b:21:3c:9d:")]
    [InlineData("00:1b:21-3c:9d:f8")]
    [InlineData("00:1b:21:3c:9d: 8")]
    [InlineData("001b213c9df8")]
    public void What_is_no_mac_address_is_refused(string text) => AssertRefused<MacAddress>(text);

    [Theory]
    [InlineData("")]
    [InlineData("10.0.0")]
    [InlineData("10.0.0.1.2")]
    [InlineData("10.0.0.256")]
    [InlineData("10.0.0.")]
    [InlineData("10.0.0.-1")]
    [InlineData("10.0.0. 1")]
    [InlineData("0x0a.0.0.1")]
    [InlineData("::1")]
    public void What_is_no_ipv4_address_is_refused(string text) => AssertRefused<Ipv4Address>(text);

    [Theory]
    [InlineData("")]
    [InlineData("10.0.0.1")]
    [InlineData("fe80::1%eth0")]
    [InlineData("[::1]")]
    [InlineData("[::1]:80")]
    [InlineData("::1/64")]
    [InlineData("1::2::3")]
    [InlineData("12345::")]
    public void What_is_no_ipv6_address_is_refused(string text) => AssertRefused<Ipv6Address>(text);

    [Fact]
    public void Masks_are_prefixes()
    {
        Assert.Equal("0.0.0.0", Ipv4Address.Mask(0).ToString());
        Assert.Equal("255.255.128.0", Ipv4Address.Mask(17).ToString());
        Assert.Equal(Ipv4Address.Broadcast, Ipv4Address.Mask(32));
        Assert.Equal(Ipv6Address.Any, Ipv6Address.Mask(0));
        Assert.Equal("ffff:8000::", Ipv6Address.Mask(17).ToString());
        Assert.Equal(UInt128.MaxValue, Ipv6Address.Mask(128).Value);
        Assert.Throws<ArgumentOutOfRangeException>(() => Ipv4Address.Mask(33));
        Assert.Throws<ArgumentOutOfRangeException>(() => Ipv4Address.Mask(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Ipv6Address.Mask(129));
    }

    [Fact]
    public void A_mac_address_has_no_more_than_48_bits()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new MacAddress(1ul << 48));
        Assert.True(MacAddress.Broadcast.IsMulticast);
        Assert.False(new MacAddress(0x0a0000000001).IsMulticast);
    }

    private static void AssertRefused<T>(string text)
        where T : ISpanParsable<T>
    {
        Assert.False(T.TryParse(text, null, out _));
        Assert.Throws<FormatException>(() => T.Parse(text, null));
    }

    private static void ForAllNumbers(Action<UInt128> property) =>
        ArbitraryValues.ForAll(Arb.From(ArbMap.Default.GeneratorFor<ulong>().Two().Select(pair => new UInt128(pair.Item1, pair.Item2))), 200, property);
}
