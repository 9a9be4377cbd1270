using System.Diagnostics;
using RxOfctl.Simulator.Topologies;
using Xunit.Abstractions;

namespace RxOfctl.Topology.Tests;

/// <summary>
/// A large network in virtual time. The bounds on CPU time are many times what is measured: they find what is quadratic, not what is slow.
/// </summary>
public sealed class ScaleTests(ITestOutputHelper output)
{
    [Fact]
    public void A_network_of_200_switches_with_1000_links_is_found_and_followed()
    {
        var network = NetworkTopology.Random(200, 1000, seed: 1);
        var memory = GC.GetTotalMemory(forceFullCollection: true);
        using var lab = new Lab(network, connects: false);
        var connections = lab.Network.ConnectTo(lab.Controller);
        var discovery = Measure(() => lab.Advance(0.25));
        Assert.Equal(1000, lab.Topology.LinkPairs.Count);
        Assert.Empty(lab.Alerts);
        memory = GC.GetTotalMemory(forceFullCollection: true) - memory;

        var steady = Measure(() => lab.Advance(1));

        var emitted = 0;
        foreach (var target in network.Switches)
            lab.Topology.ShortestPath(1, target.Id).Subscribe(_ => emitted++);
        var before = emitted;
        var cut = lab.Topology.SpanningTree.Items.First(pair => pair.Lower.DatapathId == 1);
        var change = Measure(() =>
        {
            lab.Network.Faults.Cut("s1", $"s{cut.Higher.DatapathId.Value}");
            lab.Advance(0.001);
        });
        Assert.Equal(999, lab.Topology.LinkPairs.Count);
        Assert.True(emitted > before);

        output.WriteLine(
            $"Discovery {discovery}, a second of probes {steady}, a cut with 200 paths {change}, {memory / 1024} KiB with the network");
        Assert.InRange(discovery, TimeSpan.Zero, TimeSpan.FromSeconds(30));
        Assert.InRange(steady, TimeSpan.Zero, TimeSpan.FromSeconds(15));
        Assert.InRange(change, TimeSpan.Zero, TimeSpan.FromSeconds(3));
        connections.Dispose();
    }

    private static TimeSpan Measure(Action action)
    {
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        action();
        return Process.GetCurrentProcess().TotalProcessorTime - before;
    }
}
