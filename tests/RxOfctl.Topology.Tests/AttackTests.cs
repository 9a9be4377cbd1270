using System.Reactive.Disposables;
using System.Reactive.Linq;
using RxOfctl.Packets;
using RxOfctl.Protocol;
using RxOfctl.Simulator;
using RxOfctl.Simulator.Topologies;

namespace RxOfctl.Topology.Tests;

/// <summary>Attacks on the topology, by hosts.</summary>
public sealed class AttackTests
{
    [Fact]
    public void A_forged_probe_makes_an_alert_and_no_link()
    {
        using var lab = HostTests.Start(NetworkTopology.Linear(3));
        var links = lab.Links.ToArray();
        // LLDP as Ryu and others send it: the attacker says to be port 9 of s3.
        lab.Network.Host("h1").Send(new EthernetFrame
        {
            Source = new(1),
            Destination = LldpFrame.NearestBridge,
            Lldp = new()
            {
                ChassisId = LldpChassisId.LocallyAssigned("dpid:0000000000000003"),
                PortId = new(LldpPortIdSubtype.PortComponent, new byte[] { 0, 0, 0, 9 }),
            },
        });
        lab.Advance(1);
        Assert.Equal(links, lab.Links);
        var alert = Assert.IsType<ForgedProbeAlert>(Assert.Single(lab.Alerts));
        Assert.Equal("1:1", Lab.Text(alert.Port));
        Assert.Equal("3:9", Lab.Text(alert.ClaimedFrom));
        Assert.Equal(AlertAction.Withhold, alert.Action);
    }

    [Fact]
    public void A_probe_with_any_bit_changed_is_forged()
    {
        using var lab = HostTests.Start(NetworkTopology.Linear(2), new() { AlertInterval = TimeSpan.Zero, HostPortMemory = TimeSpan.Zero });
        var probe = Capture(lab, "s1", "h1");
        var links = lab.Links.ToArray();
        var (first, last) = (55, probe.Length - 2);
        for (var place = first; place < last; place++)
        {
            var changed = probe.ToArray();
            changed[place] ^= 0x10;
            lab.Network.Host("h2").Send(((ByteString)changed).ParseEthernet());
            lab.Advance(0.002);
        }

        Assert.Equal(links, lab.Links);
        // Not those that name a datapath which is not there.
        Assert.Equal(last - first - 8, lab.Alerts.OfType<ForgedProbeAlert>().Count());
    }

    [Fact]
    public void Alerts_of_one_kind_at_one_port_are_limited_and_counted()
    {
        using var lab = HostTests.Start(NetworkTopology.Linear(2));
        var probe = Capture(lab, "s1", "h1").ToArray();
        probe[^5] ^= 1;
        for (var i = 0; i < 100; i++)
        {
            lab.Network.Host("h2").Send(((ByteString)probe).ParseEthernet());
            lab.Advance(0.11);
        }

        Assert.Equal([0, 90], lab.Alerts.OfType<ForgedProbeAlert>().Select(alert => alert.LeftOut));
    }

    [Fact]
    public void LLDP_of_other_systems_is_no_alert()
    {
        using var lab = HostTests.Start(NetworkTopology.Linear(2));
        lab.Network.Host("h1").Send(new EthernetFrame
        {
            Source = new(1),
            Destination = LldpFrame.NearestBridge,
            Lldp = new() { ChassisId = LldpChassisId.Of(new(1)), PortId = LldpPortId.Of(new(1)) },
        });
        lab.Network.Host("h1").Send(new EthernetFrame
        {
            Source = new(1),
            Destination = LldpFrame.NearestBridge,
            EtherType = EtherType.Lldp,
            Payload = new byte[] { 1 },
        });
        lab.Advance(1);
        Assert.Empty(lab.Alerts);
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(2)]
    [InlineData(100)]
    public void A_probe_that_is_sent_again_makes_an_alert_and_no_link(double later)
    {
        using var lab = HostTests.Start(NetworkTopology.Linear(2));
        // A first relay makes what the host's port sends known as received; see the relay below for what becomes of it.
        var probe = Capture(lab, "s1", "h1").ParseEthernet();
        lab.Network.Host("h2").Send(probe);
        lab.Advance(later);
        var links = lab.Links.ToArray();
        lab.Network.Host("h2").Send(probe);
        lab.Advance(0.01);
        Assert.Contains(lab.Alerts, alert => alert is ReplayedProbeAlert { From: { DatapathId.Value: 1, Port.Value: 1 } });
        Assert.Equal(links, lab.Links);
    }

