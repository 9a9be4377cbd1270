using System.Net.Sockets;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using RxOfctl.Caching;
using RxOfctl.Topology;
using ShortestPath;

namespace RxOfctl.Interop.Tests.Networks;

/// <summary>Networks of mininet: what is found is what mininet has built, and what os-ken's own topology finds.</summary>
public sealed class MininetTests : IDisposable
{
    // Bounds a test that waits for what never comes; it measures nothing.
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(120));

    private CancellationToken Limit => _limit.Token;

    public void Dispose() => _limit.Dispose();

    [MininetFact]
    public async Task A_tree_is_found_exactly_and_os_ken_finds_the_same()
    {
        await using var network = await MininetNetwork.StartAsync("tree,2,3", Limit);
        await using var controller = Listen(network);
        using var topology = controller.DiscoverTopology();
        var links = await network.LinksAsync(Limit);
        Assert.Equal(6, links.Count);
        await network.ConnectToAsync($"unix:{network.Socket}", Limit);
        await FoundAsync(topology, links);
        await topology.Settled.FirstAsync().ToTask(Limit);
        Assert.Equal(links, topology.Links.Keys.Order());

        await network.SetLinkAsync("s1", "s3", isUp: false, Limit);
        await FoundAsync(topology, [.. links.Where(link => link.From.DatapathId != 3 && link.To.DatapathId != 3)]);
        await network.SetLinkAsync("s1", "s3", isUp: true, Limit);
        await FoundAsync(topology, links);

        await network.StartOsKenAsync(Limit);
        await network.ConnectToAsync("tcp:127.0.0.1:6653", Limit);
        while (!(await network.OsKenLinksAsync(Limit)).SequenceEqual(links))
            Limit.ThrowIfCancellationRequested();
    }

    [MininetFact]
    public async Task Pings_go_on_around_a_ring_whose_link_is_cut()
    {
        await using var network = await MininetNetwork.StartAsync("ring,4", Limit);
        await using var controller = Listen(network);
        using var app = new ShortestPathApp(controller);
        var links = await network.LinksAsync(Limit);
        Assert.Equal(8, links.Count);
        await network.ConnectToAsync($"unix:{network.Socket}", Limit);
        await FoundAsync(app.Topology, links);
        await app.Topology.Settled.FirstAsync().ToTask(Limit);
        await PingAllAsync(network);
        Assert.Equal(4, app.Topology.Hosts.Count);

        var longer = app.Topology.ShortestPath(1, 2).FirstAsync(path => path?.Links.Count == 3).ToTask(Limit);
        await network.SetLinkAsync("s1", "s2", isUp: false, Limit);
        await longer;
        await PingAllAsync(network);
        Assert.Equal(6, app.Topology.Links.Count);

        await network.SetLinkAsync("s1", "s2", isUp: true, Limit);
        await FoundAsync(app.Topology, links);
        await PingAllAsync(network);
    }

    private static OpenFlowController Listen(MininetNetwork network) =>
        OpenFlowController.Listen(new() { EndPoint = new UnixDomainSocketEndPoint(network.Socket) });

    private async Task FoundAsync(DiscoveredTopology topology, IReadOnlyList<LinkId> links) =>
        await topology.Links.Connect().QueryWhenChanged().FirstAsync(found => found.Keys.Order().SequenceEqual(links)).ToTask(Limit);

    // On a busy machine a ping may be late, but not each of many.
    private async Task PingAllAsync(MininetNetwork network)
    {
        var hosts = Enumerable.Range(1, 4).Select(number => $"h{number}").ToArray();
        foreach (var (from, to) in from asker in hosts from asked in hosts where asker != asked select (asker, asked))
        {
            while (!await network.PingAsync(from, to, Limit))
                Limit.ThrowIfCancellationRequested();
        }
    }
}
