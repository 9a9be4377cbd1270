using System.Reactive.Concurrency;
using System.Reactive.Linq;
using RxOfctl;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Simulator;
using RxOfctl.Simulator.Topologies;
using ShortestPath;

namespace Examples.Tests;

/// <summary>The app in virtual time, in networks with loops.</summary>
public sealed class ShortestPathTests : IDisposable
{
    private readonly HistoricalScheduler _scheduler = new(DateTimeOffset.UnixEpoch);
    private readonly OpenFlowController _controller;
    private readonly SimulatedNetwork _network;
    private readonly ShortestPathApp _app;
    private readonly List<InvariantViolation> _loops = [];

    public ShortestPathTests()
    {
        _controller = new(new() { Scheduler = _scheduler });
        _network = new(_scheduler);
        _app = new(_controller);
    }

    public void Dispose()
    {
        _app.Dispose();
        _controller.Dispose();
        Assert.Empty(_loops);
    }

    [Theory]
    [InlineData(OpenFlowVersion.OpenFlow10, "ring,5")]
    [InlineData(OpenFlowVersion.OpenFlow13, "ring,5")]
    [InlineData(OpenFlowVersion.OpenFlow15, "ring,5")]
    [InlineData(OpenFlowVersion.OpenFlow13, "mesh,4,2")]
    [InlineData(OpenFlowVersion.OpenFlow13, "tree,3,2")]
    [InlineData(OpenFlowVersion.OpenFlow13, "random,12,30,7")]
    public void All_hosts_reach_each_other_and_after_the_first_ping_without_the_controller(OpenFlowVersion version, string network)
    {
        Start(version, network);
        PingAll();
        var packetIns = 0;
        _controller.Messages.OfMessage<PacketIn>().Where(e => e.Message.Data.Span[12] == 8).Subscribe(_ => packetIns++);
        PingAll();
        Assert.Equal(0, packetIns);
        Assert.Equal(_network.Hosts.Count, _app.Topology.Hosts.Count);
    }

    [Fact]
    public void Packets_take_the_shortest_way_and_another_one_when_a_link_is_cut()
    {
        Start(OpenFlowVersion.OpenFlow13, "ring,5");
        PingAll();
        Assert.Equal(["s1", "s2"], SwitchesOnTheWay("h1", "h2"));
        _network.Faults.Cut("s1", "s2");
        Advance(0.1);
        Assert.Equal(["s1", "s5", "s4", "s3", "s2"], SwitchesOnTheWay("h1", "h2"));
        _network.Faults.Mend("s1", "s2");
        Advance(0.5);
        Assert.Equal(["s1", "s2"], SwitchesOnTheWay("h1", "h2"));
    }

    [Fact]
    public void Only_flows_that_used_the_link_are_changed()
    {
        Start(OpenFlowVersion.OpenFlow13, "fattree,4");
        PingAll();
        var changes = 0;
        foreach (var each in _network.Switches)
            each.FlowChanges.Subscribe(_ => changes++);
        var flows = _network.Switches.Sum(each => each.Flows.Count);
        _network.Faults.Cut("s1", "s5");
        Advance(1);
        // Of 16 hosts on 20 switches; s1 reaches the four hosts of the pod by s5 alone, which the other switches avoid from then on.
        Assert.InRange(changes, 1, flows / 4);
        PingAll();
    }

    [Fact]
    public void A_link_that_fails_silently_is_left_when_its_probes_are_missed()
    {
        Start(OpenFlowVersion.OpenFlow13, "ring,5");
        PingAll();
        var link = _network.LinksBetween("s1", "s2")[0];
        link.Options = link.Options with { Loss = 1 };
        Assert.False(Ping("h1", "h2", 0.5));
        Advance(3.1);
        Assert.True(Ping("h1", "h2", 0.5));
    }

    [Theory]
    [InlineData("crash s2 for 1 s")]
    [InlineData("disconnect s2")]
    public void A_switch_that_comes_back_forwards_again(string fault)
    {
        Start(OpenFlowVersion.OpenFlow13, "ring,5");
        PingAll();
        _network.Faults.Run($"at 0 s {fault}");
        Advance(3);
        foreach (var host in _network.Hosts)
            host.ForgetNeighbors();
        PingAll();
    }

    [Fact]
    public void A_host_that_moves_is_reached_where_it_is()
    {
        Start(OpenFlowVersion.OpenFlow13, "ring,5");
        PingAll();
        var moved = _network.Host("h3");
        moved.Link!.Unplug();
        _network.Connect(_network.Switch("s5"), 9, moved);
        Advance(0.5);
        moved.Announce();
        Advance(0.1);
        Assert.Equal(["s1", "s5"], SwitchesOnTheWay("h1", "h3"));
    }

    [Fact]
    public void The_controller_carries_no_packets_between_parts_of_the_network_that_are_apart()
    {
        Start(OpenFlowVersion.OpenFlow13, "linear,4");
        PingAll();
        _network.Faults.Cut("s2", "s3");
        Advance(0.1);
        Assert.False(Ping("h1", "h4", 1));
        _network.Host("h1").ForgetNeighbors();
        Assert.False(Ping("h1", "h4", 1));
        Assert.True(Ping("h1", "h2", 1));
    }

    [Fact]
    public void A_broadcast_reaches_each_host_once()
    {
        Start(OpenFlowVersion.OpenFlow13, "mesh,5");
        var received = new List<string>();
        foreach (var host in _network.Hosts)
            host.Received.Where(frame => frame.Arp is not null).Subscribe(_ => received.Add(host.Name));
        _network.Host("h1").Announce();
        Advance(0.1);
        Assert.Equal(["h2", "h3", "h4", "h5"], received.Order());
    }

    [Fact]
    public void Following_writes_links_and_hosts()
    {
        using var output = new StringWriter();
        using var controller = new OpenFlowController(new() { Scheduler = _scheduler });
        using var following = ShortestPath.Program.Follow(controller, output);
        _network.Add(NetworkTopology.Parse("linear,2"));
        using var connections = _network.ConnectTo(controller);
        Advance(1);
        _network.Host("h1").Announce();
        Advance(0.1);
        _network.Faults.Cut("s1", "s2");
        _network.Faults.Cut("s1", "h1");
        Advance(0.1);
        Assert.Equal(
            """
            Link 0000000000000001:2 - 0000000000000002:2 is up
            Host 00:00:00:00:00:01 at 0000000000000001:1 is there
            Link 0000000000000001:2 - 0000000000000002:2 is down
            Host 00:00:00:00:00:01 is gone

            """,
            output.ToString());
    }

    private void Start(OpenFlowVersion version, string network)
    {
        _network.Add(NetworkTopology.Parse(network), new() { Versions = [version] });
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

    private bool Ping(string from, string to, double seconds)
    {
        var isAnswered = false;
        using var pinging = _network.Host(from).Ping(_network.Host(to).Address).Subscribe(ping => isAnswered = ping.IsAnswered);
        Advance(seconds);
        return isAnswered;
    }

    // The switches that a ping passes on its way there.
    private List<string> SwitchesOnTheWay(string from, string to)
    {
        var passed = new List<string>();
        var mac = _network.Host(to).Mac;
        using (_network.Links.Select(link => link.Frames).Merge()
            .Where(frame => frame.From[0] == 's' && MacAddress.Read(frame.Data.Span) == mac && frame.Data.Span[12] == 8)
            .Subscribe(frame => passed.Add(frame.From.Split(':')[0])))
            Assert.True(Ping(from, to, 1));
        return passed;
    }

    private void Advance(double seconds) => _scheduler.AdvanceBy(TimeSpan.FromSeconds(seconds));
}
