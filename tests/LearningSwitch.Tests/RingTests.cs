using System.Reactive.Concurrency;
using RxOfctl;
using RxOfctl.Protocol;
using RxOfctl.Simulator;
using RxOfctl.Simulator.Flows;
using RxOfctl.Simulator.Topologies;
using RxOfctl.Topology;

namespace LearningSwitch.Tests;

/// <summary>The app on a ring of four switches with a host at each, where it floods along a spanning tree.</summary>
public sealed class RingTests : IDisposable
{
    private readonly HistoricalScheduler _scheduler = new(DateTimeOffset.UnixEpoch);
    private readonly OpenFlowController _controller;
    private readonly DiscoveredTopology _topology;
    private readonly SimulatedNetwork _network;
    private readonly List<InvariantViolation> _loops = [];

    public RingTests()
    {
        _controller = new(new() { Scheduler = _scheduler });
        _topology = _controller.DiscoverTopology();
        _network = new(_scheduler);
        new LearningSwitchApp(_controller) { Topology = _topology }.Start();
    }

    public void Dispose()
    {
        _topology.Dispose();
        _controller.Dispose();
    }

    [Theory]
    [InlineData(OpenFlowVersion.OpenFlow10)]
    [InlineData(OpenFlowVersion.OpenFlow13)]
    public void All_hosts_ping_each_other_also_after_a_link_of_the_tree_was_cut_and_mended(OpenFlowVersion version)
    {
        Start(version);
        PingAll();
        var link = _topology.SpanningTree.Keys.Order().First();
        var (from, to) = ($"s{link.From.DatapathId.Value}", $"s{link.To.DatapathId.Value}");

        _network.Faults.Cut(from, to);
        Advance(0.1);
        PingAll();
        _network.Faults.Mend(from, to);
        Advance(0.5);
        PingAll();
        Assert.Empty(_loops);
    }

    [Fact]
    public void A_broadcast_reaches_each_host_once_and_dies_out()
    {
        Start(OpenFlowVersion.OpenFlow13);
        var (received, frames) = (new List<string>(), 0);
        foreach (var host in _network.Hosts)
            host.Received.Subscribe(frame => received.AddRange(frame.Arp is null ? [] : [host.Name]));
        foreach (var link in _network.Links)
            link.Frames.Subscribe(frame => frames += frame.Data.Span[12] == 8 ? 1 : 0);

        _network.Host("h1").Announce();
        Advance(10);

        Assert.Equal(["h2", "h3", "h4"], received.Order());
        // From the host, over the three links of the tree, to the other hosts.
        Assert.Equal(7, frames);
    }

    [Fact]
    public void The_flows_of_the_topology_stay_when_those_of_hosts_are_deleted()
    {
        Start(OpenFlowVersion.OpenFlow13);
        PingAll();
        var deleted = 0;
        foreach (var each in _network.Switches)
            each.FlowChanges.Subscribe(change => deleted += IsDeletion(change) ? 1 : 0);
        _network.Faults.Cut("s1", "s2");
        Advance(1);
        Assert.Equal(0, deleted);
        Assert.DoesNotContain(_network.Switches.SelectMany(each => each.Flows), flow => flow.Priority == 1);
    }

    // Of a flow of the topology.
    private static bool IsDeletion(FlowChange change) => change is { Reason: FlowChangeReason.Removed, Flow.Priority: ushort.MaxValue };

    private void Start(OpenFlowVersion version)
    {
        _network.Add(NetworkTopology.Ring(4), new() { Versions = [version] });
        _network.NoLoop().Subscribe(_loops.Add);
        _network.ConnectTo(_controller);
        Advance(1);
    }

    private void PingAll()
    {
        var (sent, answered) = (0, 0);
        foreach (var (asker, asked) in from asker in _network.Hosts from asked in _network.Hosts where asker != asked select (asker, asked))
        {
            sent++;
            asker.Ping(asked.Address).Subscribe(ping => answered += ping.IsAnswered ? 1 : 0);
        }

        Advance(6);
        Assert.Equal(sent, answered);
    }

    private void Advance(double seconds) => _scheduler.AdvanceBy(TimeSpan.FromSeconds(seconds));
}
