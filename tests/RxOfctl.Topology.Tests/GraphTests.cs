using System.Reactive.Linq;
using QuikGraph;
using QuikGraph.Algorithms;
using RxOfctl.Protocol;
using RxOfctl.Simulator.Topologies;

namespace RxOfctl.Topology.Tests;

public sealed class GraphTests
{
    public static TheoryData<int> Seeds => new(Enumerable.Range(1, 8));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Tree_and_paths_are_those_of_QuikGraph_after_each_of_many_changes(int seed)
    {
        var random = new Random(seed);
        var network = NetworkTopology.Random(8, 8 + 2 * seed, seed);
        using var lab = new Lab(network, new() { FlapDamping = null });
        var weight = PathWeight.Of(Cost);
        NetworkGraph graph = NetworkGraph.Empty;
        var paths = new Dictionary<DatapathId, NetworkPath?>();
        lab.Topology.Graph.Subscribe(current => graph = current);
        foreach (var target in network.Switches)
            lab.Topology.ShortestPath(1, target.Id, weight).Subscribe(path => paths[target.Id] = path);
        lab.Advance(0.5);
        var links = network.Links.Where(link => link.To[0] == 's').ToList();
        for (var step = 0; step < 25; step++)
        {
            var changed = links[random.Next(links.Count)];
            lab.Link(changed.From, changed.To).SetUp(!lab.Link(changed.From, changed.To).IsUp);
            lab.Advance(0.3);

            var present = lab.Topology.LinkPairs.Items;
            Assert.Equal(lab.Network.Links.Count(link => link.IsUp && link.Ends.Second[0] == 's'), present.Count);
            Assert.Equal(present.Count * 2, graph.EdgeCount);
            Assert.Equal(graph.EdgeCount, graph.Edges.Count());
            var rank = present.OrderBy(pair => pair.Id).Index().ToDictionary(each => each.Item.Id, each => (double)each.Index);
            var undirected = new UndirectedGraph<DatapathId, PairEdge>();
            undirected.AddVerticesAndEdgeRange(present.Select(pair => new PairEdge(pair)));
            Assert.Equal(
                undirected.MinimumSpanningTreeKruskal(edge => rank[edge.Pair.Id]).Select(edge => edge.Pair.Id).Order(),
                lab.Topology.SpanningTree.Keys.Order());

            var pathTo = graph.ShortestPathsDijkstra<DatapathId, NetworkLink>(Cost, 1);
            foreach (var target in graph.Vertices.Where(vertex => vertex != 1))
            {
                Assert.Equal(pathTo(target, out var expected), paths[target] is not null);
                Assert.Equal(expected?.Sum(Cost), paths[target]?.Cost);
                if (paths[target] is { } path)
                    AssertLeads(path, graph);
            }
        }

        static double Cost(NetworkLink link) => 1 + (link.From.Port.Value + link.To.Port.Value) % 4;
    }

    [Fact]
    public void All_equal_cost_paths_are_given_up_to_the_limit()
    {
        using var lab = new Lab(NetworkTopology.FatTree(4));
        lab.Advance(0.5);
        // Of edge switches in different pods: any of four core switches.
        var (one, other) = Edges(lab);
        ValueList<NetworkPath> paths = default;
        lab.Topology.ShortestPaths(one, other).Subscribe(current => paths = current);
        Assert.Equal(4, paths.Count);
        Assert.Equal(4, paths.Distinct().Count());
        Assert.All(paths, path => Assert.Equal(4, path.Links.Count));
        lab.Topology.ShortestPaths(one, other, limit: 3).Take(1).Subscribe(current => Assert.Equal(paths.Take(3), current));
        lab.Topology.ShortestPath(one, other).Take(1).Subscribe(path => Assert.Equal(paths[0], path));
    }

