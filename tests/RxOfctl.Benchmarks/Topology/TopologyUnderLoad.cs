using System.Diagnostics;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using RxOfctl.Benchmarks.Simulator;
using RxOfctl.Simulator;
using RxOfctl.Simulator.Topologies;
using RxOfctl.Topology;

namespace RxOfctl.Benchmarks.Topology;

/// <summary>What the topology of a large simulated network costs, in virtual time.</summary>
internal sealed class TopologyUnderLoad
{
    private readonly HistoricalScheduler _scheduler = new(DateTimeOffset.UnixEpoch);
    private readonly SimulatedNetwork _network;
    private readonly OpenFlowController _controller;
    private readonly NetworkTopology _shape;

    public TopologyUnderLoad(int switches, int links)
    {
        _shape = NetworkTopology.Random(switches, links, seed: 1);
        _network = new(_scheduler);
        _network.Add(_shape);
        _controller = new(new() { Scheduler = _scheduler, EchoInterval = TimeSpan.Zero });
        _network.ConnectTo(_controller);
        Advance(1);
    }

    /// <summary>The CPU seconds until all links are found.</summary>
    public double SecondsToDiscover { get; private set; }

    /// <summary>The CPU seconds for a second of probes.</summary>
    public double SecondsOfProbes { get; private set; }

    /// <summary>The memory for each link: of the topology with its rules for flows, and of these flows on the simulated switches.</summary>
    public double BytesPerLinkWithFlows { get; private set; }

    /// <summary>The real milliseconds from the removal of a link to the emission of the last path that it changes: the median.</summary>
    public double MillisecondsToPath { get; private set; }

    /// <summary>How many paths are observed.</summary>
    public int Paths => _shape.Switches.Count - 1;

    /// <summary>The CPU milliseconds for all that a cut changes, all observed paths included: the median.</summary>
    public double MillisecondsOfCut { get; private set; }

    public void Measure(int cuts)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        DiscoveredTopology? topology = null;
        var switchLinks = _shape.Links.Count(link => link.ToPort != 0);
        SecondsToDiscover = Cpu.Measure(() =>
        {
            topology = _controller.DiscoverTopology();
            Advance(0.3);
        });
        if (topology!.LinkPairs.Count != switchLinks)
            throw new InvalidOperationException($"{topology.LinkPairs.Count} of {switchLinks} links are found.");
        // Until the latencies have been measured as often as they are kept.
        Advance(10);
        BytesPerLinkWithFlows = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)switchLinks;
        const int Seconds = 10;
        SecondsOfProbes = Cpu.Measure(() => Advance(Seconds)) / Seconds;
        MeasureCuts(topology, cuts);
        GC.KeepAlive(_network);
    }

    private void MeasureCuts(DiscoveredTopology topology, int cuts)
    {
        long removedAt = 0, emittedAt = 0;
        topology.Links.Connect().Where(changes => changes.Any(change => change.Reason == ChangeReason.Remove))
            .Subscribe(_ => removedAt = Stopwatch.GetTimestamp());
        foreach (var target in _shape.Switches.Skip(1))
            topology.ShortestPath(1, target.Id).Subscribe(_ => emittedAt = Stopwatch.GetTimestamp());
        var (times, costs) = (new List<double>(), new List<double>());
        for (var cut = 0; cut < cuts; cut++)
        {
            // A link that paths from the first switch use.
            NetworkPath? path = null;
            topology.ShortestPath(1, _shape.Switches[^(cut + 1)].Id).Subscribe(current => path = current).Dispose();
            var link = path!.Links[^1];
            var (one, other) = ($"s{link.From.DatapathId.Value}", $"s{link.To.DatapathId.Value}");
            emittedAt = 0;
            costs.Add(1000 * Cpu.Measure(() =>
            {
                _network.Faults.Cut(one, other);
                Advance(0.001);
            }));
            if (emittedAt == 0)
                throw new InvalidOperationException($"No path changed when {one}-{other} was cut.");
            times.Add(Stopwatch.GetElapsedTime(removedAt, emittedAt).TotalMilliseconds);
            _network.Faults.Mend(one, other);
            Advance(1);
        }

        (MillisecondsToPath, MillisecondsOfCut) = (Median(times), Median(costs));
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private void Advance(double seconds) => _scheduler.AdvanceBy(TimeSpan.FromSeconds(seconds));
}
