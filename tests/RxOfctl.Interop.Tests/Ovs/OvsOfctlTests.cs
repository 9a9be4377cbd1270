namespace RxOfctl.Interop.Tests.Ovs;

/// <summary>The second opinion must distinguish valid bytes from invalid ones, since the program ends with 0 for both.</summary>
public sealed class OvsOfctlTests
{
    // A flow_mod of 1.3: add, table 0, priority 0x8000, in_port=1, no instruction.
    private const string FlowMod =
        "040e00400000000500000000000000000000000000000000000000000000" + "8000" + "ffffffff" + "ffffffff" + "ffffffff" + "00000000" + "0001000c8000000400000001" + "00000000";

    [OvsFact]
    public async Task A_good_message_is_read_without_complaint()
    {
        var reading = await OvsOfctl.PrintAsync(FlowMod);

        Assert.Empty(reading.Complaints);
        Assert.Contains("in_port=1", reading.Text, StringComparison.Ordinal);
    }

    [OvsTheory]
    [InlineData("040e0008000000ff", "OFPBRC_BAD_LEN")]
    [InlineData("0400001000000000", "there are 8")]
    [InlineData("0400", "too short")]
    [InlineData("04ff0008000000ff", "OFPBRC_BAD_TYPE")]
    public async Task A_bad_message_is_complained_of(string hex, string complaint)
    {
        var reading = await OvsOfctl.PrintAsync(Convert.FromHexString(hex));

        Assert.Contains(reading.Complaints, line => line.Contains(complaint, StringComparison.Ordinal));
    }

    [OvsFact]
    public async Task An_error_may_quote_only_the_beginning_of_a_message()
    {
        var quoted = FlowMod[..(2 * 48)];

        var reading = await OvsOfctl.PrintAsync($"0401003c0000000500010001{quoted}");

        Assert.Empty(reading.Complaints);
        Assert.Contains("OFPBRC_BAD_TYPE", reading.Text, StringComparison.Ordinal);
    }

    [OvsFact]
    public async Task A_file_is_read_message_by_message()
    {
        var reading = await ParseAsync(FlowMod + "0414000800000006");

        Assert.Empty(reading.Complaints);
        Assert.Contains("OFPT_FLOW_MOD", reading.Text, StringComparison.Ordinal);
        Assert.Contains("OFPT_BARRIER_REQUEST", reading.Text, StringComparison.Ordinal);
    }

    [OvsTheory]
    [InlineData("0414000800000006" + "040e0008000000ff")]
    [InlineData("0414000800000006" + "040e00400000")]
    [InlineData("0414000800000006" + "04")]
    public async Task A_file_with_a_bad_or_cut_message_is_complained_of(string hex) => Assert.NotEmpty((await ParseAsync(hex)).Complaints);

    private static async Task<OvsReading> ParseAsync(string hex)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, Convert.FromHexString(hex));
            return await OvsOfctl.ParseAsync(file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
