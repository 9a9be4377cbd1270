using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using RxOfctl.Caching;
using RxOfctl.Flows;
using RxOfctl.Interop.Tests.Controller;
using RxOfctl.Interop.Tests.Ovs;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Interop.Tests.Flows;

/// <summary>Rules on Open vSwitch.</summary>
public sealed class MaintainTests : ControllerWithOvs
{
    private readonly SourceCache<FlowRule, FlowRuleKey> _rules = new(rule => rule.Key);
    private readonly SourceCache<GroupRule, GroupRuleKey> _groups = new(rule => rule.Key);
    private readonly SourceCache<MeterRule, MeterRuleKey> _meters = new(rule => rule.Key);

    public static TheoryData<OpenFlowVersion> Versions =>
        [OpenFlowVersion.OpenFlow10, OpenFlowVersion.OpenFlow13, OpenFlowVersion.OpenFlow14, OpenFlowVersion.OpenFlow15];

    private static IEnumerable<FlowRule> Samples(OpenFlowVersion version) => ((string[])
        [
            "priority=10,in_port=1,actions=output:2",
            "priority=20,tcp,tp_dst=80,actions=mod_dl_src:02:00:00:00:00:01,output:2",
            "priority=30,ip,nw_src=10.0.0.0/8,actions=drop",
            "priority=40,arp,arp_op=1,actions=flood",
            "priority=50,dl_vlan=5,actions=strip_vlan,output:1",
            "priority=60,udp,nw_dst=10.1.2.3,tp_src=53,idle_timeout=3000,hard_timeout=6000,actions=controller",
            "priority=70,icmp,icmp_type=8,actions=output:1,output:2",
        ]).Select((flow, index) => FlowRule.Parse(flow, 0xa1, version) with { Tag = (ulong)index });

    [OvsTheory]
    [MemberData(nameof(Versions))]
    public async Task Rules_are_installed_and_not_sent_again_when_the_app_starts_anew(OpenFlowVersion version)
    {
        await ConnectBridgeAsync(0xa1, version, "p1", "p2");
        _rules.AddOrUpdate(Samples(version));
        using (var maintained = Maintain())
            await AssertInstalledAsync(maintained, 7);
        await Ovs.AppctlAsync("vlog/set", "vconn:file:dbg");

        using (var maintained = Maintain())
            await AssertInstalledAsync(maintained, 7);

        Assert.Equal(7, (await Ovs.DumpFlowsAsync("bra1", version)).Count);
        var log = await Ovs.ReadLogAsync(Limit);
        Assert.Contains("OFPST_FLOW request", log, StringComparison.Ordinal);
        Assert.DoesNotContain("FLOW_MOD", log, StringComparison.Ordinal);
    }

    [OvsTheory]
    [MemberData(nameof(Versions))]
    public async Task What_ovs_ofctl_changes_is_repaired(OpenFlowVersion version)
    {
        await ConnectBridgeAsync(0xa1, version, "p1", "p2");
        _rules.AddOrUpdate(Samples(version));
        using var maintained = Maintain();
        await AssertInstalledAsync(maintained, 7);
        var expected = await NormalizedDumpAsync(version);
        var drifts = maintained.Flows.Connect().Select(_ => maintained.Flows.Items.Sum(status => status.Drifts));
        var repaired = drifts.FirstAsync(count => count >= 2).ToTask(Limit);

        await Ovs.OfctlAsync("-O", version.ToString(), "--strict", "del-flows", "bra1", "priority=10,in_port=1");
        // In OpenFlow 1.0 a modification sets the cookie: with another one the flow would be another app's.
        var cookie = CookieLease.OfName("RxOfctl.Flows").CookieOf(3);
        await Ovs.OfctlAsync("-O", version.ToString(), "--strict", "mod-flows", "bra1", $"cookie=0x{cookie:x},priority=40,arp,arp_op=1,actions=drop");
        await Ovs.OfctlAsync("-O", version.ToString(), "add-flow", "bra1", "cookie=0x9,priority=5,actions=drop");
        await repaired;
        await maintained.Settled.ToTask(Limit);

        var dump = await NormalizedDumpAsync(version);
        Assert.Contains(dump, flow => flow.Contains("cookie=0x9,", StringComparison.Ordinal));
        Assert.Equal(expected, dump.Where(flow => !flow.Contains("cookie=0x9,", StringComparison.Ordinal)));
    }

