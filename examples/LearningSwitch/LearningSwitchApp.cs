using System.Collections.Concurrent;
using System.Reactive.Subjects;

namespace LearningSwitch;

/// <summary>A station was seen at a port for the first time, or moved there.</summary>
public sealed record LearnedAddress(Datapath Datapath, MacAddress Address, PortNumber Port, PortNumber? Before);

/// <summary>A flow was sent to a switch, which forwards by itself from now on.</summary>
public sealed record InstalledFlow(Datapath Datapath, Match Match, PortNumber Port);

/// <summary>Makes each switch learn which station is at which port. What it has learned lives as long as the switch's connection.</summary>
public sealed class LearningSwitchApp(OpenFlowController controller)
{
    private readonly Subject<LearnedAddress> _learned = new();
    private readonly Subject<InstalledFlow> _installed = new();
    private readonly ConcurrentDictionary<Datapath, LearningTable> _tables = new();

    /// <summary>Each station that is learned. Nothing is spent on it while nobody observes.</summary>
    public IObservable<LearnedAddress> Learned => _learned.AsObservable();

    /// <summary>Each flow that is installed. Nothing is spent on it while nobody observes.</summary>
    public IObservable<InstalledFlow> Installed => _installed.AsObservable();

    /// <summary>The tables of the connected switches, whose counters may be read at any time.</summary>
    public IEnumerable<LearningTable> Tables => _tables.Values;

    /// <summary>After how many seconds without a packet a flow expires.</summary>
    public ushort IdleTimeout { get; init; } = 60;

    public IDisposable Start() => controller.Datapaths.Connect()
        .SubscribeMany(Serve)
        .OnItemRemoved(left => _tables.TryRemove(left, out _))
        .Subscribe();

    private IDisposable Serve(Datapath datapath)
    {
        var table = _tables.GetOrAdd(datapath, new LearningTable(datapath));
        // Flows of an earlier connection may lead to stations that have moved. What no flow matches comes to the controller.
        datapath.SendMsgs([
            new FlowMod { Command = FlowModCommand.Delete, TableId = TableId.All },
            new FlowMod { Priority = 0, Actions = [new OutputAction(PortNumber.Controller)] },
        ]).Subscribe();
        return datapath.Messages.OfMessage<PacketIn>().SubscribeEach(e => Handle(table, e.Message));
    }

    private void Handle(LearningTable table, PacketIn packet)
    {
        table.PacketIns++;
        if (!EthernetHeader.TryRead(packet.Data.Span, out var header) || IsLinkLocal(header))
            return;
        Learn(table, header.Source, packet.InPort);
        if (!table.Ports.TryGetValue(header.Destination, out var port))
            Send(table, Output(packet, PortNumber.Flood));
        else if (port != packet.InPort)
            Install(table, packet, [Oxm.InPort.Is(packet.InPort), Oxm.EthSrc.Is(header.Source), Oxm.EthDst.Is(header.Destination)], port);
        else if (packet.BufferId != BufferId.NoBuffer)
            Send(table, Output(packet)); // It is where it belongs already: all there is to do is to free its buffer.
    }

    private void Learn(LearningTable table, MacAddress address, PortNumber port)
    {
        PortNumber? before = table.Ports.TryGetValue(address, out var known) ? known : null;
        if (before == port || address.IsMulticast)
            return;
        table.Ports[address] = port;
        if (before is not null) // It moved: flows to where it was must go.
            Send(table, new FlowMod { Command = FlowModCommand.Delete, Match = [Oxm.EthDst.Is(address)] });
        Raise(_learned, () => new(table.Datapath, address, port, before));
    }

    private void Install(LearningTable table, PacketIn packet, Match match, PortNumber port)
    {
        // A packet in a buffer goes out with the flow; one that came whole is sent back after it.
        Send(table, new FlowMod
        {
            Priority = 1,
            IdleTimeout = IdleTimeout,
            BufferId = packet.BufferId,
            Match = match,
            Actions = [new OutputAction(port)],
        });
        if (packet.BufferId == BufferId.NoBuffer)
            Send(table, Output(packet, port));
        table.Flows++;
        Raise(_installed, () => new(table.Datapath, match, port));
    }

    private static PacketOut Output(PacketIn packet, params ReadOnlySpan<PortNumber> ports) => new()
    {
        BufferId = packet.BufferId,
        InPort = packet.InPort,
        Actions = ports.IsEmpty ? [] : [new OutputAction(ports[0])],
        Data = packet.BufferId == BufferId.NoBuffer ? packet.Data : default,
    };

    private static void Send(LearningTable table, OpenFlowMessage message)
    {
        try
        {
            table.Datapath.Send(message);
        }
        catch (InvalidDatapathException)
        {
            // It has just disconnected, and its table goes with it.
        }
    }

    // What bridges say to each other (01:80:c2:00:00:00 to :0f) stays on one link.
    private static bool IsLinkLocal(EthernetHeader header) =>
        header.EtherType == EtherType.Lldp || header.Destination.Value >> 4 == 0x0180_c200_000;

    // Handlers of several datapaths may run at once; observers see one event at a time.
    private static void Raise<T>(Subject<T> events, Func<T> happened)
    {
        if (!events.HasObservers)
            return;
        lock (events)
            events.OnNext(happened());
    }
}
