using RxOfctl.Protocol;
using RxOfctl.Simulator.Fields;
using RxOfctl.Simulator.Flows;

namespace RxOfctl.Simulator.Switches;

/// <summary>Where the pipeline sends what is for the controllers.</summary>
internal interface IPacketInTarget
{
    /// <summary>A packet met no flow of a table.</summary>
    void OnMiss(Packet packet, TableId tableId);

    /// <summary>An action sends a packet to the controllers.</summary>
    void OnAction(Packet packet, FlowEntry? flow, ushort maxLen);
}
