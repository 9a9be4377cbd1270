using RxOfctl.Interop.Tests.Ovs;
using RxOfctl.Protocol;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Interop.Tests.Tool;

/// <summary>What rxofctl changes on a bridge is dumped by ovs-ofctl as if it had changed it itself, and the other way round.</summary>
public sealed class ModifyTests : ToolWithOvs
{
    private static readonly string[] Flows =
    [
        "priority=5,in_port=1,cookie=0x5,idle_timeout=60,actions=output:2",
        "priority=6,tcp,nw_dst=10.0.0.0/8,tp_dst=80,actions=mod_nw_tos:32,output:1",
        "priority=7,ip,nw_src=10.0.0.1,actions=drop",
        "table=2,priority=8,arp,actions=NORMAL",
        "priority=9,dl_vlan=5,actions=strip_vlan,output:2",
        "priority=10,ipv6,ipv6_dst=fc00::1,actions=CONTROLLER:128",
        "priority=11,udp,reg1=0x7,actions=load:0x3->NXM_NX_REG2[0..15],resubmit(,3)",
    ];

    [OvsTheory]
    [MemberData(nameof(Versions))]
    public async Task Flows_are_added_changed_and_deleted_as_by_ovs_ofctl(OpenFlowVersion version)
    {
        await AddBridgeAsync();
        (string Command, string[] Arguments)[] steps =
        [
            .. Flows.Select(flow => ("add-flow", new[] { flow })),
            ("mod-flows", ["tcp,actions=output:2"]),
            ("mod-flows", ["--strict", "priority=7,ip,nw_src=10.0.0.1,actions=output:1"]),
            ("mod-flows", ["--strict", "priority=6,ip,nw_src=10.0.0.1,actions=drop"]),
            ("del-flows", ["table=2"]),
            ("del-flows", ["--strict", "priority=9,dl_vlan=5"]),
            ("del-flows", ["out_port=2"]),
            ("add-flow", ["in_port=p2,actions=output:p1"]),
            ("del-flows", []),
        ];
        var expected = new List<string>();
        foreach (var (command, arguments) in steps)
        {
            await TheirsAsync(version, [.. arguments.Where(IsOption), command, BridgeName, .. arguments.Where(argument => !IsOption(argument))]);
            expected.Add(await FlowsAsync(version));
            // What ovs-ofctl changed is dumped by rxofctl.
            Assert.Equal(expected[^1], Lines(await OursAsync(version, "dump-flows", BridgeName, "--no-stats", "--rsort")));
        }

        foreach (var ((command, arguments), index) in steps.Select((step, index) => (step, index)))
        {
            await OursAsync(version, [command, BridgeName, .. arguments]);
            var after = await FlowsAsync(version);
            Assert.Equal($"{command} {string.Join(' ', arguments)}\n{expected[index]}", $"{command} {string.Join(' ', arguments)}\n{after}");
        }
    }

    [OvsTheory]
    [MemberData(nameof(Versions))]
    public async Task Groups_are_added_changed_and_deleted_as_by_ovs_ofctl(OpenFlowVersion version)
    {
        await AddBridgeAsync();
        List<(string Command, string[] Arguments)> steps =
        [
            ("add-group", ["group_id=1,type=all,bucket=output:1,bucket=output:2"]),
            ("add-group", ["group_id=2,type=ff,bucket=watch_port:1,output:1,bucket=watch_port:2,output:2"]),
            ("mod-group", ["group_id=1,type=select,bucket=weight:5,output:2"]),
            ("mod-group", ["--may-create", "group_id=3,type=indirect,bucket=output:1"]),
            ("del-groups", ["group_id=2"]),
            ("del-groups", []),
        ];
        if (version is OpenFlow10 or OpenFlow15)
        {
            steps.InsertRange(4,
            [
                ("insert-buckets", ["group_id=1,command_bucket_id=last,bucket=bucket_id:9,weight:1,output:1"]),
                ("remove-buckets", ["group_id=1,command_bucket_id=first"]),
                ("add-group", ["group_id=4,type=select,selection_method=hash,fields(ip_src,ip_dst),bucket=weight:1,output:1"]),
            ]);
        }

        var expected = new List<IReadOnlyList<string>>();
        foreach (var (command, arguments) in steps)
        {
            await TheirsAsync(version, [.. arguments.Where(IsOption), command, BridgeName, .. arguments.Where(argument => !IsOption(argument))]);
            expected.Add([.. OfctlFacts.Of(await TheirsAsync(version, "dump-groups", BridgeName)).Order(StringComparer.Ordinal)]);
            Assert.Equal(expected[^1], OfctlFacts.Of(await OursAsync(version, "dump-groups", BridgeName)).Order(StringComparer.Ordinal));
        }

        foreach (var ((command, arguments), index) in steps.Select((step, index) => (step, index)))
        {
            await OursAsync(version, [command, BridgeName, .. arguments]);
            Assert.Equal(expected[index], OfctlFacts.Of(await TheirsAsync(version, "dump-groups", BridgeName)).Order(StringComparer.Ordinal));
        }
    }

