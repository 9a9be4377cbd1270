using System.Reactive.Disposables;

namespace ShortestPath;

/// <summary>
/// Forwards along shortest paths in a network of any shape. Each datapath has a flow for each host, to the next datapath on the way to it.
/// When a link breaks, the flows of the paths that used it change.
/// </summary>
/// <remarks>
/// What matches no flow, and all of ARP, comes to the controller. It delivers such a packet itself: at the port of its destination, or, if
/// that is not known or is a group address, at all edge ports that can be reached. No switch floods, so loops do no harm.
/// </remarks>
public sealed class ShortestPathApp : IDisposable
{
    private const int HostPriority = 100;
    private const int HostDiscoveryPriority = 200;
    private const ushort VlanPresent = 0x1000;

    // A host is known when it has sent ARP or neighbor discovery, which therefore never leaves the controller's sight.
    private static readonly FlowRule[] ToController =
    [
        new() { Priority = 0, Actions = [new OutputAction(PortNumber.Controller)] },
        FlowRule.Parse($"priority={HostDiscoveryPriority},arp,actions=CONTROLLER:65535"),
        FlowRule.Parse($"priority={HostDiscoveryPriority},icmp6,icmp_type=135,actions=CONTROLLER:65535", HasIpv6),
        FlowRule.Parse($"priority={HostDiscoveryPriority},icmp6,icmp_type=136,actions=CONTROLLER:65535", HasIpv6),
    ];

    private readonly OpenFlowController _controller;
    private readonly CompositeDisposable _running;
    private volatile NetworkGraph _graph = NetworkGraph.Empty;

    public ShortestPathApp(OpenFlowController controller)
    {
        _controller = controller;
        Topology = controller.DiscoverTopology();
        var rules = new SourceCache<FlowRule, FlowRuleKey>(rule => rule.Key);
        rules.AddOrUpdate(ToController);
        // Flows that an earlier run of the app left are deleted once the links are known.
        Flows = controller.Maintain(rules.Connect(), new() { Lease = CookieLease.OfName("ShortestPath"), Ready = Topology.Settled });
        var paths = Topology.Graph.CombineLatest(Topology.Hosts.Connect().QueryWhenChanged(), FlowsOf);
        _running =
        [
            Topology.Graph.Subscribe(graph => _graph = graph),
            paths.Subscribe(flows => rules.EditDiff(flows.Concat(ToController))),
            controller.Messages.OfMessage<PacketIn>().SubscribeEach(e => Deliver(new(e.Datapath.Id, e.Message.InPort), e.Message.Data)),
            Flows,
            Topology,
            rules,
        ];
    }

    /// <summary>The network.</summary>
    public DiscoveredTopology Topology { get; }

    /// <summary>The flows, and their state on each datapath.</summary>
    public MaintainedRules Flows { get; }

    public void Dispose() => _running.Dispose();

    private static DatapathTarget HasIpv6 => DatapathTarget.Where(datapath => datapath.Version >= OpenFlowVersion.OpenFlow12);

    private static IEnumerable<FlowRule> FlowsOf(NetworkGraph graph, IReadOnlyDictionary<HostId, NetworkHost> hosts) =>
        from host in hosts.Values
        from datapath in graph.Vertices
        let port = PortTowards(graph, datapath, host.Port)
        where port is not null
        select new FlowRule
        {
            Datapaths = datapath,
            Priority = HostPriority,
            Match = [Oxm.EthDst.Is(host.Id.Mac), Oxm.VlanVid.Is(host.Id.Vlan == 0 ? (ushort)0 : (ushort)(VlanPresent | host.Id.Vlan))],
            Actions = [new OutputAction(port.Value)],
        };

    // Each step of a shortest path is nearer to its end, so following the flows leads to no loop, whichever of several paths each switch
    // takes.
    private static PortNumber? PortTowards(NetworkGraph graph, DatapathId datapath, SwitchPort host) =>
        datapath == host.DatapathId ? host.Port : graph.ShortestPath(datapath, host.DatapathId)?.Links[0].From.Port;

    private void Deliver(SwitchPort from, ByteString packet)
    {
        if (Topology.IsProbe(packet))
            return;
        var frame = packet.ParseEthernet();
        var vlan = frame.Vlans is [var outermost, ..] ? outermost.VlanId : (ushort)0;
        if (Topology.Hosts.TryLookup(new(frame.Destination, vlan), out var host))
        {
            Send(host.Port.DatapathId, [host.Port.Port], from, packet);
        }
        else if (IsEdge(from))
        {
            var edge = Topology.Ports.Items.Where(port => port.Role == PortRole.Edge).Select(port => port.Id);
            foreach (var ports in edge.ToLookup(port => port.DatapathId, port => port.Port))
                Send(ports.Key, ports, from, packet);
        }
    }

    private bool IsEdge(SwitchPort port) => Topology.Ports.TryLookup(port, out var known) && known.Role == PortRole.Edge;

    // Out of ports of a datapath, but not where the packet came from, and no farther than links lead.
    private void Send(DatapathId datapath, IEnumerable<PortNumber> ports, SwitchPort from, ByteString packet)
    {
        if (_graph.ShortestPath(from.DatapathId, datapath) is null)
            return;
        var wanted = ports.Where(port => new SwitchPort(datapath, port) != from).Order();
        ValueList<OpenFlowAction> actions = [.. wanted.Select(port => new OutputAction(port))];
        if (!actions.IsEmpty)
            _controller.GetDatapath(datapath)?.TrySend(new PacketOut { Actions = actions, Data = packet });
    }
}
