namespace LoadBalancer;

/// <summary>A server behind the virtual address.</summary>
public sealed record Server(PortNumber Port, MacAddress Mac, Ipv4Address Address);

/// <summary>
/// Spreads what clients send to a virtual address over servers: a select group has a bucket for each, and the switch picks one for each
/// connection. Packets never come to the controller, but for the ARP requests that ask for the virtual address.
/// </summary>
public sealed class LoadBalancerApp(
    OpenFlowController controller, MacAddress virtualMac, Ipv4Address virtualAddress, IReadOnlyList<Server> servers)
{
    private static readonly GroupId Group = new(1);

    public IDisposable Start() => controller.Datapaths.Connect().SubscribeMany(Serve).Subscribe();

    private IDisposable Serve(Datapath datapath)
    {
        datapath.SendMsgs([
            new FlowMod { Command = FlowModCommand.Delete, TableId = TableId.All },
            new GroupMod { Command = GroupModCommand.Delete, GroupId = GroupId.All },
            new GroupMod { Command = GroupModCommand.Add, Type = GroupType.Select, GroupId = Group, Buckets = [.. servers.Select(Bucket)] },
            Flow(20, [Oxm.EthType.Is(0x0806), Oxm.ArpTpa.Is(virtualAddress)], new OutputAction(PortNumber.Controller)),
            Flow(20, [Oxm.EthType.Is(0x0800), Oxm.Ipv4Dst.Is(virtualAddress)], new GroupAction(Group)),
            .. servers.Select(FromServer),
            Flow(0, [], new OutputAction(PortNumber.Flood)),
        ]).Subscribe();
        return datapath.Messages.OfMessage<PacketIn>().SubscribeEach(e => Answer(e.Datapath, e.Message));
    }

    private static Bucket Bucket(Server server) => new()
    {
        Weight = 1,
        Actions =
        [
            new SetFieldAction(Oxm.EthDst.Is(server.Mac)),
            new SetFieldAction(Oxm.Ipv4Dst.Is(server.Address)),
            new OutputAction(server.Port),
        ],
    };

    private static FlowMod Flow(ushort priority, Match match, params OpenFlowAction[] actions) =>
        new() { Priority = priority, Match = match, Actions = [.. actions] };

    // What a server answers goes out as from the virtual address.
    private FlowMod FromServer(Server server) => Flow(
        10,
        [Oxm.InPort.Is(server.Port), Oxm.EthType.Is(0x0800), Oxm.Ipv4Src.Is(server.Address)],
        new SetFieldAction(Oxm.EthSrc.Is(virtualMac)),
        new SetFieldAction(Oxm.Ipv4Src.Is(virtualAddress)),
        new OutputAction(PortNumber.Flood));

    private void Answer(Datapath datapath, PacketIn packet)
    {
        if (packet.Data.ParseEthernet() is not { Arp: { Operation: ArpOperation.Request } request } frame
            || request.TargetProtocolAddress != virtualAddress)
            return;
        var reply = new EthernetFrame { Source = virtualMac, Destination = frame.Source, Arp = request.Reply(virtualMac) };
        datapath.Send(new PacketOut
        {
            InPort = PortNumber.Controller,
            Actions = [new OutputAction(packet.InPort)],
            Data = reply.ToBytes(),
        });
    }
}
