using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Statistics;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Messages;

/// <summary>
/// A flow went whose flag <see cref="FlowModFlags.SendFlowRem"/> was set (OFPT_FLOW_REMOVED; <c>ofp_flow_removed</c>, OpenFlow 1.0.2 §5.4.2,
/// 1.3.5 §7.4.2, 1.5.1).
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

    /// <summary>The flow's idle timeout in seconds.</summary>
    public ushort IdleTimeout { get; init; }

    /// <summary>The flow's hard timeout in seconds. OpenFlow 1.2 and later.</summary>
    public ushort HardTimeout { get; init; }

    /// <summary>
    /// What was counted of the flow. Before OpenFlow 1.5: duration, packets and bytes, in this order and nothing else, which is also what a new
    /// message has, all zero.
    /// </summary>
    public ValueList<OxsField> Stats
    {
        get => Counters.List;
        init => Counters = new(value);
    }

    /// <summary>How long the flow was there, whole seconds: from <see cref="Stats"/>, 0 where it is not there.</summary>
    public uint DurationSec
    {
        get => Counters.DurationSec;
        init => Counters = Counters.WithDurationSec(value);
    }

    /// <summary>How long the flow was there, nanoseconds beyond <see cref="DurationSec"/>.</summary>
    public uint DurationNsec
    {
        get => Counters.DurationNsec;
        init => Counters = Counters.WithDurationNsec(value);
    }

    /// <summary>How many packets the flow matched: from <see cref="Stats"/>, 0 where it is not there.</summary>
    public ulong PacketCount
    {
        get => Counters.PacketCount;
        init => Counters = Counters.WithPacketCount(value);
    }

    /// <summary>How many bytes the flow matched: from <see cref="Stats"/>, 0 where it is not there.</summary>
    public ulong ByteCount
    {
        get => Counters.ByteCount;
        init => Counters = Counters.WithByteCount(value);
    }

    /// <summary>What the flow matched.</summary>
    public Match Match { get; init; } = Match.Any;

    private FlowCounters Counters { get; init; }

    internal static FlowRemoved ReadBody(ref WireReader reader) =>
        reader.Version >= OpenFlowVersion.OpenFlow15 ? Read15(ref reader) : Read10(ref reader);

    internal override void WriteBody(ref WireWriter writer)
    {
        if (writer.Version >= OpenFlowVersion.OpenFlow15)
            Write15(ref writer);
        else
            Write10(ref writer);
    }

    private static FlowRemoved Read10(ref WireReader reader)
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
            IdleTimeout = idleTimeout,
            HardTimeout = reader.Version >= OpenFlowVersion.OpenFlow12 ? hardTimeout : (ushort)0,
            Counters = new(durationSec, durationNsec, reader.ReadUInt64(), reader.ReadUInt64()),
            Match = match10 ?? Match.Read(ref reader),
        };
    }

    private static FlowRemoved Read15(ref WireReader reader) => new()
    {
        TableId = reader.ReadTableId(),
        Reason = (FlowRemovedReason)reader.ReadByte(),
        Priority = reader.ReadUInt16(),
        IdleTimeout = reader.ReadUInt16(),
        HardTimeout = reader.ReadUInt16(),
        Cookie = reader.ReadUInt64(),
        Match = Match.Read(ref reader),
        Stats = reader.ReadStats(),
    };

    private void Write10(ref WireWriter writer)
    {
        var is10 = writer.Version == OpenFlowVersion.OpenFlow10;
        writer.RefuseIf(is10 && TableId != default, "FlowRemoved.TableId");
        writer.RefuseIf(HardTimeout != 0 && writer.Version < OpenFlowVersion.OpenFlow12, "FlowRemoved.HardTimeout");
        Counters.RefuseOthers(writer, "FlowRemoved.Stats");
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

    private void Write15(ref WireWriter writer)
    {
        writer.WriteTableId(TableId);
        writer.WriteByte((byte)Reason);
        writer.WriteUInt16(Priority);
        writer.WriteUInt16(IdleTimeout);
        writer.WriteUInt16(HardTimeout);
        writer.WriteUInt64(Cookie);
        Match.Write(ref writer);
        writer.WriteStats(Stats);
    }
}
