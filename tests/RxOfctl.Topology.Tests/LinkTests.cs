using System.Reactive.Linq;
using RxOfctl.Flows;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Simulator;
using RxOfctl.Simulator.Topologies;

namespace RxOfctl.Topology.Tests;

public sealed class LinkTests
{
    public static TheoryData<OpenFlowVersion> Versions => new(Enum.GetValues<OpenFlowVersion>());

    [Theory]
    [MemberData(nameof(Versions))]
    public void All_links_of_a_ring_are_found_within_a_quarter_of_a_second_and_nothing_else(OpenFlowVersion version)
    {
        var ring = NetworkTopology.Ring(4);
        using var lab = new Lab(ring, version: version);
        lab.Advance(0.25);
        Assert.Equal(Lab.LinksOf(ring), lab.Links);
        Assert.Equal(4, lab.Topology.LinkPairs.Count);
        Assert.All(lab.Topology.Links.Items, link => Assert.Equal(LinkKind.Direct, link.Kind));
        Assert.All(lab.Network.Hosts, host => Assert.Equal(PortRole.Edge, RoleOf(lab, host)));
        Assert.Empty(lab.Alerts);
        Assert.Empty(lab.Errors);
    }

    [Theory]
    [InlineData("tree,2,3")]
    [InlineData("linear,5")]
    [InlineData("mesh,6")]
    [InlineData("fattree,4")]
    [InlineData("random,20,40")]
    public void All_links_of_a_network_are_found(string notation)
    {
        var network = NetworkTopology.Parse(notation);
        using var lab = new Lab(network);
        lab.Advance(0.25);
        Assert.Equal(Lab.LinksOf(network), lab.Links);
        Assert.Equal(network.Hosts.Count, lab.Topology.Ports.Items.Count(port => port.Role == PortRole.Edge));
    }

    [Fact]
    public void A_port_is_unknown_until_its_first_two_probes_could_have_arrived()
    {
        using var lab = new Lab(NetworkTopology.Linear(2));
        lab.Advance(0.0005);
        Assert.Equal(4, lab.Topology.Ports.Items.Count(port => port.Role == PortRole.Unknown));
        lab.Advance(0.1);
        Assert.Equal(PortRole.Unknown, RoleOf(lab, lab.Network.Host("h1")));
        Assert.Equal(2, lab.Topology.Ports.Items.Count(port => port.Role == PortRole.Link));
        lab.Advance(0.11);
        Assert.Equal(PortRole.Edge, RoleOf(lab, lab.Network.Host("h1")));
    }

    [Fact]
    public void Settled_fires_when_every_port_is_known_and_again_after_a_port_came_up()
    {
        using var lab = new Lab(NetworkTopology.Ring(3));
        var settled = new List<double>();
        lab.Topology.Settled.Subscribe(_ => settled.Add((lab.Now - DateTimeOffset.MinValue).TotalSeconds));
        lab.Advance(0.19);
        Assert.Empty(settled);
        lab.Advance(0.02);
        Assert.Single(settled);

        lab.Network.Connect(lab.Network.Switch("s1"), 9, lab.Network.AddHost("h9", new(9), new(10, 0, 0, 9)));
        lab.Advance(1);
        Assert.Equal(2, settled.Count);

        var late = 0;
        lab.Topology.Settled.Subscribe(_ => late++);
        Assert.Equal(1, late);
    }

    [Fact]
    public void A_network_without_switches_is_not_settled()
    {
        using var lab = new Lab();
        lab.Topology.Settled.Subscribe(_ => Assert.Fail("settled"));
        lab.Advance(10);
    }

    [Fact]
    public void A_cut_link_and_the_hosts_at_a_port_go_down_with_the_port_in_one_change()
    {
        using var lab = new Lab(NetworkTopology.Ring(3));
        lab.Advance(1);
        var changes = new List<IChangeSet<NetworkLink, LinkId>>();
        lab.Topology.Links.Connect().Skip(1).Subscribe(changes.Add);
        lab.Network.Faults.Cut("s1", "s2");
        lab.Advance(0.001);
        Assert.Equal(4, lab.Topology.Links.Count);
        Assert.Equal(2, lab.Topology.LinkPairs.Count);
        // Both directions go with the first of the two port-status messages.
        Assert.Equal(2, Assert.Single(changes).Removes);

        lab.Network.Faults.Mend("s1", "s2");
        lab.Advance(0.1);
        Assert.Equal(6, lab.Topology.Links.Count);
    }