    [OvsTheory]
    [InlineData(OpenFlowVersion.OpenFlow13)]
    [InlineData(OpenFlowVersion.OpenFlow14)]
    [InlineData(OpenFlowVersion.OpenFlow15)]
    public async Task Groups_and_meters_come_with_the_flows_that_use_them(OpenFlowVersion version)
    {
        await ConnectBridgeAsync(0xa1, version, "p1", "p2");
        _groups.AddOrUpdate(new GroupRule { Datapaths = 0xa1, GroupId = 1, Type = GroupType.Select, Buckets = [new() { Weight = 1, Actions = [new OutputAction(1)] }, new() { Weight = 2, Actions = [new OutputAction(2)] }] });
        _meters.AddOrUpdate(new MeterRule { Datapaths = 0xa1, MeterId = 1, Flags = MeterFlags.Kbps | MeterFlags.Stats, Bands = [new DropMeterBand { Rate = 1000 }] });
        _rules.AddOrUpdate(new FlowRule { Datapaths = 0xa1, Match = [Oxm.InPort.Is(1)], Instructions = [new MeterInstruction(1), new ApplyActions([new GroupAction(1)])] });
        for (var start = 0; start < 2; start++)
        {
            using var maintained = Maintain();
            await AssertInstalledAsync(maintained, 1);
            Assert.Equal(3, maintained.Summaries.Items.Single().Installed);
            await Ovs.AppctlAsync("vlog/set", "vconn:file:dbg");
        }

        var log = await Ovs.ReadLogAsync(Limit);
        Assert.Contains("OFPST_METER_CONFIG request", log, StringComparison.Ordinal);
        Assert.DoesNotContain("METER_MOD", log, StringComparison.Ordinal);
        Assert.DoesNotContain("GROUP_MOD", log, StringComparison.Ordinal);
        Assert.DoesNotContain("FLOW_MOD", log, StringComparison.Ordinal);
    }

    [OvsTheory]
    [MemberData(nameof(Versions))]
    public async Task A_switch_that_was_killed_gets_its_rules_again(OpenFlowVersion version)
    {
        await ConnectBridgeAsync(0xa1, version, "p1", "p2");
        _rules.AddOrUpdate(Samples(version));
        using var maintained = Maintain();
        await AssertInstalledAsync(maintained, 7);

        var gone = NextChange(0xa1, ChangeReason.Remove);
        Ovs.Kill();
        await gone;
        var back = NextChange(0xa1, ChangeReason.Add);
        await Ovs.RestartAsync(Limit);
        await Ovs.PokeWhileAsync(back);

        await AssertInstalledAsync(maintained, 7);
        Assert.Equal(7, (await Ovs.DumpFlowsAsync("bra1", version)).Count);
    }

    // The rules are computed of what the switches say: they come after the switches.
    [OvsFact]
    public async Task Rules_that_need_the_switches_first_keep_what_is_there()
    {
        var perPort = Controller.Datapaths.Connect().TransformMany(
            datapath => datapath.Ports.Items.Where(port => port.PortNo.Value < 100).Select(port => new FlowRule
            {
                Datapaths = datapath.Id,
                Match = [Oxm.InPort.Is(port.PortNo)],
                Actions = [new OutputAction(PortNumber.Flood)],
            }),
            rule => rule.Key);
        await ConnectBridgeAsync(0xa1, OpenFlowVersion.OpenFlow14, "p1", "p2");
        for (var start = 0; start < 2; start++)
        {
            using var maintained = Controller.Maintain(perPort);
            await AssertInstalledAsync(maintained, 2);
            await Ovs.AppctlAsync("vlog/set", "vconn:file:dbg");
        }

        Assert.DoesNotContain("FLOW_MOD", await Ovs.ReadLogAsync(Limit), StringComparison.Ordinal);
    }

    private MaintainedRules Maintain() => Controller.Maintain(_rules.Connect(), groups: _groups.Connect(), meters: _meters.Connect());

    private async Task AssertInstalledAsync(MaintainedRules maintained, int count)
    {
        var installed = maintained.Summaries.Connect()
            .Select(_ => maintained.Summaries.Items.SingleOrDefault())
            .FirstAsync(summary => summary is { IsConnected: true, LastReconciled: not null } && summary.Installed >= count)
            .ToTask(Limit);
        await installed;
        await maintained.Settled.ToTask(Limit);
        var statuses = maintained.Flows;
        await statuses.CountChanged.FirstAsync(known => known == count).ToTask(Limit);
        Assert.All(statuses.Items, status => Assert.True(status.State is RuleState.Installed or RuleState.Normalized, status.ToString()));
    }

    // Without what counts or grows.
    private async Task<string[]> NormalizedDumpAsync(OpenFlowVersion version) =>
        [.. (await Ovs.DumpFlowsAsync("bra1", version))
            .Select(flow => System.Text.RegularExpressions.Regex.Replace(flow, @"(duration|n_packets|n_bytes|idle_age)=[^,]*, ?", ""))
            .Order(StringComparer.Ordinal)];
}
