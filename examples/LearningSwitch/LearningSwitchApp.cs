using System.Collections.Concurrent;
using System.Reactive.Disposables;
using System.Reactive.Subjects;

namespace LearningSwitch;

/// <summary>A MAC address was seen for the first time, or at another port than before.</summary>
public sealed record LearnedAddress(Datapath Datapath, MacAddress Address, PortNumber Port, PortNumber? Before);

/// <summary>A flow was sent to a switch, which forwards such packets by itself from then on.</summary>
public sealed record InstalledFlow(Datapath Datapath, Match Match, PortNumber Port);

/// <summary>A learning switch for each datapath. Its table of addresses lasts as long as the connection.</summary>
/// <remarks>
/// Messages are sent with <see cref="Datapath.TrySend(OpenFlowMessage)"/>, which never blocks: what a congested or disconnected datapath
/// does not take is dropped, and the next packet-in repeats it.
/// </remarks>
public sealed class LearningSwitchApp(OpenFlowController controller)
{
    private readonly Subject<LearnedAddress> _learned = new();
    private readonly Subject<InstalledFlow> _installed = new();
    private readonly ConcurrentDictionary<Datapath, LearningTable> _tables = new();

    /// <summary>Emits each address that is learned.</summary>
    public IObservable<LearnedAddress> Learned => _learned.AsObservable();

    /// <summary>Emits each flow that is installed. Costs nothing without an observer.</summary>
    public IObservable<InstalledFlow> Installed => _installed.AsObservable();

    /// <summary>The tables of the connected switches, whose counters may be read at any time.</summary>
    public IEnumerable<LearningTable> Tables => _tables.Values;

    /// <summary>The seconds without a packet after which a flow expires.</summary>
    public ushort IdleTimeout { get; init; } = 60;

    /// <summary>
    /// The topology, for a network with loops: packets are flooded along its spanning tree, and what was learned is forgotten when that
    /// changes. Default null: packets are flooded out of all ports.
    /// </summary>
    public DiscoveredTopology? Topology { get; init; }

    public IDisposable Start() => controller.Datapaths.Connect()
        .SubscribeMany(Serve)
        .OnItemRemoved(removed => _tables.TryRemove(removed, out _))
        .Subscribe();

    private IDisposable Serve(Datapath datapath)
    {
        var table = _tables.GetOrAdd(datapath, new LearningTable(datapath));
        // Flows of an earlier connection may lead to hosts that have moved. The table-miss flow sends the rest to the controller.
        datapath.SendMsgs([
            .. DeleteFlows(datapath),
            new FlowMod { Priority = 0, Actions = [new OutputAction(PortNumber.Controller)] },
        ]).Subscribe();
        var packets = datapath.Messages.OfMessage<PacketIn>();
        return Topology is null ? packets.SubscribeEach(e => Handle(table, e.Message)) : ServeInTree(table, packets, Topology);
    }

    // One thing at a time for each datapath: a packet, a change of its ports, a change of the tree anywhere, by which hosts may be
    // elsewhere.
    private CompositeDisposable ServeInTree(LearningTable table, IObservable<Envelope<PacketIn>> packets, DiscoveredTopology topology)
    {
        var gate = new object();
        return
        [
            topology.FloodPorts(table.Datapath.Id).Synchronize(gate).Subscribe(ports => table.FloodPorts = ports),
            topology.SpanningTree.Connect().Synchronize(gate).Subscribe(_ => Forget(table)),
            packets.Synchronize(gate).Where(e => !topology.IsProbe(e.Message.Data)).SubscribeEach(e => Handle(table, e.Message)),
        ];
    }

    private void Forget(LearningTable table)
    {
        table.Ports.Clear();
        foreach (var deletion in DeleteFlows(table.Datapath))
            table.Datapath.TrySend(deletion);
    }

    // With a topology, whose own flows stay, the flows to each port.
    private IEnumerable<FlowMod> DeleteFlows(Datapath datapath)
    {
        var all = new FlowMod { Command = FlowModCommand.Delete, TableId = TableId.All };
        return Topology is null ? [all] : datapath.Ports.Keys.Where(port => !port.IsReserved).Select(port => all with { OutPort = port });
    }

    private void Handle(LearningTable table, PacketIn packet)
    {
        table.PacketIns++;
        if (!EthernetHeader.TryRead(packet.Data.Span, out var header) || IsLinkLocal(header))
            return;
        if (table.FloodPorts?.Contains(packet.InPort) == false)
            return; // It came by a link that is not in the tree, or by a port that is not known yet.
        Learn(table, header.Source, packet.InPort);
        if (!table.Ports.TryGetValue(header.Destination, out var port))
            table.Datapath.TrySend(Output(packet, Flood(table, packet.InPort)));
        else if (port != packet.InPort)
            Install(table, packet, header, port);
        else if (packet.BufferId != BufferId.NoBuffer)
            table.Datapath.TrySend(Output(packet, [])); // The destination has received it: only its buffer has to be released.
    }

    private void Learn(LearningTable table, MacAddress address, PortNumber port)
    {
        PortNumber? before = table.Ports.TryGetValue(address, out var known) ? known : null;
        if (before == port || address.IsMulticast)
            return;
        // The host has moved. If its flows cannot be deleted now, the next packet-in tries again.
        var deletion = new FlowMod { Command = FlowModCommand.Delete, Match = [Oxm.EthDst.Is(address)] };
        if (before is not null && !table.Datapath.TrySend(deletion))
            return;
        table.Ports[address] = port;
        Raise(_learned, new(table.Datapath, address, port, before));
    }

    private void Install(LearningTable table, PacketIn packet, EthernetHeader header, PortNumber port)
    {
        Match match = [Oxm.InPort.Is(packet.InPort), Oxm.EthSrc.Is(header.Source), Oxm.EthDst.Is(header.Destination)];
        ValueList<OpenFlowAction> actions = [new OutputAction(port)];
        var isSent = table.Datapath.TrySend(
            new FlowMod { Priority = 1, IdleTimeout = IdleTimeout, BufferId = packet.BufferId, Match = match, Actions = actions });
        // The flow-mod forwards a packet that is in a buffer of the switch; one that is not is sent back after it.
        if (packet.BufferId == BufferId.NoBuffer)
            table.Datapath.TrySend(Output(packet, actions));
        if (!isSent)
            return;
        table.Flows++;
        if (_installed.HasObservers)
            Raise(_installed, new(table.Datapath, match, port));
    }

    private static ValueList<OpenFlowAction> Flood(LearningTable table, PortNumber inPort) => table.FloodPorts is { } ports
        ? [.. ports.Where(port => port != inPort).Select(port => new OutputAction(port))]
        : [new OutputAction(PortNumber.Flood)];

    private static PacketOut Output(PacketIn packet, ValueList<OpenFlowAction> actions) => new()
    {
        BufferId = packet.BufferId,
        InPort = packet.InPort,
        Actions = actions,
        Data = packet.BufferId == BufferId.NoBuffer ? packet.Data : default,
    };

    // Bridge protocols (01:80:c2:00:00:00 to :0f) and LLDP are for one link only.
    private static bool IsLinkLocal(EthernetHeader header) =>
        header.EtherType == EtherType.Lldp || header.Destination.Value >> 4 == 0x0180_c200_000;

    // Handlers of several datapaths may run at once; observers get one event at a time.
    private static void Raise<T>(Subject<T> events, T value)
    {
        lock (events)
            events.OnNext(value);
    }
}
