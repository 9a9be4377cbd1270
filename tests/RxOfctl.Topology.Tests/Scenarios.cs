using RxOfctl.Packets;
using RxOfctl.Protocol;
using RxOfctl.Simulator;
using RxOfctl.Simulator.Topologies;

namespace RxOfctl.Topology.Tests;

/// <summary>A network, and what happens to it after its first second.</summary>
/// <param name="Network">The network.</param>
/// <param name="Run">What happens; it asserts how it ends.</param>
/// <param name="Options">How the topology is discovered.</param>
internal sealed record Scenario(NetworkTopology Network, Action<Lab> Run, TopologyOptions? Options = null);

/// <summary>Faults and attacks.</summary>
internal static class Scenarios
{
    public static IReadOnlyDictionary<string, Scenario> All { get; } = new Dictionary<string, Scenario>
    {
        ["ring"] = new(NetworkTopology.Ring(6), Ring),
        ["fat tree"] = new(NetworkTopology.FatTree(4), RandomFaults),
        ["partition"] = new(NetworkTopology.Ring(6), Partition),
        ["flapping"] = new(NetworkTopology.Ring(3), Flapping),
        ["silent failure"] = new(NetworkTopology.FatTree(4), SilentFailure),
        ["fast silent failure"] = new(
            NetworkTopology.Ring(4), FastSilentFailure, new() { ProbeInterval = TimeSpan.FromMilliseconds(300) }),
        ["lossy link"] = new(NetworkTopology.Ring(4), LossyLink),
        ["island"] = new(NetworkTopology.Ring(4), IslandBesideRing),
        ["forged probe"] = new(NetworkTopology.Linear(3), ForgedProbe),
        ["replayed probe"] = new(NetworkTopology.Linear(3), ReplayedProbe),
        ["port amnesia"] = new(NetworkTopology.Linear(3), PortAmnesia),
        ["relay"] = new(NetworkTopology.Ring(6), RelayedLink, new() { Policy = AlertPolicy.Strict }),
        ["host hijack"] = new(NetworkTopology.Linear(3), HostHijack),
        ["port probing"] = new(NetworkTopology.Linear(3), PortProbing),
        ["host flood"] = new(NetworkTopology.Linear(2), HostFlood, new() { MaxHostsPerPort = 10 }),
    };

    private static void Ring(Lab lab)
    {
        lab.Network.Faults.Run("at 1 s cut s1-s2 for 2 s; at 4 s crash s4; at 6 s restart s4; at 8 s disconnect s5");
        lab.Advance(2);
        Assert.Equal(5, lab.Topology.LinkPairs.Count);
        lab.Advance(3);
        Assert.Equal(4, lab.Topology.LinkPairs.Count);
        lab.Advance(6);
        Assert.Equal(6, lab.Topology.LinkPairs.Count);
        Assert.Equal(5, lab.Topology.SpanningTree.Count);
        Assert.Empty(lab.Alerts);
    }

    private static void RandomFaults(Lab lab)
    {
        lab.Network.Faults.Run(new RandomFaults { Duration = TimeSpan.FromSeconds(20), MeanInterval = TimeSpan.FromSeconds(1) });
        lab.Advance(25);
        lab.Network.Faults.Heal();
        // Links that were lost too often are held back for ten seconds.
        lab.Advance(20);
        Assert.Equal(Lab.LinksOf(NetworkTopology.FatTree(4)), lab.Links);
        Assert.Equal(19, lab.Topology.SpanningTree.Count);
    }

    private static void Partition(Lab lab)
    {
        var reachable = new List<bool>();
        using var following = lab.Topology.ShortestPath(1, 4).Subscribe(path => reachable.Add(path is not null));
        lab.Network.Faults.Partition("s1", "s2", "s3", "h1", "h2", "h3");
        lab.Advance(1);
        Assert.Equal(4, lab.Topology.LinkPairs.Count);
        Assert.Equal(4, lab.Topology.SpanningTree.Count);
        lab.Network.Faults.Join("s1", "s2", "s3", "h1", "h2", "h3");
        lab.Advance(1);
        Assert.Equal(6, lab.Topology.LinkPairs.Count);
        Assert.Equal(5, lab.Topology.SpanningTree.Count);
        Assert.Contains(false, reachable);
        Assert.True(reachable[^1]);
    }

    private static void Flapping(Lab lab)
    {
        for (var i = 0; i < 8; i++)
        {
            lab.Network.Faults.Cut("s1", "s2");
            lab.Advance(0.3);
            lab.Network.Faults.Mend("s1", "s2");
            lab.Advance(0.3);
        }

        Assert.Equal(2, lab.Topology.LinkPairs.Count);
        Assert.Contains(lab.Alerts, alert => alert is FlappingLinkAlert);
        lab.Advance(11);
        Assert.Equal(3, lab.Topology.LinkPairs.Count);
    }

    private static void SilentFailure(Lab lab)
    {
        lab.Deafen("s1", "s5");
        lab.Advance(3.1);
        Assert.Equal(31, lab.Topology.LinkPairs.Count);
        lab.Heal("s1", "s5");
        lab.Advance(1.1);
        Assert.Equal(32, lab.Topology.LinkPairs.Count);
    }

