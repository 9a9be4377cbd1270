using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Simulator.Fields;
using RxOfctl.Simulator.Flows;

namespace RxOfctl.Simulator.Switches;

/// <summary>Takes packets and events of the pipeline for the controllers.</summary>
internal interface IPacketInTarget
{
    /// <summary>A packet matched no flow of a table.</summary>
    void OnMiss(Packet packet, TableId tableId);

    /// <summary>An action sends a packet to the controllers.</summary>
    void OnAction(Packet packet, ActionSource source, ushort maxLen);

    /// <summary>The time to live of a packet has run out.</summary>
    void OnInvalidTtl(Packet packet, ActionSource source);

    /// <summary>The counters of a flow have passed a threshold of its stat trigger.</summary>
    void OnStatTrigger(FlowEntry flow);
}

/// <summary>Where the actions that are executed come from.</summary>
/// <param name="Reason">The reason of a packet-in (OpenFlow 1.4 and later distinguish apply-actions, action sets, groups and packet-outs).</param>
/// <param name="Flow">The flow that matched last; null for a packet-out.</param>
internal readonly record struct ActionSource(PacketInReason Reason, FlowEntry? Flow = null)
{
    public TableId TableId => Flow?.TableId ?? default;
}
