using System.Text.Json;
using RxOfctl.Protocol;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Cli.Tests;

/// <summary>Commands on one simulated switch, with what they print.</summary>
public sealed class SwitchCommandTests
{
    public static TheoryData<OpenFlowVersion> Versions => [OpenFlow10, OpenFlow11, OpenFlow12, OpenFlow13, OpenFlow14, OpenFlow15];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Show_prints_the_switch_its_ports_and_its_configuration(OpenFlowVersion version)
    {
        var network = ToolRun.Network(options: new() { Versions = [version] });

        var result = await ToolRun.OnAsync(network, "show", "tcp:s1");

        Assert.Equal((0, ""), (result.Code, result.Error));
        Assert.StartsWith(version.ToText(), result.Output[0], StringComparison.Ordinal);
        Assert.Equal("dpid:0000000000000001", result.Output[1]);
        Assert.Equal("n_tables:8, n_buffers:0", result.Output[2]);
        Assert.Contains(result.Output, line => line.StartsWith(" 1(", StringComparison.Ordinal));
        Assert.Contains(result.Output, line => line.StartsWith(" 2(", StringComparison.Ordinal));
        Assert.StartsWith("frags=normal miss_send_len=", result.Output[^1], StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_flow_that_is_added_is_dumped_and_deleted(OpenFlowVersion version)
    {
        var network = ToolRun.Network(options: new() { Versions = [version] });

        Assert.Equal(new ToolResult(0, [], "").Text, (await ToolRun.OnAsync(network, "add-flow", "tcp:s1", "priority=7,in_port=1,cookie=0x5,idle_timeout=60,actions=output:2")).Text);
        var dump = await ToolRun.OnAsync(network, "dump-flows", "tcp:s1", "--no-stats");
        var filtered = await ToolRun.OnAsync(network, "dump-flows", "tcp:s1", "cookie=0x6/-1");
        var deleted = await ToolRun.OnAsync(network, "--strict", "del-flows", "tcp:s1", "priority=7,in_port=1");
        var after = await ToolRun.OnAsync(network, "dump-flows", "tcp:s1");

        Assert.Equal([" cookie=0x5, idle_timeout=60, priority=7,in_port=1 actions=output:2"], dump.Output);
        Assert.Empty(filtered.Output);
        Assert.Equal((2, 1), (deleted.Code, deleted.Error.Count(letter => letter == '\n')));
        Assert.Single(after.Output);

        deleted = await ToolRun.OnAsync(network, "del-flows", "tcp:s1", "--strict", "priority=7,in_port=1");
        after = await ToolRun.OnAsync(network, "dump-flows", "tcp:s1");

        Assert.Equal((0, ""), (deleted.Code, deleted.Error));
        Assert.Empty(after.Output);
    }

    [Fact]
    public async Task Flows_are_sorted_by_a_field_and_those_without_it_come_last()
    {
        var network = ToolRun.Network();
        var flows = "priority=1,ip,nw_dst=10.0.0.9,actions=output:1\npriority=3,arp,actions=output:1\n# a comment\n\npriority=2,ip,nw_dst=10.0.0.1,actions=output:2\n";
        Assert.Equal(0, (await ToolRun.WithAsync(network, flows, "add-flow", "tcp:s1", "-")).Code);

        var byPriority = await ToolRun.OnAsync(network, "dump-flows", "--sort", "tcp:s1", "--no-stats");
        var byPriorityDown = await ToolRun.OnAsync(network, "dump-flows", "--rsort", "tcp:s1", "--no-stats");
        var byAddress = await ToolRun.OnAsync(network, "dump-flows", "--sort=nw_dst", "tcp:s1", "--no-stats");

        Assert.Equal([" priority=1,ip,nw_dst=10.0.0.9 actions=output:1", " priority=2,ip,nw_dst=10.0.0.1 actions=output:2", " priority=3,arp actions=output:1"], byPriority.Output);
        Assert.Equal(byPriority.Output.Reverse(), byPriorityDown.Output);
        Assert.Equal([" priority=2,ip,nw_dst=10.0.0.1 actions=output:2", " priority=1,ip,nw_dst=10.0.0.9 actions=output:1", " priority=3,arp actions=output:1"], byAddress.Output);
        Assert.Equal(1, (await ToolRun.OnAsync(network, "dump-flows", "--sort=colour", "tcp:s1")).Code);
    }

    [Fact]
    public async Task Names_of_ports_are_read_and_written()
    {
        var network = ToolRun.Network();
        var name = network.Switch("s1").Ports.First(port => port.PortNo == 2).Name;

        var added = await ToolRun.OnAsync(network, "add-flow", "tcp:s1", $"in_port=1,actions=output:\"{name}\"");
        var numbers = await ToolRun.OnAsync(network, "dump-flows", "tcp:s1", "--no-stats");
        var names = await ToolRun.OnAsync(network, "dump-flows", "tcp:s1", "--no-stats", "--names");
        var refused = await ToolRun.OnAsync(network, "add-flow", "tcp:s1", $"in_port=1,actions=output:\"{name}\"", "--no-names");

        Assert.Equal((0, ""), (added.Code, added.Error));
        Assert.Equal([" in_port=1 actions=output:2"], numbers.Output);
        Assert.Contains(name, Assert.Single(names.Output), StringComparison.Ordinal);
        Assert.Equal(1, refused.Code);
    }

    [Fact]
    public async Task An_error_names_the_file_and_the_line_and_nothing_is_sent()
    {
        var network = ToolRun.Network();

        var malformed = await ToolRun.WithAsync(network, "in_port=1,actions=output:2\n\nin_port=2,actions=nonsense\n", "add-flows", "tcp:s1", "-");
        var unsound = await ToolRun.WithAsync(network, "in_port=1,actions=output:2\ntcp_dst=80,actions=output:2\ntable=3,actions=goto_table:1\n", "add-flows", "tcp:s1", "-");

        Assert.Equal(1, malformed.Code);
        Assert.StartsWith("rxofctl: -:3: ", malformed.Error, StringComparison.Ordinal);
        Assert.Single(malformed.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(1, unsound.Code);
        Assert.Empty((await ToolRun.OnAsync(network, "dump-flows", "tcp:s1")).Output);
    }

    [Fact]
    public async Task Of_a_batch_the_message_says_what_was_applied_and_of_a_bundle_nothing_is()
    {
        var network = ToolRun.Network(options: new() { Versions = [OpenFlow14], TableCapacity = 2 });
        var flows = "in_port=1,actions=drop\nin_port=2,actions=drop\nin_port=3,actions=drop\n";

        var bundle = await ToolRun.WithAsync(network, flows, "add-flows", "tcp:s1", "-", "--bundle");
        var none = await ToolRun.OnAsync(network, "dump-flows", "tcp:s1");
        var batch = await ToolRun.WithAsync(network, flows, "add-flows", "tcp:s1", "-");
        var two = await ToolRun.OnAsync(network, "dump-flows", "tcp:s1");

        Assert.Equal(1, bundle.Code);
        Assert.Contains("OFPFMFC_TABLE_FULL", bundle.Error, StringComparison.Ordinal);
        Assert.Contains("Applied: 0 of 3.", bundle.Error, StringComparison.Ordinal);
        Assert.Empty(none.Output);
        Assert.Equal(1, batch.Code);
        Assert.Contains("-:3: the switch refused 'in_port=3,actions=drop': OFPFMFC_TABLE_FULL", batch.Error, StringComparison.Ordinal);
        Assert.Contains("Applied: 2 of 3.", batch.Error, StringComparison.Ordinal);
        Assert.Equal(2, two.Output.Length);
    }

    [Fact]
    public async Task Replace_flows_sends_only_differences_and_diff_flows_prints_them()
    {
        var network = ToolRun.Network(2);
        await ToolRun.WithAsync(network, "priority=1,actions=drop\npriority=2,in_port=1,actions=output:2\npriority=3,in_port=2,actions=output:1\n", "add-flow", "tcp:s1", "-");
        var changes = new List<string>();
        using var watching = network.Switch("s1").FlowChanges.Subscribe(change => changes.Add($"{change.Reason} {change.Flow.Priority}"));

        var replaced = await ToolRun.WithAsync(
            network, "priority=1,actions=drop\npriority=2,in_port=1,actions=output:3\npriority=4,arp,actions=flood\n", "replace-flows", "tcp:s1", "-");
        var difference = await ToolRun.OnAsync(network, "diff-flows", "tcp:s2", "tcp:s1");
        var same = await ToolRun.OnAsync(network, "diff-flows", "tcp:s1", "tcp:s1");

        Assert.Equal((0, ""), (replaced.Code, replaced.Error));
        Assert.Equal(["Added 4", "Modified 2", "Removed 3"], changes.Select(change => change.Replace("Added 2", "Modified 2", StringComparison.Ordinal)).Order().Distinct());
        Assert.Equal(2, difference.Code);
        Assert.Equal(["+priority=4,arp actions=FLOOD", "+priority=2,in_port=1 actions=output:3", "+priority=1 actions=drop"], difference.Output);
        Assert.Equal((0, ""), (same.Code, same.Text));
    }

    [Fact]
    public async Task Groups_and_meters_are_added_changed_counted_and_deleted()
    {
        var network = ToolRun.Network(options: new() { Versions = [OpenFlow15] });

        await ToolRun.OnAsync(network, "add-group", "tcp:s1", "group_id=1,type=select,bucket=bucket_id=0,weight=2,actions=output:1,bucket=bucket_id=1,weight=3,actions=output:2");
        var group = await ToolRun.OnAsync(network, "dump-groups", "tcp:s1", "1");
        var inserted = await ToolRun.OnAsync(network, "insert-buckets", "tcp:s1", "group_id=1,command_bucket_id=last,bucket=bucket_id=7,weight=1,actions=output:2");
        var removed = await ToolRun.OnAsync(network, "remove-buckets", "tcp:s1", "group_id=1,command_bucket_id=first");
        var changed = await ToolRun.OnAsync(network, "dump-groups", "tcp:s1");
        var counted = await ToolRun.OnAsync(network, "dump-group-stats", "tcp:s1", "group_id=1");
        await ToolRun.OnAsync(network, "add-meter", "tcp:s1", "meter=1,kbps,burst,bands=type=drop,rate=1000,burst_size=100");
        var meter = await ToolRun.OnAsync(network, "dump-meters", "tcp:s1");
        var meterStats = await ToolRun.OnAsync(network, "meter-stats", "tcp:s1", "1");
        await ToolRun.OnAsync(network, "del-groups", "tcp:s1");
        await ToolRun.OnAsync(network, "del-meters", "tcp:s1", "1");

        Assert.Equal([" group_id=1,type=select,bucket=bucket_id:0,weight:2,actions=output:1,bucket=bucket_id:1,weight:3,actions=output:2"], group.Output);
        Assert.Equal(("", ""), (inserted.Error, removed.Error));
        Assert.Equal([" group_id=1,type=select,bucket=bucket_id:1,weight:3,actions=output:2,bucket=bucket_id:7,actions=output:2"], changed.Output);
        Assert.StartsWith(" group_id=1,duration=", Assert.Single(counted.Output), StringComparison.Ordinal);
        Assert.EndsWith("bucket1:packet_count=0,byte_count=0", Assert.Single(counted.Output), StringComparison.Ordinal);
        Assert.Equal(["meter=1 kbps burst bands=type=drop rate=1000 burst_size=100"], meter.Output);
        Assert.Equal("0: packet_count:0 byte_count:0", meterStats.Output[1]);
        Assert.Empty((await ToolRun.OnAsync(network, "dump-groups", "tcp:s1")).Output);
        Assert.Empty((await ToolRun.OnAsync(network, "dump-meters", "tcp:s1")).Output);
    }

    [Fact]
    public async Task Ports_and_fragments_are_configured()
    {
        var network = ToolRun.Network();

        var down = await ToolRun.OnAsync(network, "mod-port", "tcp:s1", "2", "down");
        var ports = await ToolRun.OnAsync(network, "dump-ports-desc", "tcp:s1", "2");
        var unknown = await ToolRun.OnAsync(network, "mod-port", "tcp:s1", "9", "down");
        var drop = await ToolRun.OnAsync(network, "set-frags", "tcp:s1", "drop");
        var mode = await ToolRun.OnAsync(network, "get-frags", "tcp:s1");

        Assert.Equal((0, ""), (down.Code, down.Error));
        Assert.Contains("     config:     PORT_DOWN", ports.Output);
        Assert.Equal(1, unknown.Code);
        Assert.Equal((0, ""), (drop.Code, drop.Error));
        Assert.Equal(["drop"], mode.Output);
    }

    [Fact]
    public async Task A_bundle_of_flows_groups_and_packets_is_applied()
    {
        var network = ToolRun.Network(options: new() { Versions = [OpenFlow14] });
        var lines = "group group_id=5,type=all,bucket=output:1\nflow priority=5,in_port=2,actions=group:5\nflow delete in_port=9\n";

        var result = await ToolRun.WithAsync(network, lines, "bundle", "tcp:s1", "-");

        Assert.Equal((0, ""), (result.Code, result.Error));
        Assert.Equal([" priority=5,in_port=2 actions=group:5"], (await ToolRun.OnAsync(network, "dump-flows", "tcp:s1", "--no-stats")).Output);
    }

    [Fact]
    public async Task The_format_is_text_or_json_and_dot_is_for_topology()
    {
        var network = ToolRun.Network();
        var text = await ToolRun.OnAsync(network, "dump-desc", "tcp:s1", "--format", "text");
        var json = await ToolRun.OnAsync(network, "dump-desc", "tcp:s1", "--format", "json");
        var dot = await ToolRun.OnAsync(network, "dump-desc", "tcp:s1", "--format", "dot");

        Assert.Equal((await ToolRun.OnAsync(network, "dump-desc", "tcp:s1")).Output, text.Output);
        Assert.Equal((await ToolRun.OnAsync(network, "dump-desc", "tcp:s1", "--json")).Output, json.Output);
        Assert.StartsWith("{", Assert.Single(json.Output), StringComparison.Ordinal);
        Assert.Equal((2, "rxofctl: --format dot is for topology: write text or json. See 'rxofctl dump-desc --help'.\n"), (dot.Code, dot.Error));
    }

    [Fact]
    public async Task Json_is_a_list_of_entries_and_of_modifications_their_number()
    {
        var network = ToolRun.Network();

        var added = await ToolRun.OnAsync(network, "add-flow", "tcp:s1", "priority=7,tcp,tp_dst=80,actions=output:2", "--json");
        var dump = await ToolRun.OnAsync(network, "dump-flows", "tcp:s1", "--json");
        var show = await ToolRun.OnAsync(network, "show", "tcp:s1", "--json");
        var ports = await ToolRun.OnAsync(network, "dump-ports", "tcp:s1", "--json");

        Assert.Equal(["""{"applied":1}"""], added.Output);
        using var flows = JsonDocument.Parse(Assert.Single(dump.Output));
        Assert.Equal(7, flows.RootElement[0].GetProperty("priority").GetInt32());
        Assert.Equal(80, flows.RootElement[0].GetProperty("match").GetProperty("tcp_dst").GetInt32());
        using var shown = JsonDocument.Parse(Assert.Single(show.Output));
        Assert.Equal("0000000000000001", shown.RootElement.GetProperty("features").GetProperty("datapath_id").GetString());
        using var counters = JsonDocument.Parse(Assert.Single(ports.Output));
        Assert.Contains(counters.RootElement.EnumerateArray(), port => port.GetProperty("port_no").ValueKind == JsonValueKind.Number && port.GetProperty("port_no").GetInt32() == 1);
    }

    [Fact]
    public async Task Ping_prints_each_answer_and_a_summary_and_role_the_role()
    {
        var network = ToolRun.Network();

        var ping = await ToolRun.OnAsync(network, "ping", "tcp:s1", "3");
        var probe = await ToolRun.OnAsync(network, "probe", "tcp:s1");
        var master = await ToolRun.OnAsync(network, "role", "tcp:s1", "master", "5");
        var role = await ToolRun.OnAsync(network, "role", "tcp:s1");

        Assert.Equal(4, ping.Output.Length);
        Assert.StartsWith("64 bytes from ", ping.Output[0], StringComparison.Ordinal);
        Assert.StartsWith("3 answered: min ", ping.Output[3], StringComparison.Ordinal);
        Assert.Equal((0, "", ""), (probe.Code, probe.Text, probe.Error));
        Assert.Equal(["role=master generation_id=5"], master.Output);
        Assert.Equal(["role=equal generation_id=5"], role.Output);
    }

    [Theory]
    [InlineData("no bridge", "show", "nobody")]
    [InlineData("bad address", "show", "tcp:1.2.3.4:99999")]
    [InlineData("too old", "dump-table-desc", "tcp:s1")]
    [InlineData("bad flow", "dump-flows", "tcp:s1", "colour=red")]
    [InlineData("bad monitor", "monitor", "tcp:s1", "watch:colour=red")]
    [InlineData("no file", "add-flows", "tcp:s1", "/nonexistent/file")]
    [InlineData("unknown request", "dump-tlv-map", "tcp:s1")]
    public async Task A_failure_is_one_line_and_1(string what, params string[] args)
    {
        var result = await ToolRun.OnAsync(ToolRun.Network(), args);

        Assert.True(result.Code == 1, what);
        Assert.Empty(result.Output);
        Assert.StartsWith("rxofctl: ", Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }
}