    [Fact]
    public void Port_amnesia_does_not_make_a_host_port_a_link()
    {
        using var lab = HostTests.Start(NetworkTopology.Linear(3));
        var (h1, h3) = (lab.Network.Host("h1"), lab.Network.Host("h3"));
        h1.Announce();
        h3.Announce();
        lab.Advance(1);
        var links = lab.Links.ToArray();

        // Both take their ports down and up, so that a controller forgets that there are hosts, and pass on each other's probes.
        lab.Link("s1", "h1").SetUp(false);
        lab.Link("s3", "h3").SetUp(false);
        lab.Advance(0.1);
        lab.Link("s1", "h1").SetUp(true);
        lab.Link("s3", "h3").SetUp(true);
        using var relay = Relay(lab, "h1", "h3", TimeSpan.FromMilliseconds(1));
        lab.Advance(5);

        Assert.Equal(links, lab.Links);
        Assert.Equal(PortRole.Withheld, lab.RoleOf(1, 1));
        var alert = lab.Alerts.OfType<HostPortProbeAlert>().First();
        Assert.Equal(AlertAction.Withhold, alert.Action);
        Assert.True(alert.LastHost.Mac == h1.Mac || alert.LastHost.Mac == h3.Mac);
    }

    [Fact]
    public void Port_amnesia_is_believed_if_the_policy_says_so_and_the_alert_says_that()
    {
        using var lab = HostTests.Start(NetworkTopology.Linear(3), new() { Policy = _ => AlertAction.Accept });
        lab.Network.Host("h1").Announce();
        lab.Advance(1);
        using var relay = Relay(lab, "h1", "h3", TimeSpan.FromMilliseconds(1));
        lab.Advance(5);
        Assert.Contains("1:1 > 3:1", lab.Links);
        Assert.All(lab.Alerts.OfType<HostPortProbeAlert>(), alert => Assert.Equal(AlertAction.Accept, alert.Action));
        Assert.NotEmpty(lab.Alerts.OfType<HostPortProbeAlert>());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_link_through_hosts_that_pass_on_probes_is_found_out_by_its_latency(bool isStrict)
    {
        using var lab = HostTests.Start(NetworkTopology.Ring(6), isStrict ? new() { Policy = AlertPolicy.Strict } : null);
        lab.Advance(5);
        var links = lab.Links.ToArray();
        // Neither has sent anything of its own, so nothing says that they are hosts.
        using var relay = Relay(lab, "h1", "h4", TimeSpan.FromMilliseconds(8));
        lab.Advance(10);
        var alert = lab.Alerts.OfType<SlowLinkAlert>().First();
        Assert.Contains(Lab.Text(alert.Link), new[] { "1:1 > 4:1", "4:1 > 1:1" });
        Assert.Equal(10, alert.Latency.TotalMilliseconds, 0.5);
        Assert.InRange(alert.Limit.TotalMilliseconds, 1, 9);
        if (isStrict)
            Assert.Equal(links, lab.Links);
        else
            Assert.Contains("1:1 > 4:1", lab.Links);
        Assert.Equal(isStrict ? PortRole.Withheld : PortRole.Link, lab.RoleOf(1, 1));
    }

    [Fact]
    public void A_host_that_takes_anothers_address_does_not_move_it_while_the_other_answers()
    {
        using var lab = HostTests.Start(NetworkTopology.Linear(3));
        var victim = lab.Network.Host("h1");
        victim.Announce();
        lab.Advance(0.1);
        for (var i = 0; i < 20; i++)
        {
            lab.Network.Host("h3").Send(HostTests.Announcement(victim));
            lab.Advance(0.5);
        }

        Assert.Equal("1:1", Lab.Text(Assert.Single(lab.Topology.Hosts.Items).Port));
        var alert = Assert.IsType<HostHijackAlert>(Assert.Single(lab.Alerts));
        Assert.Equal("3:1", Lab.Text(alert.Port));
        Assert.Equal("1:1", Lab.Text(alert.Host.Port));
    }

    [Fact]
    public void A_host_moves_to_the_one_that_takes_its_address_if_the_policy_says_so()
    {
        var asked = new List<TopologyAlert>();
        using var lab = HostTests.Start(NetworkTopology.Linear(3), new() { Policy = Accept });
        lab.Network.Host("h1").Announce();
        lab.Advance(0.1);
        lab.Network.Host("h3").Send(HostTests.Announcement(lab.Network.Host("h1")));
        lab.Advance(0.5);
        Assert.Equal("3:1", Lab.Text(Assert.Single(lab.Topology.Hosts.Items).Port));
        Assert.Equal(AlertAction.Accept, Assert.IsType<HostHijackAlert>(Assert.Single(lab.Alerts)).Action);
        Assert.IsType<HostHijackAlert>(Assert.Single(asked));

        AlertAction Accept(TopologyAlert alert)
        {
            asked.Add(alert);
            return AlertAction.Accept;
        }
    }

    [Fact]
    public void A_link_that_was_withheld_for_a_host_is_taken_when_that_has_been_silent_for_a_minute()
    {
        using var lab = HostTests.Start(NetworkTopology.Linear(3));
        lab.Network.Host("h1").Announce();
        lab.Advance(1);
        using var relay = Relay(lab, "h1", "h3", TimeSpan.FromMilliseconds(1));
        lab.Advance(50);
        Assert.Equal(PortRole.Withheld, lab.RoleOf(1, 1));
        Assert.DoesNotContain("1:1 > 3:1", lab.Links);
        lab.Advance(11);
        Assert.Equal(PortRole.Link, lab.RoleOf(1, 1));
        Assert.Contains("1:1 > 3:1", lab.Links);
    }

    [Fact]
    public void A_victim_that_comes_back_while_another_has_its_address_is_an_alert_too()
    {
        // Port probing: the attacker waits until the victim is gone, and takes its place before it comes back elsewhere.
        using var lab = HostTests.Start(NetworkTopology.Linear(3));
        var (victim, attacker) = (lab.Network.Host("h1"), lab.Network.Host("h3"));
        victim.Announce();
        lab.Advance(0.1);
        victim.Link!.Unplug();
        lab.Advance(0.1);
        attacker.Send(HostTests.Announcement(victim));
        using var answering = AnswerFor(lab, "h3", victim);
        lab.Advance(0.1);
        lab.Network.Connect(lab.Network.Switch("s2"), 9, victim);
        lab.Advance(0.5);
        victim.Announce();
        lab.Advance(0.5);
        var alert = Assert.IsType<HostHijackAlert>(Assert.Single(lab.Alerts));
        Assert.Equal("2:9", Lab.Text(alert.Port));
        Assert.Equal("3:1", Lab.Text(alert.Host.Port));
    }

    [Fact]
    public void A_topology_with_another_key_finds_nothing_and_takes_the_probes_for_forged()
    {
        using var lab = new Lab(NetworkTopology.Linear(2), new() { Key = new byte[32] });
        using var other = lab.Controller.DiscoverTopology(new() { Key = new byte[] { 1 }, InstallFlows = false });
        var alerts = new List<TopologyAlert>();
        other.Alerts.Subscribe(alerts.Add);
        lab.Advance(1);
        Assert.NotEmpty(alerts.OfType<ForgedProbeAlert>());
    }

    [Fact]
    public void Topologies_with_the_same_key_take_each_others_probes()
    {
        using var lab = new Lab(NetworkTopology.Linear(2), new() { Key = new byte[32], Seed = 1 });
        using var other = lab.Controller.DiscoverTopology(new() { Key = new byte[32], Seed = 2, InstallFlows = false });
        lab.Advance(5);
        Assert.Equal(2, other.Links.Count);
        Assert.Empty(lab.Alerts);
    }

    /// <summary>A host that answers ARP requests for the address of another.</summary>
    internal static IDisposable AnswerFor(Lab lab, string attacker, SimulatedHost victim) => lab.Network.Host(attacker).Link!.Arrived
        .Where(frame => frame.To == attacker)
        .Select(frame => frame.Data.ParseEthernet())
        .Where(frame => frame.Arp is { Operation: ArpOperation.Request } arp && arp.TargetProtocolAddress == victim.Address)
        .Select(frame => new EthernetFrame { Source = victim.Mac, Destination = frame.Source, Arp = frame.Arp!.Reply(victim.Mac) })
        .Subscribe(lab.Network.Host(attacker).Send);

    /// <summary>The next probe that goes out to a host.</summary>
    internal static ByteString Capture(Lab lab, string from, string host)
    {
        ByteString? probe = null;
        var probes = lab.Link(from, host).Frames.Where(frame => frame.Data.Span[12] == 0x88 && frame.Data.Span[13] == 0xcc);
        using (probes.Subscribe(frame => probe = frame.Data))
            lab.Advance(1.1);
        return probe!.Value;
    }

    /// <summary>Two hosts that pass on all probes to each other, over a network of their own.</summary>
    internal static CompositeDisposable Relay(Lab lab, string one, string other, TimeSpan latency)
    {
        return [PassOn(one, other), PassOn(other, one)];

        IDisposable PassOn(string from, string to) => lab.Network.Host(from).Link!.Arrived
            .Where(frame => frame.To == from)
            .Select(frame => frame.Data.ParseEthernet())
            .Where(frame => frame.EtherType is EtherType.Lldp or EtherType.Bddp)
            .Delay(latency, lab.Scheduler)
            .Subscribe(lab.Network.Host(to).Send);
    }
}