    [Fact]
    public void A_path_is_emitted_only_when_it_changes()
    {
        using var lab = new Lab(NetworkTopology.Ring(5));
        lab.Advance(0.5);
        var paths = new List<string?>();
        lab.Topology.ShortestPath(1, 3).Subscribe(path => paths.Add(path?.ToString()));
        Assert.Single(paths);
        lab.Network.Faults.Cut("s4", "s5");
        lab.Advance(0.5);
        Assert.Single(paths);
        lab.Network.Faults.Mend("s4", "s5");
        lab.Advance(0.5);
        lab.Network.Faults.Cut("s2", "s3");
        lab.Advance(0.01);
        lab.Network.Faults.Cut("s1", "s5");
        lab.Advance(0.01);
        lab.Network.Faults.Heal();
        lab.Advance(1);
        Assert.Equal(4, paths.Count);
        Assert.Equal(3, paths[0]!.Split(" > ").Length);
        Assert.Equal(4, paths[1]!.Split(" > ").Length);
        Assert.Null(paths[2]);
        Assert.NotNull(paths[3]);
    }

    [Fact]
    public void A_change_that_makes_no_path_shorter_or_longer_computes_none_again()
    {
        using var lab = new Lab(NetworkTopology.Ring(21));
        lab.Advance(0.5);
        var calls = 0;
        var weight = PathWeight.Of(_ =>
        {
            calls++;
            return 1;
        });
        lab.Topology.ShortestPath(1, 3, weight).Subscribe();
        Assert.InRange(calls, 20, 100);
        calls = 0;
        // The farthest from s1, between two that are both ten links away: each port's change asks what its two directions cost.
        lab.Network.Faults.Cut("s11", "s12");
        lab.Advance(0.01);
        Assert.Equal(20, lab.Topology.LinkPairs.Count);
        Assert.InRange(calls, 0, 12);
    }

    [Fact]
    public void A_path_that_is_not_computed_again_has_its_links_as_they_are_now()
    {
        using var lab = new Lab(NetworkTopology.Linear(3));
        lab.Advance(10);
        AssertCurrent(1);
        lab.Link("s1", "s2").Options = new() { Latency = TimeSpan.FromMilliseconds(7) };
        lab.Advance(10);
        AssertCurrent(7);

        void AssertCurrent(double milliseconds)
        {
            NetworkPath? path = null;
            lab.Topology.ShortestPath(1, 3).Take(1).Subscribe(current => path = current);
            Assert.Equal(milliseconds, path!.Links[0].Latency!.Value.TotalMilliseconds, 0.5);
            Assert.All(path.Links, link => Assert.Same(lab.Topology.Links.KeyValues[link.Id], link));
        }
    }

