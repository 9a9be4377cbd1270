using System.Diagnostics;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using RxOfctl.Benchmarks.Simulator;
using RxOfctl.Packets;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
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

    /// <summary>The CPU seconds for as many frames on the same ways, which the controller sends ready made and does not look at.</summary>
    public double SecondsOfFrames { get; private set; }

    /// <summary>The memory that the topology adds for each link.</summary>
    public double BytesPerLink { get; private set; }

    /// <summary>As <see cref="BytesPerLink"/>, with its rules for flows and these flows on the simulated switches.</summary>
    public double BytesPerLinkWithFlows { get; private set; }

    /// <summary>The real milliseconds from the removal of a link to the emission of the last path that it changes: the median.</summary>
    public double MillisecondsToPath { get; private set; }

    /// <summary>How many paths are observed.</summary>
    public int Paths => _shape.Switches.Count - 1;

    /// <summary>The CPU milliseconds for all that a cut changes, all observed paths included: the median.</summary>
    public double MillisecondsOfCut { get; private set; }

    public void Measure(int cuts)
    {
        SecondsOfFrames = MeasureFrames();
        BytesPerLink = MeasureMemory();
        SendFlows(FlowModCommand.Delete);
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

    // Of a topology that does not keep its flows, which are there already.
    private double MeasureMemory()
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var topology = _controller.DiscoverTopology(new() { InstallFlows = false, BroadcastProbes = false });
        Advance(10);
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        var found = topology.LinkPairs.Count;
        topology.Dispose();
        Advance(1);
        return bytes / (double)found;
    }

    private void SendFlows(FlowModCommand command)
    {
        foreach (var datapath in _controller.GetDatapaths())
        {
            datapath.Send(new FlowMod
            {
                Command = command,
                Match = [Oxm.EthType.Is((ushort)EtherType.Lldp)],
                Actions = command == FlowModCommand.Add ? [new OutputAction(PortNumber.Controller)] : [],
            });
        }

        Advance(0.1);
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

    // What the simulated network, and the codec of the controller, take of the cost of probes.
    private double MeasureFrames()
    {
        var frame = new EthernetFrame
        {
            Source = new(1),
            Destination = LldpFrame.NearestBridge,
            EtherType = EtherType.Lldp,
            Payload = new byte[123],
        }.ToBytes();
        var arrived = 0;
        using var receiving = _controller.Messages.OfMessage<PacketIn>().Subscribe(_ => arrived++);
        var datapaths = _controller.GetDatapaths().ToList();
        SendFlows(FlowModCommand.Add);
        var sends = datapaths.SelectMany(datapath => datapath.Ports.Keys.Where(port => !port.IsReserved)
            .Select(port => (Datapath: datapath, Message: new PacketOut { Actions = [new OutputAction(port)], Data = frame }))).ToList();
        const int Seconds = 10;
        const int Slots = 50;
        var seconds = Cpu.Measure(() =>
        {
            for (var slot = 0; slot < Seconds * Slots; slot++)
            {
                for (var next = slot % Slots; next < sends.Count; next += Slots)
                    sends[next].Datapath.Send(sends[next].Message);
                Advance(1.0 / Slots);
            }
        });
        if (arrived < Seconds * 2 * _shape.Links.Count(link => link.ToPort != 0))
            throw new InvalidOperationException($"Only {arrived} frames came back.");
        return seconds / Seconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private void Advance(double seconds) => _scheduler.AdvanceBy(TimeSpan.FromSeconds(seconds));
}