    [Fact]
    public void A_switch_that_disconnects_takes_its_ports_and_links_with_it_in_one_change()
    {
        var ring = NetworkTopology.Ring(4);
        using var lab = new Lab(ring);
        lab.Advance(1);
        var changes = new List<IChangeSet<NetworkLink, LinkId>>();
        lab.Topology.Links.Connect().Skip(1).Subscribe(changes.Add);
        lab.Network.Faults.Disconnect("s2");
        lab.Advance(0.01);
        Assert.Equal(4, Assert.Single(changes).Removes);
        Assert.DoesNotContain(lab.Topology.Ports.Keys, port => port.DatapathId == 2);

        lab.Advance(2);
        Assert.Equal(Lab.LinksOf(ring), lab.Links);
    }

    [Fact]
    public void A_port_whose_peer_has_left_the_fleet_is_no_edge_port_for_a_while()
    {
        using var lab = new Lab(NetworkTopology.Linear(2));
        lab.Advance(1);
        Assert.Equal(PortRole.Link, lab.RoleOf(1, 2));
        lab.Network.Faults.Disconnect("s2", TimeSpan.FromHours(1));
        lab.Advance(59);
        Assert.Equal(PortRole.Withheld, lab.RoleOf(1, 2));
        lab.Advance(2);
        Assert.Equal(PortRole.Edge, lab.RoleOf(1, 2));
    }

    [Theory]
    [InlineData(1000, 3.1)]
    [InlineData(300, 1)]
    public void A_silent_failure_is_found_after_three_probes(int interval, double limit)
    {
        var options = new TopologyOptions { ProbeInterval = TimeSpan.FromMilliseconds(interval) };
        for (var phase = 0; phase < 10; phase++)
        {
            using var lab = new Lab(NetworkTopology.Ring(3), options);
            lab.Advance(5 + phase / 10.0);
            lab.Deafen("s1", "s2");
            // Not before: a single probe that is lost is no failure.
            lab.Advance(interval * 1.9 / 1000);
            Assert.Equal(3, lab.Topology.LinkPairs.Count);
            lab.Advance(limit - interval * 1.9 / 1000);
            Assert.Equal(2, lab.Topology.LinkPairs.Count);
            lab.Advance(4);
            Assert.Equal(4, lab.Topology.Links.Count);
            lab.Heal("s1", "s2");
            lab.Advance(2.1);
            Assert.Equal(6, lab.Topology.Links.Count);
        }
    }

    [Fact]
    public void Links_of_a_switch_that_becomes_slower_and_slower_are_kept()
    {
        using var lab = new Lab(NetworkTopology.Ring(3));
        lab.Advance(3);
        lab.Topology.Links.Connect().Skip(1).Subscribe(changes => Assert.Equal(0, changes.Removes));
        foreach (var delay in new[] { 1.2, 2.4, 0.1, 1.4, 2.8, 0 })
        {
            lab.Network.Faults.Delay("s1", TimeSpan.FromSeconds(delay));
            lab.Advance(10);
        }

        Assert.Equal(6, lab.Topology.Links.Count);
    }

    [Fact]
    public void A_silent_failure_beside_a_slow_switch_is_found_as_soon_as_elsewhere()
    {
        using var lab = new Lab(NetworkTopology.Ring(4));
        lab.Advance(3);
        lab.Network.Faults.Delay("s1", TimeSpan.FromSeconds(1.5));
        lab.Advance(10);
        lab.Deafen("s3", "s4");
        lab.Deafen("s1", "s2");
        lab.Advance(3.1);
        Assert.Equal(2, lab.Topology.LinkPairs.Count);
        // The direction from the slow switch is lost later, as its probes take longer and are fewer.
        Assert.Equal(5, lab.Topology.Links.Count);
        lab.Advance(10);
        Assert.Equal(4, lab.Topology.Links.Count);
    }

