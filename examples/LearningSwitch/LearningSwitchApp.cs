using System.Reactive.Linq;
using System.Reactive.Subjects;
using RxOfctl;
using RxOfctl.Caching;
using RxOfctl.Packets;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;

namespace LearningSwitch;

/// <summary>Makes each switch learn who is at which port. What it has learned of a switch lives as long as the switch's connection.</summary>
public sealed class LearningSwitchApp(OpenFlowController controller)
{
    private readonly ISubject<LearnedAddress> _learned = Subject.Synchronize(new Subject<LearnedAddress>());
    private readonly ISubject<InstalledFlow> _installed = Subject.Synchronize(new Subject<InstalledFlow>());

    public IObservable<LearnedAddress> Learned => _learned.AsObservable();

    public IObservable<InstalledFlow> Installed => _installed.AsObservable();

    /// <summary>After how many seconds without a packet a flow goes.</summary>
    public ushort IdleTimeout { get; init; } = 60;

    public IDisposable Start() => controller.Datapaths.Connect().SubscribeMany(Serve).Subscribe();

    private IDisposable Serve(Datapath datapath)
    {
        var ports = new Dictionary<MacAddress, PortNumber>();
        // Flows of an earlier connection may lead to where nobody is any more. What no flow takes comes to the controller.
        Send(datapath, new FlowMod { Command = FlowModCommand.Delete, TableId = TableId.All });
        Send(datapath, new FlowMod { Priority = 0, Actions = [new OutputAction(PortNumber.Controller)] });

        var packets = from e in datapath.Messages.OfMessage<PacketIn>()
                      let header = EthernetHeader.TryRead(e.Message.Data.Span, out var read) ? read : default
                      where header != default && !IsLinkLocal(header)
                      select (e.Message, header);
        return packets.Subscribe(packet => Forward(datapath, ports, packet.Message, packet.header));
    }

    private void Forward(Datapath datapath, Dictionary<MacAddress, PortNumber> ports, PacketIn packet, EthernetHeader header)
    {
        Learn(datapath, ports, header.Source, packet.InPort);
        if (!ports.TryGetValue(header.Destination, out var port))
            Send(datapath, Output(packet, PortNumber.Flood));
        else if (port != packet.InPort)
            Install(datapath, packet, [Oxm.InPort.Is(packet.InPort), Oxm.EthSrc.Is(header.Source), Oxm.EthDst.Is(header.Destination)], port);
        else if (packet.BufferId != BufferId.NoBuffer)
            Send(datapath, Output(packet)); // It is where it belongs already: all there is to do is to free its buffer.
    }

    private void Learn(Datapath datapath, Dictionary<MacAddress, PortNumber> ports, MacAddress address, PortNumber port)
    {
        PortNumber? before = ports.TryGetValue(address, out var known) ? known : null;
        if (before == port || address.IsMulticast)
            return;
        ports[address] = port;
        if (before is not null) // It moved: flows to where it was must go.
            Send(datapath, new FlowMod { Command = FlowModCommand.Delete, Match = [Oxm.EthDst.Is(address)] });
        _learned.OnNext(new(datapath, address, port, before));
    }

    private void Install(Datapath datapath, PacketIn packet, Match match, PortNumber port)
    {
        // A packet in a buffer goes out with the flow; one that came whole is sent back behind it.
        Send(datapath, new FlowMod
        {
            Priority = 1,
            IdleTimeout = IdleTimeout,
            BufferId = packet.BufferId,
            Match = match,
            Actions = [new OutputAction(port)],
        });
        if (packet.BufferId == BufferId.NoBuffer)
            Send(datapath, Output(packet, port));
        _installed.OnNext(new(datapath, match, port));
    }

    private static PacketOut Output(PacketIn packet, params ReadOnlySpan<PortNumber> ports) => new()
    {
        BufferId = packet.BufferId,
        InPort = packet.InPort,
        Actions = ports.IsEmpty ? [] : [new OutputAction(ports[0])],
        Data = packet.BufferId == BufferId.NoBuffer ? packet.Data : default,
    };

    // What bridges say to each other (01:80:c2:00:00:00 to :0f) goes no further than one link.
    private static bool IsLinkLocal(EthernetHeader header) =>
        header.EtherType == EtherType.Lldp || header.Destination.Value >> 4 == 0x0180_c200_000;

    private static void Send(Datapath datapath, OpenFlowMessage message)
    {
        try
        {
            datapath.Send(message);
        }
        catch (InvalidDatapathException)
        {
            // It left just now, and so does its table.
        }
    }
}
