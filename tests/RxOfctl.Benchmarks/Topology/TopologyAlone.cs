using System.Reactive.Concurrency;
using RxOfctl.Benchmarks.Simulator;
using RxOfctl.Simulator.Topologies;
using RxOfctl.Topology;

namespace RxOfctl.Benchmarks.Topology;

/// <summary>
/// What a topology costs by itself: in virtual time, with switches that do nothing but pass on frames, and without connections. That
/// includes the encoding of packet-outs and the decoding of packet-ins.
/// </summary>
internal sealed class TopologyAlone(int switches, int links)
{
    /// <summary>The CPU seconds until all links are found.</summary>
    public double SecondsToDiscover { get; private set; }

    /// <summary>The CPU seconds for a second of probes.</summary>
    public double SecondsOfProbes { get; private set; }

    /// <summary>The memory for each link: all of the topology's, divided by the number of links.</summary>
    public double BytesPerLink { get; private set; }

    public void Measure(int seconds)
    {
        var scheduler = new HistoricalScheduler(DateTimeOffset.UnixEpoch);
        using var fleet = new BareFleet(new(NetworkTopology.Random(switches, links, seed: 1)), scheduler);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        DiscoveredTopology? topology = null;
        SecondsToDiscover = Cpu.Measure(() =>
        {
            topology = fleet.DiscoverTopology(new() { InstallFlows = false });
            scheduler.AdvanceBy(TimeSpan.FromSeconds(0.3));
        });
        if (topology!.LinkPairs.Count != links)
            throw new InvalidOperationException($"{topology.LinkPairs.Count} of {links} links are found.");
        // Until the latencies have been measured as often as they are kept.
        scheduler.AdvanceBy(TimeSpan.FromSeconds(10));
        BytesPerLink = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)links;
        SecondsOfProbes = Cpu.Measure(() => scheduler.AdvanceBy(TimeSpan.FromSeconds(seconds))) / seconds;
        if (topology.LinkPairs.Count != links)
            throw new InvalidOperationException($"{topology.LinkPairs.Count} of {links} links are left.");
        topology.Dispose();
    }
}