    [Fact]
    public void A_slow_switch_is_sent_no_more_probes_than_it_handles()
    {
        using var lab = new Lab(NetworkTopology.Linear(2, 0));
        lab.Advance(3);
        lab.Network.Faults.Delay("s1", TimeSpan.FromSeconds(2.2));
        lab.Advance(10);
        var sent = new[] { 0, 0 };
        lab.Link("s1", "s2").Frames.Subscribe(frame => sent[frame.From.StartsWith("s1", StringComparison.Ordinal) ? 0 : 1]++);
        lab.Advance(30);
        // Every third second: when the one before has arrived.
        Assert.InRange(sent[0], 9, 11);
        Assert.InRange(sent[1], 29, 31);
        Assert.Equal(2, lab.Topology.Links.Count);
    }

    [Fact]
    public void Probes_are_spread_evenly_over_the_interval()
    {
        var mesh = NetworkTopology.Mesh(16, 0);
        using var lab = new Lab(mesh);
        lab.Advance(2);
        var times = new List<DateTimeOffset>();
        foreach (var link in lab.Network.Links)
            link.Frames.Subscribe(frame => times.Add(frame.At));
        lab.Advance(1);
        Assert.Equal(2 * mesh.Links.Count, times.Count);
        var most = times.GroupBy(time => time.Ticks / TimeSpan.FromMilliseconds(20).Ticks).Max(slot => slot.Count());
        Assert.InRange(most, 1, 1 + 2 * mesh.Links.Count / 50);
    }

    [Fact]
    public void Latency_is_measured_without_the_round_trips_to_the_switches()
    {
        using var lab = new Lab(NetworkTopology.Linear(3));
        lab.Link("s1", "s2").Options = new() { Latency = TimeSpan.FromMilliseconds(7) };
        lab.Network.Faults.Delay("s1", TimeSpan.FromMilliseconds(20));
        lab.Advance(12);
        Assert.All(lab.Topology.Links.Items, link =>
        {
            var expected = link.From.DatapathId.Value + link.To.DatapathId.Value == 3 ? 7 : 1;
            // A simulated switch delays what it reads, and not what it sends, so half of its round trip is too little one way and too much
            // the other.
            var skew = link.From.DatapathId == 1 ? 10 : link.To.DatapathId == 1 ? -10 : 0;
            Assert.Equal(Math.Max(0, expected + skew), link.Latency!.Value.TotalMilliseconds, 1.0);
        });
    }

    [Fact]
    public void No_probes_go_out_of_ports_that_are_down_or_that_the_options_exclude()
    {
        var options = new TopologyOptions { ProbePort = (datapath, port) => datapath != 1 || port.PortNo.Value != 1 };
        using var lab = new Lab(NetworkTopology.Single(2), options);
        var frames = new[] { 0, 0 };
        for (var i = 0; i < 2; i++)
        {
            var place = i;
            lab.Link("s1", $"h{i + 1}").Frames.Subscribe(_ => frames[place]++);
        }

        lab.Advance(0.01);
        Assert.Equal(PortRole.Edge, lab.RoleOf(1, 1));
        Assert.Equal(PortRole.Unknown, lab.RoleOf(1, 2));
        lab.Advance(5);
        Assert.Equal(0, frames[0]);
        Assert.InRange(frames[1], 10, 14);

        lab.Network.Faults.Cut("s1", "h2");
        frames[1] = 0;
        lab.Advance(5);
        Assert.Equal(0, frames[1]);
        Assert.Equal(PortRole.Down, lab.RoleOf(1, 2));
    }

    [Fact]
    public void A_port_with_a_direct_link_sends_no_broadcast_probes()
    {
        using var lab = new Lab(NetworkTopology.Linear(2));
        lab.Advance(1);
        var (onLink, onEdge) = (new List<LinkFrame>(), new List<LinkFrame>());
        lab.Link("s1", "s2").Frames.Subscribe(onLink.Add);
        lab.Link("s1", "h1").Frames.Subscribe(onEdge.Add);
        lab.Advance(3);
        Assert.DoesNotContain(onLink, IsBroadcast);
        Assert.Contains(onEdge, IsBroadcast);

        static bool IsBroadcast(LinkFrame frame) => frame.Data.Span[12] == 0x89;
    }

