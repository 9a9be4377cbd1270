using RxOfctl.Caching;
using RxOfctl.Packets;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Benchmarks.Controllers;

/// <summary>
/// A learning switch as the author of an app would write it: on the public API and decoded messages. One message answers each packet-in:
/// a flow-mod that takes the packet along where the destination is known, a packet-out to all ports where it is not.
/// </summary>
internal sealed class LearningSwitch
{
    private readonly Dictionary<Datapath, Dictionary<MacAddress, PortNumber>> _ports = [];

    private LearningSwitch()
    {
    }

    /// <summary>One for all datapaths, which observes what comes from any of them, one message at a time.</summary>
    public static IDisposable RunForAll(OpenFlowController controller) =>
        controller.Messages.OfMessage<PacketIn>().Subscribe(new LearningSwitch().OnPacketIn);

    /// <summary>One for each datapath, which observes that one alone: several can be at work at a time.</summary>
    public static IDisposable RunForEach(OpenFlowController controller) => controller.Datapaths.Connect()
        .SubscribeMany(datapath => datapath.Messages.OfMessage<PacketIn>().Subscribe(new LearningSwitch().OnPacketIn))
        .Subscribe();

    private void OnPacketIn(Envelope<PacketIn> envelope)
    {
        var (datapath, packetIn) = (envelope.Datapath, envelope.Message);
        if (!EthernetHeader.TryRead(packetIn.Data.Span, out var header))
            return;
        if (!_ports.TryGetValue(datapath, out var ports))
            _ports.Add(datapath, ports = []);
        var inPort = packetIn.InPort;
        ports[header.Source] = inPort;
        // Send would throw for a datapath that has just disconnected, which would end the subscription for all others.
        datapath.TrySend(ports.TryGetValue(header.Destination, out var outPort)
            ? new FlowMod
            {
                Match = [Oxm.InPort.Is(inPort), Oxm.EthDst.Is(header.Destination)],
                Priority = 1,
                IdleTimeout = 60,
                BufferId = packetIn.BufferId,
                Actions = [new OutputAction(outPort)],
            }
            : new PacketOut
            {
                BufferId = packetIn.BufferId,
                InPort = inPort,
                Actions = [new OutputAction(PortNumber.Flood)],
                Data = packetIn.BufferId == BufferId.NoBuffer ? packetIn.Data : default,
            });
    }
}