    [Fact]
    public void Latency_and_rate_weigh_paths()
    {
        using var lab = new Lab(NetworkTopology.Ring(4));
        lab.Link("s1", "s2").Options = new() { Latency = TimeSpan.FromMilliseconds(50) };
        lab.Advance(15);
        NetworkPath? path = null;
        lab.Topology.ShortestPath(1, 2, PathWeight.Latency).Subscribe(current => path = current);
        Assert.Equal(3, path!.Links.Count);
        Assert.InRange(path.Cost, 2.9 * TimeSpan.TicksPerMillisecond, 3.1 * TimeSpan.TicksPerMillisecond);
        lab.Topology.ShortestPath(1, 2).Take(1).Subscribe(current => Assert.Single(current!.Links));
        lab.Link("s1", "s2").Options = new();
        lab.Advance(15);
        Assert.Single(path!.Links);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void A_cost_that_is_not_greater_than_zero_ends_the_path_with_an_error(double cost)
    {
        using var lab = new Lab(NetworkTopology.Ring(3));
        lab.Advance(0.5);
        Exception? error = null;
        lab.Topology.ShortestPath(1, 2, PathWeight.Of(_ => cost)).Subscribe(_ => { }, thrown => error = thrown);
        Assert.IsType<ArgumentException>(error);
    }

    [Fact]
    public void An_infinite_cost_keeps_paths_off_a_link()
    {
        using var lab = new Lab(NetworkTopology.Linear(2));
        lab.Advance(0.5);
        lab.Topology.ShortestPath(1, 2, PathWeight.Of(_ => double.PositiveInfinity)).Take(1).Subscribe(Assert.Null);
    }

    [Fact]
    public void Flood_ports_reach_every_host_once_and_follow_cuts()
    {
        var mesh = NetworkTopology.Mesh(6, 2);
        using var lab = new Lab(mesh);
        lab.Advance(1);
        var ports = new Dictionary<ulong, ValueList<PortNumber>>();
        foreach (var each in mesh.Switches)
            lab.Topology.FloodPorts(each.Id).Subscribe(current => ports[each.Id.Value] = current);
        AssertFloods(lab, mesh, ports);
        lab.Network.Faults.Cut("s1", "s2");
        lab.Network.Faults.Cut("s1", "s3");
        lab.Advance(1);
        AssertFloods(lab, mesh, ports);
        lab.Network.Faults.Heal();
        lab.Advance(2);
        AssertFloods(lab, mesh, ports);

        var changes = 0;
        lab.Topology.FloodPorts(6).Skip(1).Subscribe(_ => changes++);
        lab.Network.Faults.Cut("s2", "s3");
        lab.Advance(1);
        Assert.Equal(0, changes);
    }

    [Fact]
    public void A_datapath_that_is_not_there_floods_no_ports()
    {
        using var lab = new Lab(NetworkTopology.Linear(2));
        var sizes = new List<int>();
        lab.Topology.FloodPorts(1).Subscribe(ports => sizes.Add(ports.Count));
        lab.Advance(1);
        lab.Network.Faults.Crash("s1");
        lab.Advance(0.1);
        Assert.Equal(0, sizes[0]);
        Assert.Equal(2, sizes[^2]);
        Assert.Equal(0, sizes[^1]);
    }

    // A flood from each switch comes to each other exactly once.
    private static void AssertFloods(Lab lab, NetworkTopology network, Dictionary<ulong, ValueList<PortNumber>> ports)
    {
        var to = lab.Topology.Links.Items.ToDictionary(link => link.From, link => link.To);
        foreach (var start in network.Switches)
        {
            var arrived = new Dictionary<DatapathId, int> { [start.Id] = 1 };
            var hosts = 0;
            var open = new Queue<(DatapathId At, PortNumber? Came)>([(start.Id, null)]);
            while (open.TryDequeue(out var next))
            {
                foreach (var port in ports[next.At.Value].Where(port => port != next.Came))
                {
                    if (!to.TryGetValue(new(next.At, port), out var far))
                    {
                        hosts++;
                        continue;
                    }

                    arrived[far.DatapathId] = arrived.GetValueOrDefault(far.DatapathId) + 1;
                    Assert.InRange(arrived[far.DatapathId], 1, 1);
                    open.Enqueue((far.DatapathId, far.Port));
                }
            }

            Assert.Equal(network.Switches.Count, arrived.Count);
            Assert.Equal(network.Hosts.Count, hosts);
        }
    }

    private static (DatapathId One, DatapathId Other) Edges(Lab lab)
    {
        var edges = lab.Network.Hosts.Select(host => host.Link!.Ends.First.Split(':')[0]).Distinct()
            .Select(name => lab.Network.Switch(name).Id).ToList();
        return (edges[0], edges[^1]);
    }

    private static void AssertLeads(NetworkPath path, NetworkGraph graph)
    {
        var at = path.From;
        foreach (var link in path.Links)
        {
            Assert.Equal(at, link.From.DatapathId);
            Assert.Contains(graph.OutEdges(at), edge => edge.Id == link.Id);
            at = link.To.DatapathId;
        }

        Assert.Equal(path.To, at);
    }

    private sealed class PairEdge(LinkPair pair) : IEdge<DatapathId>
    {
        public LinkPair Pair => pair;

        public DatapathId Source => pair.Lower.DatapathId;

        public DatapathId Target => pair.Higher.DatapathId;
    }
}
