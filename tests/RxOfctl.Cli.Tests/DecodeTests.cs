using System.Text.Json;

namespace RxOfctl.Cli.Tests;

public sealed class DecodeTests
{
    private const string EchoRequest = "0402000c00000005cafe0123";
    private const string CutFlowMod = "040e00090000000100";

    [Fact]
    public async Task A_message_is_printed_readably()
    {
        var (code, output, error) = await RunAsync(["decode", EchoRequest]);

        Assert.Equal((0, ""), (code, error));
        Assert.Equal(["OpenFlow 1.3 xid 0x5 EchoRequest { Data = cafe0123 }"], output);
    }

    [Fact]
    public async Task A_malformed_message_is_printed_with_the_numbers_of_the_error_and_the_next_one_is_read()
    {
        var (code, output, _) = await RunAsync(["decode", "--roundtrip", "-"], $"{EchoRequest}\n\n{CutFlowMod}\nnonsense\n{EchoRequest.ToUpperInvariant()}\n");

        Assert.Equal(1, code);
        Assert.Equal(4, output.Length);
        Assert.Equal($"OK {EchoRequest}", output[0]);
        Assert.StartsWith("ERROR 1 6 8 ", output[1], StringComparison.Ordinal);
        Assert.StartsWith("ERROR 1 6 0 'nonsense'", output[2], StringComparison.Ordinal);
        Assert.Equal($"OK {EchoRequest}", output[3]);
    }

    [Fact]
    public async Task A_flow_is_written_as_ovs_ofctl_does()
    {
        // A flow-mod of OpenFlow 1.3: the header; cookie, mask, table, command, timeouts, priority, buffer, port, group, flags; the match; output.
        var flowMod = "040e006000000001" + "00000000000000000000000000000000" + "0100000000008000" + "ffffffffffffffffffffffff00000000"
            + "0001000a80000a020800000000000000" + "0004001800000000" + "00000010000000020000000000000000" + "0001000803000000";

        var (code, output, _) = await RunAsync(["decode", flowMod]);

        Assert.Equal(0, code);
        Assert.Equal("OpenFlow 1.3 xid 0x1 FlowMod table=1, ip actions=output:2,goto_table:3", Assert.Single(output));
    }

    [Fact]
    public async Task Json_has_the_members_of_the_message()
    {
        // A flow-mod of OpenFlow 1.0: in_port=1,nw_src=10.0.0.0/8 actions=output:2.
        var flowMod = "010e005000000001" + "003818ee"
            + "0001" + "000000000000" + "000000000000" + "0000" + "00" + "00" + "0800" + "00" + "00" + "0000" + "0a000000" + "00000000" + "0000" + "0000"
            + "000000000000002a" + "0000" + "0000" + "0000" + "8000" + "ffffffff" + "ffff" + "0000"
            + "0000" + "0008" + "0002" + "0000";

        var (code, output, _) = await RunAsync(["decode", "--json", flowMod]);

        Assert.Equal(0, code);
        var message = JsonDocument.Parse(Assert.Single(output)).RootElement.GetProperty("message");
        Assert.Equal("flow_mod", message.GetProperty("$type").GetString());
        Assert.Equal(42, message.GetProperty("cookie").GetInt32());
        Assert.Equal("""{"value":"10.0.0.0","mask":"255.0.0.0"}""", message.GetProperty("match").GetProperty("ipv4_src").GetRawText());
        Assert.Equal(2, message.GetProperty("instructions")[0].GetProperty("actions")[0].GetProperty("port").GetInt32());
    }

    [Fact]
    public async Task An_empty_input_is_no_error()
    {
        var (code, output, error) = await RunAsync(["decode", "-"], "\n  \n");

        Assert.Equal((0, ""), (code, error));
        Assert.Empty(output);
    }

    [Fact]
    public async Task A_message_with_spaces_and_a_carriage_return_is_read()
    {
        var (code, output, _) = await RunAsync(["decode", "--roundtrip", "-"], "04 02 000c 00000005 cafe0123\r\n");

        Assert.Equal(0, code);
        Assert.Equal([$"OK {EchoRequest}"], output);
    }

    [Fact]
    public async Task As_text_a_malformed_message_is_printed_with_the_name_of_the_error_and_the_byte()
    {
        var (code, output, _) = await RunAsync(["decode", CutFlowMod]);

        Assert.Equal(1, code);
        Assert.StartsWith("ERROR OFPBRC_BAD_LEN at byte 8: ", Assert.Single(output), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_beginning_of_a_huge_invalid_line_is_printed()
    {
        var (code, output, _) = await RunAsync(["decode", "--roundtrip", "-"], $"{new string('z', 1_000_000)}\n{EchoRequest}\n");

        Assert.Equal(1, code);
        Assert.Equal(2, output.Length);
        Assert.StartsWith("ERROR 1 6 0 'zzz", output[0], StringComparison.Ordinal);
        Assert.InRange(output[0].Length, 60, 200);
        Assert.Equal($"OK {EchoRequest}", output[1]);
    }

    [Fact]
    public async Task A_HELLO_of_a_future_version_is_decoded_and_encoded_again()
    {
        const string hello = "0f00000800000001";

        Assert.Equal(0, (await RunAsync(["decode", hello])).Code);
        var (code, output, _) = await RunAsync(["decode", "--roundtrip", hello]);

        Assert.Equal(0, code);
        Assert.Equal([$"OK {hello}"], output);
    }

    [Fact]
    public async Task More_bytes_than_a_message_can_have_are_refused()
    {
        var (code, output, _) = await RunAsync(["decode", "--roundtrip", "-"], new string('a', 1_000_000) + "\n");

        Assert.Equal(1, code);
        Assert.StartsWith("ERROR 1 6 2 ", Assert.Single(output), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("decode")]
    [InlineData("encode")]
    [InlineData("nonsense")]
    [InlineData("show")]
    [InlineData("show", "br0", "-O", "OpenFlow17")]
    [InlineData("show", "br0", "--timeout", "0")]
    [InlineData("decode", "--nonsense", "00")]
    [InlineData("decode", "--json", "--roundtrip", EchoRequest)]
    public async Task A_bad_command_line_gets_one_line_and_2(params string[] args)
    {
        var (code, output, error) = await RunAsync(args);

        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private static async Task<ToolResult> RunAsync(string[] args, string input = "") => await ToolRun.WithAsync(null, input, args);
}
