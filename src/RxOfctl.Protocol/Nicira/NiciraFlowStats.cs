using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>
/// Which flows a request is about: what requests for flows and for their sums have in common (<c>nx_flow_stats_request</c>).
/// </summary>
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

/// <summary>Flows with matches of Nicira (NXST_FLOW). OpenFlow 1.0.</summary>
[NiciraCode(0, To = OpenFlowVersion.OpenFlow10)]
public sealed partial record NiciraFlowStatsReply : MultipartReply<NiciraFlowStats>
{
    internal static NiciraFlowStatsReply ReadBody(ref WireReader reader) => new() { Body = reader.ReadList<NiciraFlowStats>() };

    internal override void WriteMultipart(ref WireWriter writer)
    {
        writer.WriteList(Body);
    }
}

/// <summary>A flow with its counters and a match of Nicira (<c>nx_flow_stats</c>).</summary>
[WireStructure]
public sealed partial record NiciraFlowStats
{
    /// <summary>The flow's table.</summary>
    public TableId TableId { get; init; }

    /// <summary>How long the flow has been there, whole seconds.</summary>
    public uint DurationSec { get; init; }

    /// <summary>How long the flow has been there, nanoseconds beyond <see cref="DurationSec"/>.</summary>
    public uint DurationNsec { get; init; }

    /// <summary>The flow's priority.</summary>
    public ushort Priority { get; init; }

    /// <summary>After how many seconds without a packet the flow goes; 0 is never.</summary>
    public ushort IdleTimeout { get; init; }

    /// <summary>After how many seconds the flow goes; 0 is never.</summary>
    public ushort HardTimeout { get; init; }

    /// <summary>One more than the seconds since the last packet; 0 is not known.</summary>
    public ushort IdleAge { get; init; }

    /// <summary>One more than the seconds since the last change; 0 is not known.</summary>
    public ushort HardAge { get; init; }

    /// <summary>The flow's cookie.</summary>
    public ulong Cookie { get; init; }

    /// <summary>How many packets the flow matched; all ones is not known.</summary>
    public ulong PacketCount { get; init; }

    /// <summary>How many bytes the flow matched; all ones is not known.</summary>
    public ulong ByteCount { get; init; }

    /// <summary>What the flow matches.</summary>
    public Match Match { get; init; } = Match.Any;

    /// <summary>What the flow does.</summary>
    public ValueList<OpenFlowAction> Actions { get; init; }

    internal static NiciraFlowStats ReadBody(ref WireReader reader)
    {
        var length = reader.PeekUInt16();
        if (length < 2)
            reader.Throw($"the length {length} of a flow is less than that of its own field");
        var entry = reader.Slice(length);
        entry.Skip(2);
        var tableId = entry.ReadTableId();
        entry.Skip(1);
        var stats = new NiciraFlowStats
        {
            TableId = tableId,
            DurationSec = entry.ReadUInt32(),
            DurationNsec = entry.ReadUInt32(),
            Priority = entry.ReadUInt16(),
            IdleTimeout = entry.ReadUInt16(),
            HardTimeout = entry.ReadUInt16(),
        };
        var matchLength = entry.ReadUInt16();
        return stats with
        {
            IdleAge = entry.ReadUInt16(),
            HardAge = entry.ReadUInt16(),
            Cookie = entry.ReadUInt64(),
            PacketCount = entry.ReadUInt64(),
            ByteCount = entry.ReadUInt64(),
            Match = entry.ReadNxMatch(matchLength),
            Actions = entry.ReadList<OpenFlowAction>(),
        };
    }

    internal void WriteBody(ref WireWriter writer)
    {
        var start = writer.Position;
        writer.WriteUInt16(0);
        writer.WriteTableId(TableId);
        writer.Pad(1);
        writer.WriteUInt32(DurationSec);
        writer.WriteUInt32(DurationNsec);
        writer.WriteUInt16(Priority);
        writer.WriteUInt16(IdleTimeout);
        writer.WriteUInt16(HardTimeout);
        var length = writer.Position;
        writer.WriteUInt16(0);
        writer.WriteUInt16(IdleAge);
        writer.WriteUInt16(HardAge);
        writer.WriteUInt64(Cookie);
        writer.WriteUInt64(PacketCount);
        writer.WriteUInt64(ByteCount);
        writer.SetLength(length, writer.WriteNxMatch(Match));
        writer.WriteList(Actions);
        writer.SetLength(start, writer.Position - start);
    }
}

/// <summary>Asks for the sums over the flows that match, by a match of Nicira (NXST_AGGREGATE). OpenFlow 1.0.</summary>
[NiciraCode(1, To = OpenFlowVersion.OpenFlow10)]
public sealed partial record NiciraAggregateStatsRequest : MultipartRequest, IOpenFlowRequest<NiciraAggregateStatsReply>
{
    /// <summary>Only flows that output to this port, 16 bits, or <see cref="PortNumber.Any"/>.</summary>
    public PortNumber OutPort { get; init; } = PortNumber.Any;

    /// <summary>The table, or <see cref="TableId.All"/>.</summary>
    public TableId TableId { get; init; } = TableId.All;

    /// <summary>What the flows must match, or match more closely.</summary>
    public Match Match { get; init; } = Match.Any;

    internal static NiciraAggregateStatsRequest ReadBody(ref WireReader reader)
    {
        var (outPort, tableId, match) = NiciraFlowFilter.Read(ref reader);
        return new() { OutPort = outPort, TableId = tableId, Match = match };
    }

    internal override void WriteMultipart(ref WireWriter writer)
    {
        NiciraFlowFilter.Write(ref writer, OutPort, TableId, Match);
    }
}

/// <summary>Sums over flows (NXST_AGGREGATE). OpenFlow 1.0.</summary>
[NiciraCode(1, To = OpenFlowVersion.OpenFlow10)]
public sealed partial record NiciraAggregateStatsReply : MultipartReply
{
    /// <summary>How many packets the flows matched.</summary>
    public ulong PacketCount { get; init; }

    /// <summary>How many bytes the flows matched.</summary>
    public ulong ByteCount { get; init; }

    /// <summary>How many flows there are.</summary>
    public uint FlowCount { get; init; }

    internal static NiciraAggregateStatsReply ReadBody(ref WireReader reader)
    {
        var reply = new NiciraAggregateStatsReply { PacketCount = reader.ReadUInt64(), ByteCount = reader.ReadUInt64(), FlowCount = reader.ReadUInt32() };
        reader.Skip(4);
        return reply;
    }

    internal override void WriteMultipart(ref WireWriter writer)
    {
        writer.WriteUInt64(PacketCount);
        writer.WriteUInt64(ByteCount);
        writer.WriteUInt32(FlowCount);
        writer.Pad(4);
    }
}
