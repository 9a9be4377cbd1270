using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Messages;

/// <summary>
/// A flow went whose flag <see cref="FlowModFlags.SendFlowRem"/> was set (OFPT_FLOW_REMOVED; <c>ofp_flow_removed</c>, OpenFlow 1.0.2 §5.4.2,
/// 1.3.5 §A.4.2).
/// </summary>
[WireCode(11)]
public sealed partial record FlowRemoved : OpenFlowMessage
{
    /// <summary>The flow's cookie.</summary>
    public ulong Cookie { get; init; }

    /// <summary>The flow's priority.</summary>
    public ushort Priority { get; init; }

    /// <summary>Why the flow went.</summary>
    public FlowRemovedReason Reason { get; init; }

    /// <summary>The flow's table. OpenFlow 1.1 and later.</summary>
    public TableId TableId { get; init; }

    /// <summary>How long the flow was there, whole seconds.</summary>
    public uint DurationSec { get; init; }

    /// <summary>How long the flow was there, nanoseconds beyond <see cref="DurationSec"/>.</summary>
    public uint DurationNsec { get; init; }

    /// <summary>The flow's idle timeout in seconds.</summary>
    public ushort IdleTimeout { get; init; }

    /// <summary>The flow's hard timeout in seconds. OpenFlow 1.2 and later.</summary>
    public ushort HardTimeout { get; init; }

    /// <summary>How many packets the flow matched.</summary>
    public ulong PacketCount { get; init; }

    /// <summary>How many bytes the flow matched.</summary>
    public ulong ByteCount { get; init; }

    /// <summary>What the flow matched.</summary>
    public Match Match { get; init; } = Match.Any;

    internal static FlowRemoved ReadBody(ref WireReader reader)
    {
        var is10 = reader.Version == OpenFlowVersion.OpenFlow10;
        var match10 = is10 ? Match.Read(ref reader) : null;
        var cookie = reader.ReadUInt64();
        var priority = reader.ReadUInt16();
        var reason = (FlowRemovedReason)reader.ReadByte();
        // In 1.0 this byte pads, and so does the place of the hard timeout until 1.2.
        var tableId = reader.ReadTableId();
        var durationSec = reader.ReadUInt32();
        var durationNsec = reader.ReadUInt32();
        var idleTimeout = reader.ReadUInt16();
        var hardTimeout = reader.ReadUInt16();
        return new()
        {
            Cookie = cookie,
            Priority = priority,
            Reason = reason,
            TableId = is10 ? default : tableId,
            DurationSec = durationSec,
            DurationNsec = durationNsec,
            IdleTimeout = idleTimeout,
            HardTimeout = reader.Version >= OpenFlowVersion.OpenFlow12 ? hardTimeout : (ushort)0,
            PacketCount = reader.ReadUInt64(),
            ByteCount = reader.ReadUInt64(),
            Match = match10 ?? Match.Read(ref reader),
        };
    }

    internal override void WriteBody(ref WireWriter writer)
    {
        var is10 = writer.Version == OpenFlowVersion.OpenFlow10;
        writer.RefuseIf(is10 && TableId != default, "FlowRemoved.TableId");
        writer.RefuseIf(HardTimeout != 0 && writer.Version < OpenFlowVersion.OpenFlow12, "FlowRemoved.HardTimeout");
        if (is10)
            Match.Write(ref writer);
        writer.WriteUInt64(Cookie);
        writer.WriteUInt16(Priority);
        writer.WriteByte((byte)Reason);
        writer.WriteTableId(TableId);
        writer.WriteUInt32(DurationSec);
        writer.WriteUInt32(DurationNsec);
        writer.WriteUInt16(IdleTimeout);
        writer.WriteUInt16(HardTimeout);
        writer.WriteUInt64(PacketCount);
        writer.WriteUInt64(ByteCount);
        if (!is10)
            Match.Write(ref writer);
    }
}