    private static void FastSilentFailure(Lab lab)
    {
        lab.Deafen("s1", "s2");
        lab.Advance(1);
        Assert.Equal(3, lab.Topology.LinkPairs.Count);
        lab.Heal("s1", "s2");
        lab.Advance(0.4);
        Assert.Equal(4, lab.Topology.LinkPairs.Count);
    }

    // A link that loses a tenth of its frames is not lost: three probes in succession do not fail within half a minute by this seed.
    private static void LossyLink(Lab lab)
    {
        lab.Link("s1", "s2").Options = lab.Link("s1", "s2").Options with { Loss = 0.1, Jitter = TimeSpan.FromMilliseconds(2) };
        lab.Advance(30);
        Assert.Equal(4, lab.Topology.LinkPairs.Count);
        Assert.Empty(lab.Alerts);
    }

    private static void IslandBesideRing(Lab lab)
    {
        using var island = new Island(lab);
        var foreign = island.Add(100);
        foreach (var id in new uint[] { 1, 3 })
            lab.Network.Connect(lab.Network.Switch($"s{id}"), 50, foreign, id);
        lab.Advance(2);
        Assert.Equal(5, lab.Topology.LinkPairs.Count);
        Assert.Equal(LinkKind.Indirect, lab.Topology.LinkPairs.Items.Single(pair => pair.Lower.Port == 50).Forth.Kind);
        Assert.Equal(3, lab.Topology.SpanningTree.Count);
        lab.Network.Faults.Cut("s3", "s100");
        lab.Advance(1);
        Assert.Equal(4, lab.Topology.LinkPairs.Count);
    }

    private static void ForgedProbe(Lab lab)
    {
        var links = lab.Links.ToArray();
        var probe = AttackTests.Capture(lab, "s1", "h1").ToArray();
        probe[^5] ^= 1;
        for (var i = 0; i < 50; i++)
        {
            lab.Network.Host("h3").Send(((ByteString)probe).ParseEthernet());
            lab.Advance(0.3);
        }

        Assert.Equal(links, lab.Links);
        Assert.Contains(lab.Alerts, alert => alert is ForgedProbeAlert);
    }

    private static void ReplayedProbe(Lab lab)
    {
        var links = lab.Links.ToArray();
        var probe = AttackTests.Capture(lab, "s1", "h1").ParseEthernet();
        lab.Advance(5);
        for (var i = 0; i < 20; i++)
        {
            lab.Network.Host("h3").Send(probe);
            lab.Advance(0.3);
        }

        Assert.Equal(links, lab.Links);
        Assert.Contains(lab.Alerts, alert => alert is ReplayedProbeAlert);
    }

    private static void PortAmnesia(Lab lab)
    {
        lab.MissesToController();
        lab.Network.Host("h1").Announce();
        lab.Network.Host("h3").Announce();
        lab.Advance(1);
        var links = lab.Links.ToArray();
        lab.Network.Faults.Run("at 0 s cut s1-h1 for 100 ms; at 0 s cut s3-h3 for 100 ms");
        using var relay = AttackTests.Relay(lab, "h1", "h3", TimeSpan.FromMilliseconds(1));
        lab.Advance(10);
        Assert.Equal(links, lab.Links);
        Assert.Contains(lab.Alerts, alert => alert is HostPortProbeAlert);
    }

    private static void RelayedLink(Lab lab)
    {
        lab.Advance(5);
        var links = lab.Links.ToArray();
        using var relay = AttackTests.Relay(lab, "h1", "h4", TimeSpan.FromMilliseconds(8));
        lab.Advance(10);
        Assert.Equal(links, lab.Links);
        Assert.Contains(lab.Alerts, alert => alert is SlowLinkAlert);
    }

    private static void HostHijack(Lab lab)
    {
        lab.MissesToController();
        var victim = lab.Network.Host("h1");
        victim.Announce();
        lab.Advance(0.1);
        for (var i = 0; i < 10; i++)
        {
            lab.Network.Host("h3").Send(HostTests.Announcement(victim));
            lab.Advance(0.5);
        }

        Assert.Equal("1:1", Lab.Text(Assert.Single(lab.Topology.Hosts.Items).Port));
        Assert.Contains(lab.Alerts, alert => alert is HostHijackAlert);
    }

    // The attacker takes the place of a host that is gone, and answers for it when it comes back.
    private static void PortProbing(Lab lab)
    {
        lab.MissesToController();
        var (victim, attacker) = (lab.Network.Host("h1"), lab.Network.Host("h3"));
        victim.Announce();
        lab.Advance(0.1);
        lab.Network.Faults.Cut("s1", "h1");
        lab.Advance(0.1);
        attacker.Send(HostTests.Announcement(victim));
        using var answering = AttackTests.AnswerFor(lab, "h3", victim);
        lab.Advance(0.1);
        lab.Network.Faults.Mend("s1", "h1");
        lab.Advance(0.5);
        victim.Announce();
        lab.Advance(2);
        Assert.Equal("1:1", Lab.Text(lab.Alerts.OfType<HostHijackAlert>().First().Port));
    }

    private static void HostFlood(Lab lab)
    {
        lab.MissesToController();
        for (var i = 1u; i <= 100; i++)
        {
            lab.Network.Host("h1").Send(HostTests.Frame(0x100 + i));
            lab.Advance(0.01);
        }

        Assert.Equal(10, lab.Topology.Hosts.Count);
        Assert.Contains(lab.Alerts, alert => alert is HostLimitAlert);
    }
}
