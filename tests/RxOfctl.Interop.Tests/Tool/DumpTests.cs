using System.Text.RegularExpressions;
using RxOfctl.Interop.Tests.Ovs;
using RxOfctl.Protocol;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Interop.Tests.Tool;

/// <summary>The same bridge asked by ovs-ofctl and by rxofctl: the same facts, for each command that prints what a switch holds.</summary>
public sealed class DumpTests : ToolWithOvs
{
    // The line of type and transaction id apart, these print the same lines.
    private static readonly string[][] SameLines =
    [
        ["dump-desc"], ["dump-ports"], ["dump-ports", "p1"], ["dump-ports-desc"], ["dump-flows"], ["dump-flows", "table=1,tcp"], ["dump-flows", "out_port=2"],
        ["dump-flows", "cookie=0x5/-1"], ["dump-aggregate"], ["dump-aggregate", "table=1"], ["dump-groups"], ["dump-group-stats"], ["dump-group-features"],
        ["queue-stats"], ["queue-stats", "1", "0"], ["get-frags"], ["dump-tlv-map"],
    ];

    [OvsTheory]
    [MemberData(nameof(Versions))]
    public async Task All_dumps_say_what_those_of_ovs_ofctl_say(OpenFlowVersion version)
    {
        await FillAsync();

        foreach (var command in SameLines)
        {
            string[] arguments = [command[0], BridgeName, .. command[1..]];
            var theirs = OfctlFacts.Of(await TheirsAsync(version, arguments));
            var ours = OfctlFacts.Of(await OursAsync(version, arguments));
            Assert.True(theirs.Count > 0 || command is ["dump-flows", "table=1,tcp"], $"ovs-ofctl {string.Join(' ', arguments)} printed nothing.");
            Assert.Equal((string.Join(' ', command), string.Join('\n', theirs)), (string.Join(' ', command), string.Join('\n', ours)));
        }

        // The version and the address come first.
        Assert.Equal(OfctlFacts.Of(await TheirsAsync(version, "show", BridgeName)), OfctlFacts.Of(await OursAsync(version, "show", BridgeName)).Skip(1));
        Assert.Equal(OfctlFacts.Tables(await TheirsAsync(version, "dump-tables", BridgeName)), OfctlFacts.Tables(await OursAsync(version, "dump-tables", BridgeName)));
    }

    [OvsTheory]
    [MemberData(nameof(Versions))]
    public async Task Flows_are_written_in_the_layout_of_ovs_ofctl(OpenFlowVersion version)
    {
        await AddBridgeAsync();
        await TheirsAsync(version, "add-flow", BridgeName, "ip,actions=output:2");
        await TheirsAsync(version, "add-flow", BridgeName, "idle_timeout=100,hard_timeout=200,send_flow_rem,check_overlap,arp,actions=drop");
        if (version >= OpenFlow14)
            await TheirsAsync(version, "add-flow", BridgeName, "importance=5,idle_timeout=100,tcp,actions=output:1");
        await TheirsAsync(version, "mod-flows", BridgeName, "ip,actions=output:1");

        var theirs = await TheirsAsync(version, "dump-flows", BridgeName);
        var ours = await OursAsync(version, "dump-flows", BridgeName);

        // The first line of ovs-ofctl names the message.
        Assert.Equal(WithoutTimes(theirs[(theirs.IndexOf('\n', StringComparison.Ordinal) + 1)..]), WithoutTimes(ours));
    }

    [OvsTheory]
    [MemberData(nameof(Versions))]
    public async Task Queues_have_the_same_configuration(OpenFlowVersion version)
    {
        await FillAsync();

        var theirs = OfctlFacts.Of(await TheirsAsync(version, "queue-get-config", BridgeName));
        var ours = OfctlFacts.Of(await OursAsync(version, "queue-get-config", BridgeName));

        // Of all ports at once ovs-ofctl does not say in OpenFlow 1.3 whose queues are whose.
        if (version == OpenFlow13)
            (theirs, ours) = ([.. theirs.Where(line => line.StartsWith("queue", StringComparison.Ordinal))], [.. ours.Where(line => line.StartsWith("queue", StringComparison.Ordinal))]);
        Assert.Equal(theirs, ours);
    }

