using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Simulator.Fields;

namespace RxOfctl.Simulator.Switches;

/// <summary>Resolves the port of an output action to ports of the switch, and sends packets by them.</summary>
internal sealed class SwitchOutput(SortedDictionary<PortNumber, SwitchPort> ports, QueueTable queues, LearningBridge bridge)
{
    /// <summary>Calls <paramref name="send"/> for each port of the switch by which an output sends a packet.</summary>
    /// <param name="port">A port of the switch, or a reserved port that stands for several.</param>
    /// <param name="packet">The packet.</param>
    /// <param name="send">Gets the number of the port and the packet.</param>
    public void Resolve(PortNumber port, Packet packet, Action<PortNumber, Packet> send)
    {
        if (port == PortNumber.Flood)
            SendToOthers(packet, excluded: PortConfig.NoFlood, send);
        else if (port == PortNumber.All)
            SendToOthers(packet, excluded: PortConfig.None, send);
        else if (port == PortNumber.Normal)
            SendAsBridge(packet, send);
        else if (port == PortNumber.InPort)
            send(packet.InPort, packet);
        else if (port != packet.InPort)
            // Only the reserved port IN_PORT sends a packet back by the port it came in (OpenFlow 1.3.5 §7.2.1).
            send(port, packet);
    }

    /// <summary>True if the port exists and is up.</summary>
    public bool IsLive(PortNumber port) => ports.TryGetValue(port, out var found) && found.IsLive;

    /// <summary>Sends a packet by a port of the switch, unless the port's configuration or the packet's queue drops it.</summary>
    public void SendTo(PortNumber number, Packet packet)
    {
        if (!ports.TryGetValue(number, out var port) || (port.Config & (PortConfig.PortDown | PortConfig.NoFwd)) != 0)
            return;
        if (packet.QueueId is { } queue && !queues.Pass(number, queue, packet.Length))
            return;
        port.Send(packet.ToBytes());
    }

    private void SendAsBridge(Packet packet, Action<PortNumber, Packet> send)
    {
        if (bridge.Forward(packet) is not { } port)
            SendToOthers(packet, excluded: PortConfig.NoFlood, send);
        else if (port != packet.InPort)
            send(port, packet);
    }

    private void SendToOthers(Packet packet, PortConfig excluded, Action<PortNumber, Packet> send)
    {
        foreach (var (number, port) in ports)
        {
            if (number != packet.InPort && (port.Config & excluded) == 0)
                send(number, packet);
        }
    }
}
