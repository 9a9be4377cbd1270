using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using RxOfctl.Interop.Tests.Ovs;
using RxOfctl.Protocol;
using RxOfctl.Topology;

namespace RxOfctl.Interop.Tests.Controller;

/// <summary>Links between bridges of Open vSwitch, which are patch ports.</summary>
public sealed class TopologyTests : ControllerWithOvs
{
    [OvsTheory]
    [InlineData(OpenFlowVersion.OpenFlow10)]
    [InlineData(OpenFlowVersion.OpenFlow13)]
    [InlineData(OpenFlowVersion.OpenFlow15)]
    public async Task A_ring_is_found_a_link_is_cut_and_found_again(OpenFlowVersion version)
    {
        using var topology = Controller.DiscoverTopology();
        var alerts = new List<TopologyAlert>();
        using var alerting = topology.Alerts.Subscribe(alerts.Add);
        await ConnectBridgeAsync(1, version, "h1");
        await ConnectBridgeAsync(2, version, "h2");
        await ConnectBridgeAsync(3, version, "h3");
        await PatchAsync(1, 2);
        await PatchAsync(2, 3);
        await PatchAsync(3, 1);
        await CountAsync(topology, 3);
        await topology.SpanningTree.CountChanged.FirstAsync(count => count == 2).ToTask(Limit);

        var longer = topology.ShortestPath(1, 2).FirstAsync(path => path?.Links.Count == 2).ToTask(Limit);
        await Ovs.VsctlAsync(["del-port", "br1", "p1-2"]);
        await CountAsync(topology, 2);
        await longer;
        await Ovs.VsctlAsync(["del-port", "br2", "p2-1"]);
        await PatchAsync(1, 2);
        await CountAsync(topology, 3);
        Assert.All(topology.LinkPairs.Items, pair => Assert.Equal(LinkKind.Direct, pair.Forth.Kind));
        Assert.Empty(alerts);
    }

    private Task<int> CountAsync(DiscoveredTopology topology, int links) =>
        topology.LinkPairs.CountChanged.FirstAsync(count => count == links).ToTask(Limit);

    private Task<string> PatchAsync(int one, int other) => Ovs.VsctlAsync(
    [
        "add-port", $"br{one}", $"p{one}-{other}", "--", "set", "interface", $"p{one}-{other}", "type=patch", $"options:peer=p{other}-{one}",
        "--", "add-port", $"br{other}", $"p{other}-{one}", "--", "set", "interface", $"p{other}-{one}", "type=patch", $"options:peer=p{one}-{other}",
    ]);
}
