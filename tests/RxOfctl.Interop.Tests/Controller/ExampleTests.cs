using System.Reactive.Linq;
using System.Reactive.Subjects;
using System.Reactive.Threading.Tasks;
using Failover;
using Firewall;
using LoadBalancer;
using Queries;
using RxOfctl.Caching;
using RxOfctl.Interop.Tests.Hosts;
using RxOfctl.Interop.Tests.Ovs;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using TrafficMonitor;

namespace RxOfctl.Interop.Tests.Controller;

/// <summary>The apps of the examples on a real switch with two hosts.</summary>
public sealed class ExampleTests : ControllerWithOvs
{
    private static readonly Ipv4Address FirstAddress = new(10, 0, 0, 1);
    private static readonly Ipv4Address SecondAddress = new(10, 0, 0, 2);

    [OvsTheory]
    [InlineData(OpenFlowVersion.OpenFlow10)]
    [InlineData(OpenFlowVersion.OpenFlow13)]
    public async Task The_firewall_changes_flows_with_its_rules(OpenFlowVersion version)
    {
        using var rules = new SourceCache<FirewallRule, string>(rule => rule.Match);
        using var app = new FirewallApp(Controller, rules).Start();
        var datapath = await ConnectBridgeAsync(0xa1, version, "p1", "p2");
        await FlowsAsync(datapath, flows => flows.Count == 1);
        await using var hosts = await Pair.ConnectAsync(Ovs, Limit);
        await hosts.First.PingAsync(SecondAddress, Limit);

        rules.AddOrUpdate(new FirewallRule("icmp"));
        await FlowsAsync(datapath, flows => flows.Any(flow => flow.Priority == 100 && flow.Instructions.Count == 0));
        rules.Remove("icmp");
        await FlowsAsync(datapath, flows => flows.Count == 1);
        await hosts.Second.PingAsync(FirstAddress, Limit);
    }

    [OvsTheory]
    [InlineData(OpenFlowVersion.OpenFlow10)]
    [InlineData(OpenFlowVersion.OpenFlow13)]
    public async Task The_monitor_measures_what_passes_ports_and_flows(OpenFlowVersion version)
    {
        var app = new TrafficMonitorApp(Controller) { Period = TimeSpan.FromMilliseconds(50) };
        var port = app.Ports.FirstAsync(traffic => traffic.Port == 2 && traffic.Sent > 0).ToTask(Limit);
        var flow = app.Flows.FirstAsync(traffic => traffic.Bytes > 0).ToTask(Limit);
        var datapath = await ConnectBridgeAsync(0xa1, version, "p1", "p2");
        await datapath.SendMsgAsync(new FlowMod { Actions = [new OutputAction(PortNumber.Flood)] }, Limit);
        await using var hosts = await Pair.ConnectAsync(Ovs, Limit);

        while (!port.IsCompleted || !flow.IsCompleted)
            await hosts.First.PingAsync(SecondAddress, Limit);

        Assert.Equal(datapath, (await port).Datapath);
        Assert.Equal(datapath, (await flow).Datapath);
    }

    [OvsTheory]
    [InlineData(OpenFlowVersion.OpenFlow10)]
    [InlineData(OpenFlowVersion.OpenFlow13)]
    public async Task The_queries_see_stations(OpenFlowVersion version)
    {
        var both = new NetworkQueries(Controller).Stations().FirstAsync(stations => stations.Count == 2).ToTask(Limit);
        var datapath = await ConnectBridgeAsync(0xa1, version, "p1", "p2");
        await datapath.SendMsgAsync(new FlowMod { Actions = [new OutputAction(PortNumber.Flood), new OutputAction(PortNumber.Controller)] }, Limit);
        await using var hosts = await Pair.ConnectAsync(Ovs, Limit);

        await hosts.First.PingAsync(SecondAddress, Limit);

        Assert.Equal([1u, 2u], (await both).OrderBy(station => station.Key.Item2.Value).Select(station => station.Value.Value));
    }

    [OvsTheory]
    [InlineData(OpenFlowVersion.OpenFlow10)]
    [InlineData(OpenFlowVersion.OpenFlow13)]
    public async Task The_balancer_sends_packets_for_the_virtual_address_to_a_server(OpenFlowVersion version)
    {
        using var app = new LoadBalancerApp(Controller, new(0x02_00_00_00_00_64), new(10, 0, 0, 100), [new(2, new(0x02_00_00_00_00_02), SecondAddress)]).Start();
        var datapath = await ConnectBridgeAsync(0xa1, version, "p1", "p2");
        await FlowsAsync(datapath, flows => flows.Count == 4);
        await using var hosts = await Pair.ConnectAsync(Ovs, Limit);

        await hosts.First.PingAsync(new(10, 0, 0, 100), Limit);

        // OpenFlow 1.0 has no groups: the connection has a flow of its own.
        await FlowsAsync(datapath, flows => flows.Count == (version == OpenFlowVersion.OpenFlow10 ? 5 : 4));
    }

    [OvsTheory]
    [InlineData(OpenFlowVersion.OpenFlow10)]
    [InlineData(OpenFlowVersion.OpenFlow13)]
    public async Task The_controller_that_leads_is_master(OpenFlowVersion version)
    {
        using var leads = new BehaviorSubject<bool>(false);
        var roles = new FailoverApp(Controller, leads).Roles.Select(held => held.Role).Replay();
        using var running = roles.Connect();
        await ConnectBridgeAsync(0xa1, version, "p1");

        Assert.Equal(ControllerRole.Slave, await roles.FirstAsync().ToTask(Limit));
        leads.OnNext(true);
        Assert.Equal(ControllerRole.Master, await roles.ElementAt(1).ToTask(Limit));
    }

    // The switch's flows, once they are as they should be.
    private async Task FlowsAsync(Datapath datapath, Func<IReadOnlyList<FlowStats>, bool> condition)
    {
        while (!condition(await datapath.SendMsgAsync(new FlowStatsRequest(), Limit)))
            Limit.ThrowIfCancellationRequested();
    }
}
