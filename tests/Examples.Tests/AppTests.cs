using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Subjects;
using Failover;
using Firewall;
using LoadBalancer;
using Queries;
using RxOfctl;
using RxOfctl.Caching;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Simulator;
using Spectre.Console;
using Spectre.Console.Rendering;
using TrafficMonitor;

namespace Examples.Tests;

/// <summary>The apps of the examples in virtual time, on one switch with hosts h1, h2 and h3 at ports 1, 2 and 3.</summary>
public sealed class AppTests
{
    private readonly HistoricalScheduler _scheduler = new(DateTimeOffset.UnixEpoch);
    private readonly OpenFlowController _controller;
    private readonly SimulatedNetwork _network;
    private SimulatedSwitch? _s1;

    public AppTests()
    {
        _controller = new(new() { Scheduler = _scheduler });
        _network = new(_scheduler);
    }

    [Theory]
    [InlineData(OpenFlowVersion.OpenFlow10)]
    [InlineData(OpenFlowVersion.OpenFlow13)]
    public void The_firewall_changes_the_flows_with_the_rules_and_after_a_reconnection(OpenFlowVersion version)
    {
        using var rules = new SourceCache<FirewallRule, string>(rule => rule.Match);
        using var running = new FirewallApp(_controller, rules).Start();
        rules.AddOrUpdate(new FirewallRule("icmp"));
        Connect(version);

        Assert.False(Ping(0, 1));
        rules.Remove("icmp");
        Assert.True(Ping(0, 1));

        _s1!.Disconnect();
        Advance(1);
        rules.AddOrUpdate(new FirewallRule("icmp,nw_dst=10.0.0.2"));
        _s1.ConnectTo(_controller);
        Advance(1);
        Assert.False(Ping(0, 1));
        Assert.True(Ping(0, 2));
    }

    [Theory]
    [InlineData(OpenFlowVersion.OpenFlow10)]
    [InlineData(OpenFlowVersion.OpenFlow13)]
    public void The_monitor_measures_ports_and_flows_in_bytes_per_second(OpenFlowVersion version)
    {
        var app = new TrafficMonitorApp(_controller);
        var (ports, flows) = (new List<PortTraffic>(), new List<FlowTraffic>());
        app.Ports.Subscribe(ports.Add);
        app.Flows.Subscribe(flows.Add);
        _controller.Datapaths.Connect().OnItemAdded(Flood).Subscribe();
        Connect(version);
        Assert.True(Ping(0, 1));
        ports.Clear();
        flows.Clear();

        // Two datagrams of 958 bytes a second, which make frames of 1,000.
        for (var half = 0; half < 20; half++)
        {
            _network.Hosts[0].SendUdp(_network.Hosts[1].Address, 9, new byte[958]);
            Advance(0.5);
        }

        Assert.Contains(ports, traffic => traffic is { Port.Value: 1, Received: 2000, Sent: 0 });
        Assert.Contains(ports, traffic => traffic is { Port.Value: 2, Received: 0, Sent: 2000 });
        Assert.Contains(flows, traffic => traffic.Bytes == 2000);
    }

