using System.Net;
using System.Net.Sockets;
using RxOfctl.Connections;

namespace RxOfctl.Tests.Connections;

public class EndPointTextTests
{
    [Theory]
    [InlineData("127.0.0.1:6653", "127.0.0.1:6653")]
    [InlineData("tcp:127.0.0.1:6653", "127.0.0.1:6653")]
    [InlineData("tcp:[::1]:0", "[::1]:0")]
    [InlineData("[fe80::1%2]:65535", "[fe80::1%2]:65535")]
    [InlineData("tcp:switch-1.example:6654", "switch-1.example:6654")]
    [InlineData("localhost:6654", "localhost:6654")]
    [InlineData("unix:/run/controller.sock", "unix:/run/controller.sock")]
    [InlineData("unix:with:colon", "unix:with:colon")]
    [InlineData("ssl:10.0.0.1:6653", "ssl:10.0.0.1:6653")]
    [InlineData("ssl:[::]:6653", "ssl:[::]:6653")]
    [InlineData("ssl:switch.example:6653", "ssl:switch.example:6653")]
    [InlineData("tcp:10.0.0.1", "10.0.0.1:6653")]
    [InlineData("ssl:[::1]", "ssl:[::1]:6653")]
    [InlineData("ptcp:", "0.0.0.0:6653")]
    [InlineData("ptcp:6633", "0.0.0.0:6633")]
    [InlineData("ptcp:0:127.0.0.1", "127.0.0.1:0")]
    [InlineData("ptcp::127.0.0.1", "127.0.0.1:6653")]
    [InlineData("ptcp:127.0.0.1:6633", "127.0.0.1:6633")]
    [InlineData("ptcp:6653:[::]", "[::]:6653")]
    [InlineData("ptcp:[::1]:6653", "[::1]:6653")]
    [InlineData("pssl:6653:10.0.0.1", "ssl:10.0.0.1:6653")]
    [InlineData("punix:/run/controller.sock", "unix:/run/controller.sock")]
    public void An_address_is_formatted_and_parsed_as_the_same(string text, string written)
    {
        var endPoint = EndPointText.Parse(text);

        Assert.Equal(written, EndPointText.Format(endPoint));
        Assert.Equal(endPoint, EndPointText.Parse(written));
        Assert.True(EndPointText.TryParse(text, out var tried));
        Assert.Equal(endPoint, tried);
    }

    [Fact]
    public void Each_form_is_read_as_its_kind_of_address()
    {
        Assert.Equal(new IPEndPoint(IPAddress.Loopback, 1), EndPointText.Parse("127.0.0.1:1"));
        Assert.Equal(new IPEndPoint(IPAddress.IPv6Loopback, 1), EndPointText.Parse("[::1]:1"));
        Assert.Equal(new DnsEndPoint("a.example", 1), EndPointText.Parse("a.example:1"));
        Assert.IsType<UnixDomainSocketEndPoint>(EndPointText.Parse("unix:a"));
        Assert.Equal(new TlsEndPoint(new IPEndPoint(IPAddress.Loopback, 1)), EndPointText.Parse("ssl:127.0.0.1:1"));
        Assert.NotEqual(EndPointText.Parse("127.0.0.1:1"), EndPointText.Parse("ssl:127.0.0.1:1"));
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData(" ", "it is empty")]
    [InlineData("127.0.0.1", "the port is missing")]
    [InlineData("[::1]", "the port is missing")]
    [InlineData(":6653", "the host is missing")]
    [InlineData("ssl::6653", "the host is missing")]
    [InlineData("127.0.0.1:", "'' is not a port")]
    [InlineData("127.0.0.1:65536", "'65536' is not a port")]
    [InlineData("127.0.0.1:-1", "'-1' is not a port")]
    [InlineData("127.0.0.1: 1", "' 1' is not a port")]
    [InlineData("::1:6653", "is written in brackets")]
    [InlineData("udp:127.0.0.1:6653", "'udp:127.0.0.1' is not a host")]
    [InlineData("[127.0.0.1]:6653", "neither an address nor a name")]
    [InlineData("127.0.1:6653", "neither an address nor a name")]
    [InlineData("256.0.0.1:6653", "neither an address nor a name")]
    [InlineData("a b:6653", "neither an address nor a name")]
    [InlineData("unix:", "the path is missing")]
    [InlineData("punix:", "the path is missing")]
    [InlineData("ptcp:65536", "'65536' is not a port")]
    [InlineData("ptcp:6653:a b", "neither an address nor a name")]
    [InlineData("ptcp:::1", "is written in brackets")]
    [InlineData("pssl:localhost", "the port is missing")]
    public void Text_that_is_not_an_address_is_refused_with_the_reason(string text, string reason)
    {
        Assert.False(EndPointText.TryParse(text, out _));
        var thrown = Assert.Throws<FormatException>(() => EndPointText.Parse(text));
        Assert.Contains(reason, thrown.Message, StringComparison.Ordinal);
        Assert.Contains($"'{text}'", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ptcp:6653:127.0.0.1")]
    [InlineData("pssl:6653")]
    [InlineData("punix:/run/controller.sock")]
    public void An_address_to_listen_at_is_not_one_to_dial(string text)
    {
        var thrown = Assert.Throws<FormatException>(() => EndPointText.ParseToDial(text));
        Assert.StartsWith($"'{text}' is an address to listen at. Write tcp:", thrown.Message, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => new OpenFlowController().Connect(text));
    }

    [Fact]
    public void Any_other_address_is_one_to_dial() =>
        Assert.Equal(new IPEndPoint(IPAddress.Loopback, 6653), EndPointText.ParseToDial("tcp:127.0.0.1"));

    [Fact]
    public void A_path_is_as_long_as_the_operating_system_takes_counted_in_bytes()
    {
        Assert.True(EndPointText.TryParse("unix:" + new string('a', 107), out _));
        Assert.False(EndPointText.TryParse("unix:" + new string('a', 108), out _));
        Assert.False(EndPointText.TryParse("unix:" + new string('ä', 60), out _));
    }
}
