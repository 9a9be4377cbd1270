using RxOfctl.Packets;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Simulator.Fields;
using RxOfctl.Simulator.Flows;

namespace RxOfctl.Simulator.Switches;

/// <summary>The way of a packet through the tables, and what flows and packet-outs do with it (OpenFlow 1.3.5 §5.1).</summary>
internal sealed class Pipeline(FlowTables tables, SortedDictionary<PortNumber, SwitchPort> ports, Turns turns, IPacketInTarget controllers)
{
    /// <summary>Sends a packet through the tables. One that is too short to have an Ethernet header is dropped.</summary>
    public void Receive(ByteString data, PortNumber inPort)
    {
        if (data.TryParseEthernet(out var frame))
            Run(new(frame, inPort));
    }

    /// <summary>Sends a packet through the tables.</summary>
    public void Run(Packet packet)
    {
        var actionSet = new ActionSet();
        TableId? next = new TableId(0);
        while (next is { } tableId)
        {
            if (tables[tableId].Lookup(packet) is not { } flow)
            {
                controllers.OnMiss(packet, tableId);
                return;
            }

            flow.Count(packet.Frame.ToBytes().Length, turns.Scheduler.Now);
            next = null;
            // In the order of OpenFlow 1.3.5 §5.9, however the flow lists them.
            foreach (var instruction in flow.Instructions.OrderBy(Rank))
            {
                switch (instruction)
                {
                    case ApplyActions apply when !Do(apply.Actions, packet, flow):
                        return;
                    case ClearActions:
                        actionSet = new();
                        break;
                    case WriteActions write:
                        actionSet.Write(write.Actions);
                        break;
                    case WriteMetadata write:
                        packet.Metadata = (packet.Metadata & ~write.MetadataMask) | (write.Metadata & write.MetadataMask);
                        break;
                    case GotoTable go:
                        next = go.TableId;
                        break;
                }
            }

            if (next is null)
                Do(actionSet.InOrder, packet, flow);
        }
    }

    /// <summary>Does actions to a packet.</summary>
    /// <param name="actions">The actions, which were checked before.</param>
    /// <param name="packet">The packet.</param>
    /// <param name="flow">The flow whose actions they are; null if they are a packet-out's.</param>
    /// <returns>False if the packet was dropped.</returns>
    public bool Do(IEnumerable<OpenFlowAction> actions, Packet packet, FlowEntry? flow)
    {
        foreach (var action in actions)
        {
            if (action is OutputAction output)
            {
                Output(output, packet, flow);
                continue;
            }

            if (PacketEdits.Apply(packet.Frame, action) is not { } changed)
                return false;
            packet.Frame = changed;
        }

        return true;
    }

    private static int Rank(Instruction instruction) => instruction switch
    {
        ApplyActions => 0,
        ClearActions => 1,
        WriteActions => 2,
        WriteMetadata => 3,
        _ => 4,
    };

    private void Output(OutputAction output, Packet packet, FlowEntry? flow)
    {
        if (output.Port == PortNumber.Controller)
            controllers.OnAction(new(packet.Frame, packet.InPort) { Metadata = packet.Metadata }, flow, output.MaxLen);
        else if (output.Port == PortNumber.Table)
            Run(new(packet.Frame, packet.InPort));
        else if (output.Port == PortNumber.Flood || output.Port == PortNumber.All)
            SendToOthers(packet);
        else if (output.Port == PortNumber.InPort)
            Send(packet.InPort, packet);
        else if (output.Port != packet.InPort)
            // To the port by which it came, a packet goes only if IN_PORT is named (OpenFlow 1.3.5 §7.2.1).
            Send(output.Port, packet);
    }

    private void SendToOthers(Packet packet)
    {
        foreach (var number in ports.Keys)
        {
            if (number != packet.InPort)
                Send(number, packet);
        }
    }

    private void Send(PortNumber number, Packet packet)
    {
        if (ports.TryGetValue(number, out var port))
            port.Send(packet.Frame.ToBytes());
    }
}
