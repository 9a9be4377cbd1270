using System.Reactive.Concurrency;
using RxOfctl.Simulator.Topologies;

namespace RxOfctl.Simulator.Tests;

public class TopologyTests
{
    [Theory]
    [InlineData("single,3", 1, 3, 3)]
    [InlineData("linear,4", 4, 4, 7)]
    [InlineData("linear,3,2", 3, 6, 8)]
    [InlineData("tree,2", 3, 4, 6)]
    [InlineData("tree,2,3", 4, 9, 12)]
    [InlineData("tree,3,2", 7, 8, 14)]
    [InlineData("ring,4", 4, 4, 8)]
    [InlineData("mesh,5,0", 5, 0, 10)]
    [InlineData("fattree,4", 20, 16, 48)]
    [InlineData("fattree,8", 80, 128, 384)]
    [InlineData("random,10,20", 10, 10, 30)]
    public void Has_so_many_switches_hosts_and_links_each_port_used_once(string text, int switches, int hosts, int links)
    {
        var topology = NetworkTopology.Parse(text);
        Assert.Equal((switches, hosts, links), (topology.Switches.Count, topology.Hosts.Count, topology.Links.Count));
        var ends = topology.Links.SelectMany(link => new[] { (link.From, link.FromPort), (link.To, link.ToPort) }).ToList();
        Assert.Equal(ends.Count, ends.Distinct().Count());
        Assert.Equal(switches + hosts, Reached(topology));

        var network = new SimulatedNetwork(new HistoricalScheduler());
        network.Add(topology);
        Assert.Equal((switches, hosts, links), (network.Switches.Count, network.Hosts.Count, network.Links.Count));
    }

    [Fact]
    public void A_tree_is_numbered_as_mininet_does()
    {
        var topology = NetworkTopology.Tree(2, 2);
        Assert.Equal(
            ["s2:1 - h1", "s2:2 - h2", "s1:1 - s2:3", "s3:1 - h3", "s3:2 - h4", "s1:2 - s3:3"],
            topology.Links.Select(link => $"{link.From}:{link.FromPort} - {link.To}{(link.ToPort == 0 ? "" : $":{link.ToPort}")}"));
    }

    [Fact]
    public void Random_topologies_are_the_same_for_a_seed()
    {
        Assert.Equal(NetworkTopology.Random(20, 40, 7).Links, NetworkTopology.Random(20, 40, 7).Links);
        Assert.NotEqual(NetworkTopology.Random(20, 40, 7).Links, NetworkTopology.Random(20, 40, 8).Links);
    }

    [Fact]
    public void Is_read_from_text()
    {
        var topology = NetworkTopology.Read(new StringReader(
            """
            # a line of two, and a host without an address
            switch core dpid=00000000000000ff
            host web mac=00:00:00:00:00:aa ip=10.0.0.10
            host dhcp mac=00:00:00:00:00:bb
            link s1 core latency=5ms jitter=500us loss=0.01 rate=10M queue=20
            link h1 s1:7
            link core:9 web   # to the web
            link core dhcp
            """));

        Assert.Equal([new("core", 255), new("s1", 1)], topology.Switches);
        Assert.Equal(
            [
                new("web", new(0xaa), new(10, 0, 0, 10)),
                new("dhcp", new(0xbb), default),
                new("h1", new(1), new(10, 0, 0, 1)),
            ],
            topology.Hosts);
        var slow = new SimulatedLinkOptions
        {
            Latency = TimeSpan.FromMilliseconds(5),
            Jitter = TimeSpan.FromMicroseconds(500),
            Loss = 0.01,
            BitsPerSecond = 10_000_000,
            QueueLength = 20,
        };
        Assert.Equal(
            [new("s1", 1, "core", 1, slow), new("s1", 7, "h1", 0), new("core", 9, "web", 0), new("core", 2, "dhcp", 0)],
            topology.Links);
    }

    [Theory]
    [InlineData("switch core", "line 1: The name core has no number")]
    [InlineData("link s1 s2\nlink h1 h2", "line 2: h1 and h2 are both hosts")]
    [InlineData("link s1:1 s2\nlink s1:1 s3", "line 2: Port 1 of s1 is taken")]
    [InlineData("link s1 x", "line 1: There is no switch or host x")]
    [InlineData("link s1 s2 speed=1", "Unknown option 'speed'; known here: latency")]
    [InlineData("link s1 s2 loss=2", "The loss is a share from 0 to 1")]
    [InlineData("link s1 s2 latency=5", "'5' is no time")]
    [InlineData("link s1 s2 latency=xms", "line 1")]
    [InlineData("switch s1\nswitch s1", "line 2: s1 is there already")]
    [InlineData("switch s1\nswitch t dpid=1", "line 2: There is a switch of identity")]
    [InlineData("hub", "line 1: 'hub' with 0 words")]
    public void Text_that_is_wrong_is_refused_with_its_line(string text, string reason) =>
        Assert.Contains(reason, Assert.Throws<FormatException>(() => NetworkTopology.Read(new StringReader(text))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("star,3")]
    [InlineData("tree")]
    [InlineData("tree,0")]
    [InlineData("tree,2,x")]
    [InlineData("fattree,3")]
    [InlineData("ring,2")]
    [InlineData("random,3,9")]
    [InlineData("")]
    public void Short_notation_that_is_wrong_is_refused(string text) => Assert.Throws<FormatException>(() => NetworkTopology.Parse(text));

    private static int Reached(NetworkTopology topology)
    {
        var reached = new HashSet<string> { topology.Switches[0].Name };
        while (topology.Links.Any(link => reached.Contains(link.From) != reached.Contains(link.To)))
        {
            foreach (var link in topology.Links.Where(link => reached.Contains(link.From) || reached.Contains(link.To)))
                reached.UnionWith([link.From, link.To]);
        }

        return reached.Count;
    }
}
