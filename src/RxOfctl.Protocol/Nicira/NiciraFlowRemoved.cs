using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>A flow is gone, with its match in the form of Nicira (NXT_FLOW_REMOVED; <c>nx_flow_removed</c>).</summary>
[NiciraCode(14)]
public sealed partial record NiciraFlowRemoved : OpenFlowMessage
{
    /// <summary>The flow's cookie.</summary>
    public ulong Cookie { get; init; }

    /// <summary>The flow's priority.</summary>
    public ushort Priority { get; init; }

    /// <summary>Why it is gone.</summary>
    public FlowRemovedReason Reason { get; init; }

    /// <summary>The flow's table, or null where the datapath does not tell.</summary>
    public TableId? TableId { get; init; }

    /// <summary>How long the flow was there, whole seconds.</summary>
    public uint DurationSec { get; init; }

    /// <summary>How long the flow was there, nanoseconds beyond <see cref="DurationSec"/>.</summary>
    public uint DurationNsec { get; init; }

    /// <summary>The flow's idle timeout in seconds.</summary>
    public ushort IdleTimeout { get; init; }

    /// <summary>How many packets the flow matched.</summary>
    public ulong PacketCount { get; init; }

    /// <summary>How many bytes the flow matched.</summary>
    public ulong ByteCount { get; init; }

    /// <summary>What the flow matched.</summary>
    public Match Match { get; init; } = Match.Any;

    internal static NiciraFlowRemoved ReadBody(ref WireReader reader)
    {
        var message = new NiciraFlowRemoved
        {
            Cookie = reader.ReadUInt64(),
            Priority = reader.ReadUInt16(),
            Reason = (FlowRemovedReason)reader.ReadByte(),
        };
        // One more than the table, so that zero is none.
        var table = reader.ReadByte();
        message = message with
        {
            TableId = table == 0 ? null : new TableId((byte)(table - 1)),
            DurationSec = reader.ReadUInt32(),
            DurationNsec = reader.ReadUInt32(),
            IdleTimeout = reader.ReadUInt16(),
        };
        var length = reader.ReadUInt16();
        return message with
        {
            PacketCount = reader.ReadUInt64(),
            ByteCount = reader.ReadUInt64(),
            Match = reader.ReadNxMatch(length),
        };
    }

    internal override void WriteBody(ref WireWriter writer)
    {
        if (TableId is { Value: byte.MaxValue })
            throw new OpenFlowEncodeException("NiciraFlowRemoved.TableId is a table, 0 to 254.");
        writer.WriteUInt64(Cookie);
        writer.WriteUInt16(Priority);
        writer.WriteByte((byte)Reason);
        writer.WriteByte(TableId is { } table ? (byte)(table.Value + 1) : (byte)0);
        writer.WriteUInt32(DurationSec);
        writer.WriteUInt32(DurationNsec);
        writer.WriteUInt16(IdleTimeout);
        var length = writer.Position;
        writer.WriteUInt16(0);
        writer.WriteUInt64(PacketCount);
        writer.WriteUInt64(ByteCount);
        writer.SetLength(length, writer.WriteNxMatch(Match));
    }
}
