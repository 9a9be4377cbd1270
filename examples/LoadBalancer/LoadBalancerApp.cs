namespace LoadBalancer;

/// <summary>A server that the virtual address stands for.</summary>
public sealed record Server(PortNumber Port, MacAddress Mac, Ipv4Address Address);

/// <summary>
/// Spreads the connections to a virtual address over servers. A select group has a bucket for each server, and the switch picks one for
/// each connection; only ARP requests for the virtual address come to the controller. OpenFlow 1.0 has no groups: there the first packet of
/// each connection comes to the controller too, which picks the server, in turn, and installs a flow for that connection.
/// </summary>
public sealed class LoadBalancerApp(
    OpenFlowController controller, MacAddress virtualMac, Ipv4Address virtualAddress, IReadOnlyList<Server> servers)
{
    private const ushort ConnectionIdleTimeout = 60;
    private static readonly GroupId Group = new(1);

    public IDisposable Start() => controller.Datapaths.Connect().SubscribeMany(Serve).Subscribe();

    private IDisposable Serve(Datapath datapath)
    {
        var hasGroups = datapath.Version > OpenFlowVersion.OpenFlow10;
        IOpenFlowCommand[] groups = hasGroups
            ?
            [
                new GroupMod { Command = GroupModCommand.Delete, GroupId = GroupId.All },
                new GroupMod { Command = GroupModCommand.Add, Type = GroupType.Select, GroupId = Group, Buckets = [.. servers.Select(Bucket)] },
            ]
            : [];
        datapath.SendMsgs([
            new FlowMod { Command = FlowModCommand.Delete, TableId = TableId.All },
            .. groups,
            Flow(20, [Oxm.EthType.Is(0x0806), Oxm.ArpTpa.Is(virtualAddress)], [new OutputAction(PortNumber.Controller)]),
            Flow(
                20,
                [Oxm.EthType.Is(0x0800), Oxm.Ipv4Dst.Is(virtualAddress)],
                [hasGroups ? new GroupAction(Group) : new OutputAction(PortNumber.Controller)]),
            .. servers.Select(FromServer),
            Flow(0, [], [new OutputAction(PortNumber.Flood)]),
        ]).Subscribe();
        var connections = 0;
        return datapath.Messages.OfMessage<PacketIn>().SubscribeEach(e =>
        {
            var frame = e.Message.Data.ParseEthernet();
            if (frame.Arp is { Operation: ArpOperation.Request } request && request.TargetProtocolAddress == virtualAddress)
                Answer(e, frame.Source, request);
            else if (frame.Ipv4 is { } packet && packet.Destination == virtualAddress && !hasGroups)
                Forward(e, packet, servers[connections++ % servers.Count]);
        });
    }

    private static ValueList<OpenFlowAction> ToServer(Server server) =>
        [new SetFieldAction(Oxm.EthDst.Is(server.Mac)), new SetFieldAction(Oxm.Ipv4Dst.Is(server.Address)), new OutputAction(server.Port)];

    private static Bucket Bucket(Server server) => new() { Weight = 1, Actions = ToServer(server) };

    private static FlowMod Flow(ushort priority, Match match, ValueList<OpenFlowAction> actions) =>
        new() { Priority = priority, Match = match, Actions = actions };

    // Replies of a server leave as from the virtual address.
    private FlowMod FromServer(Server server) => Flow(
        10,
        [Oxm.InPort.Is(server.Port), Oxm.EthType.Is(0x0800), Oxm.Ipv4Src.Is(server.Address)],
        [
            new SetFieldAction(Oxm.EthSrc.Is(virtualMac)),
            new SetFieldAction(Oxm.Ipv4Src.Is(virtualAddress)),
            new OutputAction(PortNumber.Flood),
        ]);

    private void Answer(Envelope<PacketIn> e, MacAddress asker, ArpPacket request) => e.Datapath.TrySend(new PacketOut
    {
        InPort = PortNumber.Controller,
        Actions = [new OutputAction(e.Message.InPort)],
        Data = new EthernetFrame { Source = virtualMac, Destination = asker, Arp = request.Reply(virtualMac) }.ToBytes(),
    });

    private void Forward(Envelope<PacketIn> e, Ipv4Packet packet, Server server)
    {
        Match connection =
        [
            Oxm.EthType.Is(0x0800), Oxm.IpProto.Is((byte)packet.Protocol), Oxm.Ipv4Src.Is(packet.Source), Oxm.Ipv4Dst.Is(virtualAddress),
            .. packet.Tcp is { } tcp ? [Oxm.TcpSrc.Is(tcp.SourcePort)] : packet.Udp is { } udp ? (OxmField[])[Oxm.UdpSrc.Is(udp.SourcePort)] : [],
        ];
        e.Datapath.TrySend(Flow(30, connection, ToServer(server)) with { IdleTimeout = ConnectionIdleTimeout });
        e.Datapath.TrySend(new PacketOut
        {
            BufferId = e.Message.BufferId,
            InPort = e.Message.InPort,
            Actions = ToServer(server),
            Data = e.Message.BufferId == BufferId.NoBuffer ? e.Message.Data : default,
        });
    }
}
