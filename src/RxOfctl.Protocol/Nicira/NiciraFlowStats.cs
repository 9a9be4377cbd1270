using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

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
