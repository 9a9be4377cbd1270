using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Which changes of which flows are told (<c>nx_flow_monitor_request</c>, in OpenFlow 1.3 <c>onf_flow_monitor_request</c>).</summary>
[WireStructure]
public sealed partial record NiciraFlowMonitor
{
    private const uint TypeOxm = 1;

    /// <summary>The monitor's id, by which it is ended.</summary>
    public uint Id { get; init; }

    /// <summary>What is told.</summary>
    public NiciraFlowMonitorFlags Flags { get; init; }

    /// <summary>Only flows that output to this port, or <see cref="PortNumber.Any"/>. 16 bits up to OpenFlow 1.2.</summary>
    public PortNumber OutPort { get; init; } = PortNumber.Any;

    /// <summary>The table, or <see cref="TableId.All"/>.</summary>
    public TableId TableId { get; init; } = TableId.All;

    /// <summary>What the flows must match, or match more closely.</summary>
    public Match Match { get; init; } = Match.Any;

    /// <summary>
    /// True if the match stands on the wire as fields alone, as the ONF describes it; false as <c>ofp_match</c>, as Open vSwitch has it.
    /// OpenFlow 1.3.
    /// </summary>
    public bool HasBareMatch { get; init; }

    internal static NiciraFlowMonitor ReadBody(ref WireReader reader)
    {
        var id = reader.ReadUInt32();
        var flags = (NiciraFlowMonitorFlags)reader.ReadUInt16();
        if (reader.Version == OpenFlowVersion.OpenFlow13)
        {
            var length13 = reader.ReadUInt16();
            var port = reader.ReadPortNumber();
            var table = reader.ReadTableId();
            reader.Skip(3);
            // No field is as long as all fields together, so that the two forms cannot be taken for each other.
            var isBare = length13 == 0 || reader.PeekUInt32() != ((TypeOxm << 16) | length13);
            return new()
            {
                Id = id,
                Flags = flags,
                OutPort = port,
                TableId = table,
                Match = isBare ? reader.ReadNxMatch(length13) : Match.Read(ref reader),
                HasBareMatch = isBare,
            };
        }

        var outPort = reader.ReadPortNumber16();
        var length = reader.ReadUInt16();
        var tableId = reader.ReadTableId();
        reader.Skip(5);
        return new() { Id = id, Flags = flags, OutPort = outPort, TableId = tableId, Match = reader.ReadNxMatch(length) };
    }

    internal void WriteBody(ref WireWriter writer)
    {
        writer.WriteUInt32(Id);
        writer.WriteUInt16((ushort)Flags);
        if (writer.Version == OpenFlowVersion.OpenFlow13)
        {
            var length13 = writer.Position;
            writer.WriteUInt16(0);
            writer.WritePortNumber(OutPort, "NiciraFlowMonitor.OutPort");
            writer.WriteTableId(TableId);
            writer.Pad(3);
            writer.SetLength(length13, HasBareMatch ? writer.WriteNxMatch(Match) : NiciraFlowUpdate.WriteOxmMatch(ref writer, Match));
            return;
        }

        writer.RefuseIf(HasBareMatch, "NiciraFlowMonitor.HasBareMatch");
        writer.WritePortNumber16(OutPort, nameof(OutPort));
        var length = writer.Position;
        writer.WriteUInt16(0);
        writer.WriteTableId(TableId);
        writer.Pad(5);
        writer.SetLength(length, writer.WriteNxMatch(Match));
    }
}
