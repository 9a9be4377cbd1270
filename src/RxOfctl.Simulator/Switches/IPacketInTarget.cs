using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Simulator.Fields;
using RxOfctl.Simulator.Flows;

namespace RxOfctl.Simulator.Switches;

/// <summary>Takes packets for the controllers.</summary>
internal interface IPacketInTarget
{
    /// <summary>A packet met no flow of a table.</summary>
    void OnMiss(Packet packet, TableId tableId);

    /// <summary>An action sends a packet to the controllers.</summary>
    void OnAction(Packet packet, ActionSource source, ushort maxLen);

    /// <summary>The time to live of a packet has run out.</summary>
    void OnInvalidTtl(Packet packet, ActionSource source);
}

/// <summary>Whose actions are done to a packet.</summary>
/// <param name="Reason">What a packet-in gives as its reason (OpenFlow 1.4 and later tell apply-actions, action sets, groups and packet-outs apart).</param>
/// <param name="Flow">The flow that was met last; null for a packet-out.</param>
internal readonly record struct ActionSource(PacketInReason Reason, FlowEntry? Flow = null)
{
    public TableId TableId => Flow?.TableId ?? default;
}
