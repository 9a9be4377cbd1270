using System.Net;
using System.Text.Json;
using RxOfctl.Capture;
using RxOfctl.Capture.Tcp;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Cli.Tests;

/// <summary>Texts into bytes, and bytes in files and captures into texts.</summary>
public sealed class BytesTests
{
    [Theory]
    [InlineData("flow", "priority=10,tcp,tp_dst=80,actions=output:2", "priority=10,tcp,tp_dst=80 actions=output:2")]
    [InlineData("group", "group_id=1,type=select,bucket=weight=2,actions=output:1", "group_id=1,type=select,bucket=weight:2,actions=output:1")]
    [InlineData("meter", "meter=1,kbps,bands=type=drop,rate=1000", "meter=1 kbps bands=type=drop rate=1000")]
    [InlineData("packet-out", "in_port=1 packet=ffffffffffff0200000000010800 actions=output:2", "in_port=1 packet=ffffffffffff0200000000010800 actions=output:2")]
    public async Task A_text_is_encoded_and_decoded_again(string kind, string text, string expected)
    {
        var parsed = await ToolRun.Async($"parse-{kind}", text, "-O", "OpenFlow13");
        var encoded = await ToolRun.Async("encode", kind, text, "-O", "OpenFlow13");
        var decoded = await ToolRun.Async("decode", Assert.Single(encoded.Output));
        var json = await ToolRun.Async("decode", "--json", Assert.Single(encoded.Output));
        var again = await ToolRun.WithAsync(null, Assert.Single(json.Output), "encode", "json", "-", "-O", "OpenFlow13");

        Assert.Equal([expected], parsed.Output);
        Assert.EndsWith(expected, Assert.Single(decoded.Output), StringComparison.Ordinal);
        Assert.Equal(encoded.Output, again.Output);
    }

    [Fact]
    public async Task What_Open_vSwitch_would_refuse_is_printed_with_its_reason()
    {
        var result = await ToolRun.Async("parse-flow", "table=3,actions=goto_table:1");

        Assert.Equal(1, result.Code);
        Assert.Single(result.Output);
        Assert.StartsWith("rxofctl: ", Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(6653)]
    [InlineData(12345)]
    public async Task The_messages_of_a_capture_are_decoded_whatever_the_port(int port)
    {
        var file = Path.GetTempFileName();
        try
        {
            WriteCapture(file, port);

            var text = await ToolRun.Async("decode", file);
            var json = await ToolRun.Async("decode", file, "--json");
            var other = await ToolRun.Async("decode", file, "--port", "80");

            Assert.Equal((0, ""), (text.Code, text.Error));
            Assert.Equal(3, text.Output.Length);
            Assert.Contains($"10.0.0.1:40000 > 10.0.0.2:{port} OpenFlow 1.3 xid 0x1 Hello", text.Output[0], StringComparison.Ordinal);
            Assert.EndsWith("OpenFlow 1.3 xid 0x2 FlowMod in_port=1 actions=drop", text.Output[1], StringComparison.Ordinal);
            Assert.Contains("EchoRequest", text.Output[2], StringComparison.Ordinal);
            using var first = JsonDocument.Parse(json.Output[0]);
            Assert.Equal("hello", first.RootElement.GetProperty("message").GetProperty("$type").GetString());
            Assert.Empty(other.Output);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_file_of_messages_one_after_another_is_decoded_and_a_cut_one_reported()
    {
        var file = Path.GetTempFileName();
        try
        {
            byte[] echo = OpenFlowCodec.Encode(new EchoRequest { Data = new byte[4] }, OpenFlowVersion.OpenFlow13, 7);
            await File.WriteAllBytesAsync(file, [.. echo, .. echo, .. echo[..10]]);

            var result = await ToolRun.Async("decode", "--roundtrip", file);

            Assert.Equal(1, result.Code);
            Assert.Equal(3, result.Output.Length);
            Assert.Equal($"OK {Convert.ToHexStringLower(echo)}", result.Output[0]);
            Assert.StartsWith("ERROR ", result.Output[2], StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Shells_are_given_completions_and_help_names_the_tool()
    {
        var suggestions = await ToolRun.Async("[suggest:8]", "dump-flo");
        var script = await ToolRun.Async("completion", "bash");
        var help = await ToolRun.Async("add-flow", "--help");

        Assert.Equal(["dump-flows"], suggestions.Output);
        Assert.Contains("complete -o default -F _rxofctl rxofctl", script.Output);
        Assert.Equal((0, ""), (help.Code, help.Error));
        Assert.Contains(help.Output, line => line.StartsWith("  rxofctl add-flow <SWITCH> <FLOW>", StringComparison.Ordinal));
    }

    // A switch's HELLO, the controller's flow-mod in two segments, and an echo request.
    private static void WriteCapture(string file, int port)
    {
        using var stream = File.Create(file);
        using var writer = new PcapngWriter(stream);
        var connection = new TcpConnectionWriter(
            writer, writer.AddInterface(new() { LinkType = LinkType.Ethernet }), new(IPAddress.Parse("10.0.0.1"), 40000), new(IPAddress.Parse("10.0.0.2"), port));
        var time = DateTimeOffset.UnixEpoch;
        byte[] mod = OpenFlowCodec.Encode(FlowMod.Parse("in_port=1,actions=drop"), OpenFlowVersion.OpenFlow13, 2);
        connection.Open(time);
        connection.Send(time, fromClient: true, OpenFlowCodec.Encode(new Hello(), OpenFlowVersion.OpenFlow13, 1));
        connection.Send(time, fromClient: false, mod.AsSpan(0, 11));
        connection.Send(time, fromClient: false, mod.AsSpan(11));
        connection.Send(time, fromClient: true, OpenFlowCodec.Encode(new EchoRequest(), OpenFlowVersion.OpenFlow13, 3));
        connection.Close(time, fromClient: true);
    }
}
