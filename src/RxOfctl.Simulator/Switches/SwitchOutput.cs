using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Simulator.Fields;

namespace RxOfctl.Simulator.Switches;

/// <summary>Sends packets to the ports that an output names.</summary>
internal sealed class SwitchOutput(SortedDictionary<PortNumber, SwitchPort> ports, QueueTable queues, LearningBridge bridge)
{
    /// <summary>Sends a packet to a port of the switch or to a reserved port that stands for several.</summary>
    public void Send(PortNumber port, Packet packet)
    {
        if (port == PortNumber.Flood)
            SendToOthers(packet, besides: PortConfig.NoFlood);
        else if (port == PortNumber.All)
            SendToOthers(packet, besides: PortConfig.None);
        else if (port == PortNumber.Normal)
            SendAsBridge(packet);
        else if (port == PortNumber.InPort)
            SendTo(packet.InPort, packet);
        else if (port != packet.InPort)
            // To the port by which it came, a packet goes only if IN_PORT is named (OpenFlow 1.3.5 §7.2.1).
            SendTo(port, packet);
    }

    /// <summary>True if the port is there and up.</summary>
    public bool IsLive(PortNumber port) => ports.TryGetValue(port, out var found) && found.IsLive;

    private void SendAsBridge(Packet packet)
    {
        if (bridge.Forward(packet) is not { } port)
            SendToOthers(packet, besides: PortConfig.NoFlood);
        else if (port != packet.InPort)
            SendTo(port, packet);
    }

    private void SendToOthers(Packet packet, PortConfig besides)
    {
        foreach (var (number, port) in ports)
        {
            if (number != packet.InPort && (port.Config & besides) == 0)
                SendTo(number, packet);
        }
    }

    private void SendTo(PortNumber number, Packet packet)
    {
        if (!ports.TryGetValue(number, out var port) || (port.Config & (PortConfig.PortDown | PortConfig.NoFwd)) != 0)
            return;
        if (packet.QueueId is { } queue && !queues.Pass(number, queue, packet.Length))
            return;
        port.Send(packet.ToBytes());
    }
}
