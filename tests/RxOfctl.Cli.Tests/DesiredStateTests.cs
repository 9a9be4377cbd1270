namespace RxOfctl.Cli.Tests;

/// <summary>Files of desired state: compared, applied, kept.</summary>
public sealed class DesiredStateTests
{
    private const string Wanted = """
        lease=web    # whose the flows are
        [*]
        flow priority=0,actions=drop
        [0000000000000001]
        group group_id=1,type=all,bucket=output:1,bucket=output:2
        meter meter=1,kbps,bands=type=drop,rate=1000
        flow priority=5,in_port=2,actions=group:1
        """;

    [Fact]
    public async Task Diff_prints_the_plan_apply_makes_it_true_and_others_flows_stay()
    {
        var network = ToolRun.Network(2);
        await ToolRun.OnAsync(network, "add-flow", "tcp:s1", "priority=9,arp,cookie=0x7,actions=flood");

        var before = await ToolRun.WithAsync(network, Wanted, "diff", "-", "tcp:s1", "tcp:s2");
        var unasked = await ToolRun.WithAsync(network, Wanted, "apply", "-", "tcp:s1", "tcp:s2");
        var applied = await ToolRun.WithAsync(network, Wanted, "apply", "-", "tcp:s1", "tcp:s2", "--yes");
        var after = await ToolRun.WithAsync(network, Wanted, "diff", "-", "tcp:s1", "tcp:s2");
        var flows = await ToolRun.OnAsync(network, "dump-flows", "tcp:s1", "--no-stats", "--rsort");

        Assert.Equal(2, before.Code);
        Assert.Equal("0000000000000001: 4 to add, 0 to modify, 0 to delete", before.Output[0]);
        Assert.Contains("  + group group_id=1,type=all,bucket=actions=output:1,bucket=actions=output:2", before.Output);
        Assert.Contains("0000000000000002: 1 to add, 0 to modify, 0 to delete", before.Output);
        Assert.Equal(2, unasked.Code);
        Assert.Equal((0, ""), (applied.Code, applied.Error));
        Assert.Contains("0000000000000001: 4 of 4 installed", applied.Output);
        Assert.Equal((0, ""), (after.Code, after.Error));
        Assert.Equal(3, flows.Output.Length);
        Assert.Equal(" cookie=0x7, priority=9,arp actions=FLOOD", flows.Output[0]);
        Assert.EndsWith("priority=5,in_port=2 actions=group:1", flows.Output[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_that_a_switch_refuses_is_named_and_the_exit_code_is_1()
    {
        var network = ToolRun.Network(options: new() { TableCapacity = 1 });

        var result = await ToolRun.WithAsync(network, "lease=web\n[*]\nflow in_port=1,actions=drop\nflow in_port=2,actions=drop\n", "apply", "-", "tcp:s1", "--yes", "--timeout", "3");

        Assert.Equal(1, result.Code);
        Assert.Contains("0000000000000001: 1 of 2 installed, 1 failed", result.Output);
    }

    [Fact]
    public async Task Watch_repairs_what_another_deletes()
    {
        var network = ToolRun.Network();
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "lease=web\n[*]\nflow priority=5,in_port=1,actions=output:2\n");
            using var watching = RunningTool.Start(network, "watch", file, "tcp:s1", "--yes");
            await watching.LineAsync(line => line.Contains("installed", StringComparison.Ordinal));

            await ToolRun.OnAsync(network, "del-flows", "tcp:s1");
            await watching.LineAsync(line => line.Contains("drifted", StringComparison.Ordinal));
            var result = await watching.StopAsync();

            Assert.Equal((0, ""), (result.Code, result.Error));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("flow in_port=1,actions=drop\n", "-:1: a rule stands in a section")]
    [InlineData("lease=web\n[xyz]\n", "-:2: 'xyz' is not a datapath id")]
    [InlineData("lease=web\n[*]\nflow in_port=1,actions=drop\nflow in_port=1,actions=output:2\n", "-:4: the same flow")]
    [InlineData("lease=web\n[*]\nflow in_port=1,actions=nonsense\n", "-:3: ")]
    [InlineData("lease=web\n[*]\nrule in_port=1\n", "-:3: a rule begins with flow, group or meter")]
    [InlineData("[*]\nflow in_port=1,actions=drop\n", "-: the line lease=NAME is missing")]
    public async Task An_error_in_the_file_is_one_line_with_its_place(string file, string expected)
    {
        var result = await ToolRun.WithAsync(ToolRun.Network(), file, "diff", "-", "tcp:s1");

        Assert.Equal(1, result.Code);
        Assert.StartsWith($"rxofctl: {expected}", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task A_switch_that_does_not_come_is_named_and_nothing_is_changed()
    {
        var result = await ToolRun.WithAsync(ToolRun.Network(), "lease=web\n[00000000000000ff]\nflow actions=drop\n", "apply", "-", "tcp:s1", "--yes", "--wait", "0.5");

        Assert.Equal(1, result.Code);
        Assert.StartsWith("rxofctl: 00000000000000ff did not connect within 0.5 s. Nothing was changed", result.Error, StringComparison.Ordinal);
    }
}