    [OvsTheory]
    [InlineData(OpenFlow13)]
    [InlineData(OpenFlow14)]
    [InlineData(OpenFlow15)]
    public async Task Meters_are_the_same(OpenFlowVersion version)
    {
        await FillAsync();

        Assert.Equal(OfctlFacts.Words(await TheirsAsync(version, "dump-meters", BridgeName)), OfctlFacts.Words(await OursAsync(version, "dump-meters", BridgeName)));
        Assert.Equal(OfctlFacts.Words(await TheirsAsync(version, "dump-meter", BridgeName, "meter=1")), OfctlFacts.Words(await OursAsync(version, "dump-meter", BridgeName, "meter=1")));
        Assert.Equal(OfctlFacts.Words(await TheirsAsync(version, "meter-stats", BridgeName)), OfctlFacts.Words(await OursAsync(version, "meter-stats", BridgeName)));
        // Open vSwitch 3.1 answers in OpenFlow 1.5 in the layout of 1.3, which is too short.
        if (version == OpenFlow15)
            Assert.Contains("-O OpenFlow14", (await RunAsync(version, "", "meter-features", BridgeName)).Error, StringComparison.Ordinal);
        else
            Assert.Equal(OfctlFacts.Of(await TheirsAsync(version, "meter-features", BridgeName)), OfctlFacts.Of(await OursAsync(version, "meter-features", BridgeName)));
    }

    [OvsTheory]
    [InlineData(OpenFlow14)]
    [InlineData(OpenFlow15)]
    public async Task Tables_have_the_same_configuration(OpenFlowVersion version)
    {
        await FillAsync();

        Assert.Equal(OfctlFacts.Of(await TheirsAsync(version, "dump-table-desc", BridgeName)), OfctlFacts.Of(await OursAsync(version, "dump-table-desc", BridgeName)));
    }

    [OvsTheory]
    [InlineData(OpenFlow13)]
    [InlineData(OpenFlow15)]
    public async Task Tables_have_the_same_features(OpenFlowVersion version)
    {
        await FillAsync();

        var theirs = await TheirsAsync(version, "dump-table-features", BridgeName);
        var ours = await OursAsync(version, "dump-table-features", BridgeName);

        foreach (var fact in new[] { "metadata: match=0xffffffffffffffff write=0xffffffffffffffff", "max_entries=1000000" })
            Assert.Contains(fact, theirs, StringComparison.Ordinal);
        Assert.StartsWith("  tables 0...252:\n    metadata:", ours, StringComparison.Ordinal);
        Assert.Contains("    metadata: match=0xffffffffffffffff write=0xffffffffffffffff\n    ", ours, StringComparison.Ordinal);
        Assert.Contains("    max_entries: 1000000\n", ours, StringComparison.Ordinal);
        Assert.Contains("    next tables: all after it, to 253\n", ours, StringComparison.Ordinal);
        Assert.Contains("  table 253:\n", ours, StringComparison.Ordinal);
        Assert.Equal(OfctlFacts.FieldsToSet(theirs), OfctlFacts.FieldsToSet(ours));
    }

    [OvsTheory]
    [MemberData(nameof(Versions))]
    public async Task Names_are_written_as_ovs_ofctl_writes_them_and_sorting_has_its_order(OpenFlowVersion version)
    {
        await FillAsync();

        foreach (var options in new[] { new[] { "--names" }, ["--no-stats"], ["--sort=in_port"], ["--rsort=priority"] })
        {
            var theirs = OfctlFacts.Of(await TheirsAsync(version, [.. options, "dump-flows", BridgeName]));
            Assert.Equal(theirs, OfctlFacts.Of(await OursAsync(version, ["dump-flows", BridgeName, .. options])));
        }
    }

    private async Task FillAsync()
    {
        await AddBridgeAsync();
        await TheirsAsync(OpenFlow15, "add-group", BridgeName, "group_id=1,type=select,bucket=weight:2,actions=output:1,bucket=weight:3,actions=output:2");
        await TheirsAsync(OpenFlow13, "add-meter", BridgeName, "meter=1,kbps,burst,stats,bands=type=drop,rate=1000,burst_size=100");
        await TheirsAsync(OpenFlow13, "add-flow", BridgeName, "table=1,priority=10,tcp,tp_dst=80,cookie=5,idle_timeout=60,actions=group:1");
        await TheirsAsync(OpenFlow13, "add-flow", BridgeName, "priority=1,in_port=1,actions=set_field:02:00:00:00:00:01->eth_dst,2,goto_table:1");
        await TheirsAsync(OpenFlow13, "add-flow", BridgeName, "priority=2,in_port=2,ipv6,ipv6_src=fc00::/7,actions=dec_ttl,output:1");
        await TheirsAsync(OpenFlow13, "add-tlv-map", BridgeName, "{class=0xffff,type=0,len=4}->tun_metadata0");
    }

    private static string WithoutTimes(string dump) => Regex.Replace(dump, "(duration|_age)=[0-9.]+", "$1=");
}