    [Fact]
    public void The_monitor_draws_its_view_with_and_without_traffic()
    {
        Connect(OpenFlowVersion.OpenFlow13);
        var datapath = _controller.GetDatapath(1)!;
        var ports = new[] { new PortTraffic(datapath, 1, Received: 2000, Sent: 0) };

        var idle = new FlowTraffic(datapath, new(), Bytes: 0);
        var busy = new FlowTraffic(datapath, new() { Match = [Oxm.InPort.Is(1)] }, Bytes: 2000);

        Assert.Contains("No flow carries packets.", Draw(TrafficMonitor.Program.View(ports, [idle])), StringComparison.Ordinal);
        Assert.Contains("in_port=1", Draw(TrafficMonitor.Program.View(ports, [idle, busy])), StringComparison.Ordinal);

        static string Draw(IRenderable view)
        {
            using var output = new StringWriter();
            AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(output), Ansi = AnsiSupport.No }).Write(view);
            return output.ToString();
        }
    }

    [Fact]
    public void A_rule_that_a_switch_cannot_take_is_reported_and_later_rules_are_sent()
    {
        using var rules = new SourceCache<FirewallRule, string>(rule => rule.Match);
        var app = new FirewallApp(_controller, rules);
        var failures = new List<RuleFailure>();
        app.Failures.Subscribe(failures.Add);
        using var running = app.Start();
        Connect(OpenFlowVersion.OpenFlow10);

        rules.AddOrUpdate(new FirewallRule("tun_id=1"));
        rules.AddOrUpdate(new FirewallRule("icmp"));

        Assert.False(Ping(0, 1));
        Assert.Equal(Match.Parse("tun_id=1"), Assert.Single(failures).Rule.Match);
    }

    [Theory]
    [InlineData(OpenFlowVersion.OpenFlow10)]
    [InlineData(OpenFlowVersion.OpenFlow13)]
    public void The_balancer_answers_for_the_virtual_address_and_uses_all_servers(OpenFlowVersion version)
    {
        Server[] servers = [new(2, new(2), new(10, 0, 0, 2)), new(3, new(3), new(10, 0, 0, 3))];
        using var running = new LoadBalancerApp(_controller, new(0x64), new(10, 0, 0, 100), servers).Start();
        Connect(version);
        var (second, third) = (0, 0);
        _network.Hosts[1].Received.Subscribe(frame => second += frame.Udp is null ? 0 : 1);
        _network.Hosts[2].Received.Subscribe(frame => third += frame.Udp is null ? 0 : 1);

        for (ushort source = 0; source < 40; source++)
        {
            _network.Hosts[0].SendUdp(new Ipv4Address(10, 0, 0, 100), 80, "request"u8.ToArray(), (ushort)(50_000 + source));
            Advance(0.1);
        }

        Assert.Equal(40, second + third);
        Assert.InRange(second, 1, 39);
        Assert.True(Ping(0, new Ipv4Address(10, 0, 0, 100)));
    }

    [Fact]
    public void Without_groups_a_connection_comes_to_the_controller_once_and_keeps_its_server()
    {
        Server[] servers = [new(2, new(2), new(10, 0, 0, 2)), new(3, new(3), new(10, 0, 0, 3))];
        using var running = new LoadBalancerApp(_controller, new(0x64), new(10, 0, 0, 100), servers).Start();
        Connect(OpenFlowVersion.OpenFlow10);
        var (second, packetIns) = (0, 0);
        _network.Hosts[1].Received.Subscribe(frame => second += frame.Udp is null ? 0 : 1);

        for (var datagram = 0; datagram < 10; datagram++)
        {
            _network.Hosts[0].SendUdp(new Ipv4Address(10, 0, 0, 100), 80, "request"u8.ToArray(), 50_000);
            Advance(0.1);
            if (datagram == 0)
                _controller.Messages.OfMessage<PacketIn>().Subscribe(_ => packetIns++);
        }

        Assert.Equal((10, 0), (second, packetIns));
    }

    [Theory]
    [InlineData(OpenFlowVersion.OpenFlow12)]
    [InlineData(OpenFlowVersion.OpenFlow13)]
    public async Task Of_two_controllers_the_one_that_leads_is_master(OpenFlowVersion version)
    {
        await using var other = new OpenFlowController(new() { Scheduler = _scheduler });
        using var leads = new BehaviorSubject<bool>(true);
        var (first, second) = (new List<ControllerRole>(), new List<ControllerRole>());
        new FailoverApp(_controller, leads).Roles.Subscribe(held => first.Add(held.Role));
        new FailoverApp(other, leads.Select(isLeader => !isLeader)).Roles.Subscribe(held => second.Add(held.Role));
        Connect(version);
        _s1!.ConnectTo(other);
        Advance(1);

        leads.OnNext(false);
        Advance(1);

        Assert.Equal([ControllerRole.Master, ControllerRole.Slave], first);
        Assert.Equal([ControllerRole.Slave, ControllerRole.Master], second);
    }

    [Fact]
    public void Knocks_in_another_order_or_too_slowly_are_ignored()
    {
        var knocked = new List<Ipv4Address>();
        new NetworkQueries(_controller).PortKnocking([7000, 8000, 9000], TimeSpan.FromSeconds(10)).Subscribe(knocked.Add);
        _controller.Datapaths.Connect().OnItemAdded(ToController).Subscribe();
        Connect(OpenFlowVersion.OpenFlow13);
        Ping(0, 1);

        Knock(0, 7000, 9000, 8000);
        Knock(6, 7000, 8000, 9000);
        Assert.Empty(knocked);

        Knock(1, 7000, 8000, 9000);
        Assert.Equal([new(10, 0, 0, 1)], knocked);

        void Knock(double seconds, params ushort[] ports)
        {
            foreach (var port in ports)
            {
                _network.Hosts[0].SendUdp(_network.Hosts[1].Address, port, "knock"u8.ToArray());
                Advance(seconds + 0.01);
            }
        }
    }

    private static void Flood(Datapath datapath) => datapath.TrySend(new FlowMod { Actions = [new OutputAction(PortNumber.Flood)] });

    private static void ToController(Datapath datapath) =>
        datapath.TrySend(new FlowMod { Actions = [new OutputAction(PortNumber.Flood), new OutputAction(PortNumber.Controller)] });

    private void Connect(OpenFlowVersion version)
    {
        _s1 = _network.AddSwitch(1, version);
        for (var number = 1u; number <= 3; number++)
            _network.Connect(_s1, number, _network.AddHost($"h{number}", new(number), new(10, 0, 0, (byte)number)));
        _s1.ConnectTo(_controller);
        Advance(1);
    }

    private bool Ping(int from, int to) => Ping(from, _network.Hosts[to].Address);

    private bool Ping(int from, Ipv4Address to)
    {
        Advance(1);
        var isAnswered = false;
        using var pinging = _network.Hosts[from].Ping(to).Subscribe(result => isAnswered = result.IsAnswered);
        Advance(2);
        return isAnswered;
    }

    private void Advance(double seconds) => _scheduler.AdvanceBy(TimeSpan.FromSeconds(seconds));
}
