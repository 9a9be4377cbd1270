using System.Reactive;
using System.Reactive.Linq;
using RxOfctl.Flows;
using RxOfctl.Packets;
using RxOfctl.Protocol;
using RxOfctl.Topology.Discovery;

namespace RxOfctl.Topology;

/// <summary>
/// The network of a fleet as discovered: ports, links, hosts, and what is computed from them. All of it is of the same moment: a port
/// that goes down takes its links and hosts with it, and paths change, before anything else happens.
/// </summary>
/// <remarks>
/// Each observable is serial, gives the present value on subscription unless it says otherwise, and ends when the topology is disposed of
/// or the fleet ends. An observer that throws has ended; others lose nothing.
/// </remarks>
public sealed class DiscoveredTopology : IDisposable
{
    private readonly Publisher _publisher = new();
    private readonly DiscoveryEngine _engine;
    private readonly MacAddress _probeSource;

    internal DiscoveredTopology(IFleet fleet, TopologyOptions options)
    {
        _probeSource = options.ProbeSource;
        _engine = new(fleet, options, _publisher);
        _engine.Start();
    }

    /// <summary>The ports of all datapaths, those that are down too, and what they were found to be.</summary>
    public IObservableCache<NetworkPort, SwitchPort> Ports => _publisher.Ports;

    /// <summary>The links, each direction by itself.</summary>
    public IObservableCache<NetworkLink, LinkId> Links => _publisher.Links;

    /// <summary>The links of which both directions work. Paths, the spanning tree and the graph have no others.</summary>
    public IObservableCache<LinkPair, LinkId> LinkPairs => _publisher.Pairs;

    /// <summary>The hosts.</summary>
    public IObservableCache<NetworkHost, HostId> Hosts => _publisher.Hosts;

    /// <summary>
    /// Links along which each datapath is reached from each other in exactly one way: the spanning tree (in a partitioned network, one for
    /// each part) that has the lowest links. It depends on the links alone, so each controller of a fleet finds the same; a link that is
    /// lost changes at most one other.
    /// </summary>
    public IObservableCache<LinkPair, LinkId> SpanningTree => _publisher.SpanningTree;

    /// <summary>The graph of datapaths and links: a snapshot after each change.</summary>
    public IObservable<NetworkGraph> Graph => _publisher.Graph;

    internal NetworkGraph CurrentGraph => _publisher.CurrentGraph;

    /// <summary>What a correct network does not do, from subscription on.</summary>
    public IObservable<TopologyAlert> Alerts => _publisher.Alerts;

    /// <summary>
    /// The flows that bring probes to the controller, and their state on each datapath; null if <see cref="TopologyOptions.InstallFlows"/>
    /// is false.
    /// </summary>
    public MaintainedRules? Flows => _engine.Flows?.Maintained;

    /// <summary>
    /// Emits when every port is known (no <see cref="PortRole.Unknown"/> is left), and at once if they are now. It emits again each time,
    /// after a port came up. A network without datapaths is not settled.
    /// </summary>
    public IObservable<Unit> Settled => _publisher.IsSettled.Where(isSettled => isSettled).Select(_ => Unit.Default);

    /// <summary>
    /// The ports out of which a datapath must flood a packet so that it reaches all others once: edge ports, and ports of the spanning
    /// tree. The port that it came in by is to be left out. Unknown ports are not among them.
    /// </summary>
    /// <param name="datapathId">The datapath.</param>
    /// <returns>The ports in order, at once and when they change; none while the datapath is not connected.</returns>
    public IObservable<ValueList<PortNumber>> FloodPorts(DatapathId datapathId) => _publisher.FloodPorts(datapathId);

    /// <summary>The path from one datapath to another that costs the least. Of several, always the same one.</summary>
    /// <param name="from">Where it begins.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="weight">What links cost; by default each 1.</param>
    /// <returns>The path, or null if there is none; at once and when it changes.</returns>
    public IObservable<NetworkPath?> ShortestPath(DatapathId from, DatapathId to, PathWeight? weight = null) =>
        Graph.Select(graph => graph.ShortestPath(from, to, weight)).DistinctUntilChanged();

    /// <summary>All paths from one datapath to another that cost the least, for spreading load over them.</summary>
    /// <param name="from">Where they begin.</param>
    /// <param name="to">Where they end.</param>
    /// <param name="weight">What links cost; by default each 1.</param>
    /// <param name="limit">How many paths at most, from 1.</param>
    /// <returns>The paths, always in the same order, none if there is none; at once and when they change.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is less than 1.</exception>
    public IObservable<ValueList<NetworkPath>> ShortestPaths(DatapathId from, DatapathId to, PathWeight? weight = null, int limit = 16)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        return Graph.Select(ValueList<NetworkPath> (graph) => [.. graph.ShortestPaths(from, to, weight, limit)]).DistinctUntilChanged();
    }

    /// <summary>Whether a frame is the topology's own: a probe, or a host's answer to one. Apps do not forward these.</summary>
    /// <param name="frame">The frame, as a packet-in brings it.</param>
    public bool IsProbe(ByteString frame) => EthernetHeader.TryRead(frame.Span, out var header)
        && (header.EtherType is EtherType.Lldp or EtherType.Bddp || header.Destination == _probeSource);

    /// <summary>Ends the discovery and completes all observables. The flows on the switches stay.</summary>
    public void Dispose() => _engine.Dispose();
}
