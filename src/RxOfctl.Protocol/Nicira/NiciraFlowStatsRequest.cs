using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Asks for the flows that match, by a match of Nicira (NXST_FLOW). OpenFlow 1.0.</summary>
[NiciraCode(0, To = OpenFlowVersion.OpenFlow10)]
public sealed partial record NiciraFlowStatsRequest : MultipartRequest, IMultiRequest<NiciraFlowStats>
{
    /// <summary>Only flows that output to this port, 16 bits, or <see cref="PortNumber.Any"/>.</summary>
    public PortNumber OutPort { get; init; } = PortNumber.Any;

    /// <summary>The table, or <see cref="TableId.All"/>.</summary>
    public TableId TableId { get; init; } = TableId.All;

    /// <summary>What the flows must match, or match more closely.</summary>
    public Match Match { get; init; } = Match.Any;

    internal static NiciraFlowStatsRequest ReadBody(ref WireReader reader)
    {
        var (outPort, tableId, match) = NiciraFlowFilter.Read(ref reader);
        return new() { OutPort = outPort, TableId = tableId, Match = match };
    }

    internal override void WriteMultipart(ref WireWriter writer)
    {
        NiciraFlowFilter.Write(ref writer, OutPort, TableId, Match);
    }
}
