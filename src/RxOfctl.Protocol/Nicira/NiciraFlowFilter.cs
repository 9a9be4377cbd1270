using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Which flows a request is about: what requests for flows and for their sums have in common (<c>nx_flow_stats_request</c>).</summary>
internal static class NiciraFlowFilter
{
    public static (PortNumber OutPort, TableId TableId, Match Match) Read(ref WireReader reader)
    {
        var outPort = reader.ReadPortNumber16();
        var length = reader.ReadUInt16();
        var tableId = reader.ReadTableId();
        reader.Skip(3);
        return (outPort, tableId, reader.ReadNxMatch(length));
    }

    public static void Write(ref WireWriter writer, PortNumber outPort, TableId tableId, Match match)
    {
        writer.WritePortNumber16(outPort, "OutPort");
        var length = writer.Position;
        writer.WriteUInt16(0);
        writer.WriteTableId(tableId);
        writer.Pad(3);
        writer.SetLength(length, writer.WriteNxMatch(match));
    }
}