    [OvsTheory]
    [InlineData(OpenFlow13)]
    [InlineData(OpenFlow14)]
    [InlineData(OpenFlow15)]
    public async Task Meters_tables_and_bundles_are_changed_as_by_ovs_ofctl(OpenFlowVersion version)
    {
        await AddBridgeAsync();

        await OursAsync(version, "add-meter", BridgeName, "meter=7,pktps,bands=type=drop,rate=10");
        await OursAsync(version, "mod-meter", BridgeName, "meter=7,kbps,burst,bands=type=drop,rate=20,burst_size=30");
        var meters = OfctlFacts.Words(await TheirsAsync(version, "dump-meters", BridgeName));
        Assert.Equal(["meter", "7", "kbps", "burst", "bands", "type", "drop", "rate", "20", "burst_size", "30"], meters);
        await OursAsync(version, "del-meters", BridgeName);
        Assert.Empty(OfctlFacts.Of(await TheirsAsync(version, "dump-meters", BridgeName)));

        var lines = "group group_id=5,type=all,bucket=output:1\nflow priority=5,in_port=2,actions=group:5\nflow priority=6,in_port=1,actions=drop\n";
        Assert.Equal((0, "", ""), await RunAsync(version, lines, "bundle", BridgeName, "-"));
        Assert.Equal("priority=6,in_port=1 actions=drop\npriority=5,in_port=2 actions=group:5", await FlowsAsync(version));

        // The second flow is refused, and so the first one is not there either.
        var (code, _, error) = await RunAsync(version, "flow priority=7,in_port=9,actions=drop\nflow priority=8,actions=group:99\n", "bundle", BridgeName, "-");
        Assert.Equal(1, code);
        Assert.Contains("Applied: 0 of 2.", error, StringComparison.Ordinal);
        Assert.DoesNotContain("in_port=9", await FlowsAsync(version), StringComparison.Ordinal);

        if (version > OpenFlow13)
        {
            await OursAsync(version, "mod-table", BridgeName, "1", "evict");
            Assert.Contains("table 1:\n   eviction=on", await TheirsAsync(version, "dump-table-desc", BridgeName), StringComparison.Ordinal);
        }
    }

    [OvsTheory]
    [MemberData(nameof(Versions))]
    public async Task Ports_fragments_tunnel_options_and_packets_go_to_the_switch(OpenFlowVersion version)
    {
        await AddBridgeAsync();

        await OursAsync(version, "mod-port", BridgeName, "p1", "no-forward");
        Assert.Contains("config:     NO_FWD", await TheirsAsync(version, "dump-ports-desc", BridgeName), StringComparison.Ordinal);
        await OursAsync(version, "mod-port", BridgeName, "p1", "forward");
        Assert.DoesNotContain("NO_FWD", await TheirsAsync(version, "dump-ports-desc", BridgeName), StringComparison.Ordinal);

        await OursAsync(version, "set-frags", BridgeName, "nx-match");
        Assert.Equal("nx-match\n", await TheirsAsync(version, "get-frags", BridgeName));

        await OursAsync(version, "add-tlv-map", BridgeName, "{class=0xffff,type=1,len=8}->tun_metadata3");
        Assert.Equal(OfctlFacts.Of(await TheirsAsync(version, "dump-tlv-map", BridgeName)), OfctlFacts.Of(await OursAsync(version, "dump-tlv-map", BridgeName)));
        await OursAsync(version, "del-tlv-map", BridgeName);
        Assert.DoesNotContain("tun_metadata3", await TheirsAsync(version, "dump-tlv-map", BridgeName), StringComparison.Ordinal);

        await OursAsync(version, "ct-flush-zone", BridgeName, "5");
        await OursAsync(version, "ct-flush", BridgeName, "zone=5", "ct_nw_src=10.0.0.1,ct_nw_dst=10.0.0.2,ct_nw_proto=6,ct_tp_dst=80");
        Assert.Contains("NXST_NOT_CONFIGURED", (await RunAsync(version, "", "dump-ipfix-bridge", BridgeName)).Error, StringComparison.Ordinal);

        await OursAsync(version, "packet-out", BridgeName, "in_port=LOCAL packet=ffffffffffff02000000000108000000000000000000 actions=output:p2");
        Assert.Contains("tx pkts=1", await TheirsAsync(version, "dump-ports", BridgeName, "p2"), StringComparison.Ordinal);
    }

    [OvsTheory]
    [MemberData(nameof(Versions))]
    public async Task Replace_flows_and_diff_flows_agree_with_ovs_ofctl(OpenFlowVersion version)
    {
        await AddBridgeAsync();
        // Of these ovs-ofctl finds that the switch holds them in other words: in OpenFlow 1.1 and later, the last in 1.5.
        string[] reworded = ["strip_vlan", "mod_nw_tos", "load:"];
        var flows = Flows.Where(flow => !reworded.Any(word => flow.Contains(word, StringComparison.Ordinal))).ToList();
        foreach (var flow in flows[..^1])
            await TheirsAsync(version, "add-flow", BridgeName, flow);
        var wanted = string.Join('\n', flows[1..]) + "\npriority=5,in_port=1,actions=output:1\n";

        Assert.Equal((0, "", ""), await RunAsync(version, wanted, "replace-flows", BridgeName, "-"));
        var file = Path.Combine(Ovs.DirectoryPath, "wanted");
        await File.WriteAllTextAsync(file, wanted);

        // ovs-ofctl finds no difference to the file: with one it ends with 2, which is an error here.
        Assert.Equal("", await TheirsAsync(version, "diff-flows", BridgeName, file));
        Assert.Equal((0, "", ""), await RunAsync(version, "", "diff-flows", BridgeName, file));
        await TheirsAsync(version, "add-flow", BridgeName, "priority=99,in_port=1,actions=output:2");
        var (code, output, _) = await RunAsync(version, "", "diff-flows", BridgeName, file);
        Assert.Equal((2, "-priority=99,in_port=1 actions=output:2\n"), (code, output));
    }

    private async Task<string> FlowsAsync(OpenFlowVersion version) =>
        Lines(await TheirsAsync(version, "--no-stats", "--rsort", "dump-flows", BridgeName));

    private static string Lines(string output) => string.Join('\n', OfctlFacts.Of(output));

    private static bool IsOption(string argument) => argument.StartsWith("--", StringComparison.Ordinal);
}