    [Fact]
    public void A_flapping_link_is_held_back_with_an_alert_and_comes_back_when_it_is_quiet()
    {
        using var lab = new Lab(NetworkTopology.Ring(3));
        lab.Advance(1);
        for (var i = 0; i < 5; i++)
        {
            lab.Network.Faults.Cut("s1", "s2");
            lab.Advance(0.5);
            lab.Network.Faults.Mend("s1", "s2");
            lab.Advance(0.5);
        }

        Assert.Equal(2, lab.Topology.LinkPairs.Count);
        Assert.Equal(PortRole.Withheld, lab.RoleOf(1, 2));
        var alert = Assert.IsType<FlappingLinkAlert>(lab.Alerts[0]);
        Assert.Equal(5, alert.Flaps);
        lab.Advance(8);
        Assert.Equal(2, lab.Topology.LinkPairs.Count);
        lab.Advance(3);
        Assert.Equal(3, lab.Topology.LinkPairs.Count);
        Assert.Contains(lab.Topology.Links.Items, link => link.Flaps == 5);
    }

    [Fact]
    public void A_cable_that_is_moved_without_a_ports_noticing_gives_the_new_link()
    {
        using var lab = new Lab();
        var switches = Enumerable.Range(1, 3).Select(number => lab.Network.AddSwitch((ulong)number)).ToArray();
        lab.Network.Connect(switches[0], 1, switches[1], 1);
        using var connections = lab.Network.ConnectTo(lab.Controller);
        lab.Advance(1);
        Assert.Equal(["1:1 > 2:1", "2:1 > 1:1"], lab.Links);
        lab.Network.Links[0].Unplug();
        lab.Network.Connect(switches[0], 1, switches[2], 1);
        lab.Advance(1.1);
        Assert.Equal(["1:1 > 3:1", "3:1 > 1:1"], lab.Links);
    }

    [Theory]
    [InlineData(OpenFlowVersion.OpenFlow10)]
    [InlineData(OpenFlowVersion.OpenFlow13)]
    public void Flows_that_an_app_deletes_are_installed_again(OpenFlowVersion version)
    {
        var ring = NetworkTopology.Ring(3);
        using var lab = new Lab(ring, version: version);
        var flows = lab.Topology.Flows!.Flows;
        lab.Advance(1);
        foreach (var datapath in lab.Controller.GetDatapaths())
            datapath.Send(new FlowMod { Command = FlowModCommand.Delete, TableId = TableId.All });
        // At the latest when the datapaths are read again, which is after a minute.
        lab.Advance(65);
        Assert.Equal(Lab.LinksOf(ring), lab.Links);
        Assert.Equal(9, flows.Items.Count(status => status.State == RuleState.Installed));
        Assert.Empty(lab.Errors);
    }

    [Fact]
    public void Disposal_completes_everything_and_stops_the_probes()
    {
        using var lab = new Lab(NetworkTopology.Ring(3));
        lab.Advance(1);
        var completed = 0;
        lab.Topology.Links.Connect().Subscribe(_ => { }, () => completed++);
        lab.Topology.Graph.Subscribe(_ => { }, () => completed++);
        lab.Topology.ShortestPath(1, 2).Subscribe(_ => { }, () => completed++);
        lab.Topology.FloodPorts(1).Subscribe(_ => { }, () => completed++);
        lab.Topology.Settled.Subscribe(_ => { }, () => completed++);
        lab.Topology.Alerts.Subscribe(_ => { }, () => completed++);
        lab.Topology.Dispose();
        Assert.Equal(6, completed);
        lab.Advance(0.01);
        var frames = 0;
        foreach (var link in lab.Network.Links)
            link.Frames.Subscribe(_ => frames++);
        lab.Advance(10);
        Assert.Equal(0, frames);
    }

    [Fact]
    public void An_observer_that_throws_ends_and_others_lose_nothing()
    {
        using var lab = new Lab(NetworkTopology.Ring(3));
        lab.Advance(1);
        var seen = 0;
        var error = Console.Error;
        try
        {
            Console.SetError(TextWriter.Null);
            lab.Topology.Links.Connect().Subscribe(_ => throw new InvalidOperationException());
            lab.Topology.Graph.Subscribe(_ => throw new InvalidOperationException());
            lab.Topology.Links.Connect().Subscribe(_ => seen++);
            lab.Network.Faults.Cut("s1", "s2");
            lab.Advance(1);
        }
        finally
        {
            Console.SetError(error);
        }

        Assert.Equal(2, seen);
        Assert.Equal(2, lab.Topology.LinkPairs.Count);
    }

    private static PortRole RoleOf(Lab lab, SimulatedHost host)
    {
        var end = host.Link!.Ends.First.Split(':');
        return lab.RoleOf(ulong.Parse(end[0][1..], null), uint.Parse(end[1], null));
    }
}
