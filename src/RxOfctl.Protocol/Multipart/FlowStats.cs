using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Statistics;
using RxOfctl.Protocol.Text;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>A flow with its counters (<c>ofp_flow_stats</c>, OpenFlow 1.0.2 §5.3.5, 1.3.5 §7.3.5.2; <c>ofp_flow_desc</c>, 1.5.1).</summary>
[WireStructure(LengthAt = 0)]
public sealed partial record FlowStats
{
    /// <summary>The flow's table.</summary>
    public TableId TableId { get; init; }

    /// <summary>The flow's priority.</summary>
    public ushort Priority { get; init; }

    /// <summary>After how many seconds without a packet the flow goes; 0 is never.</summary>
    public ushort IdleTimeout { get; init; }

    /// <summary>After how many seconds the flow goes; 0 is never.</summary>
    public ushort HardTimeout { get; init; }

    /// <summary>How the flow was added and is kept. OpenFlow 1.3 and later.</summary>
    public FlowModFlags Flags { get; init; }

    /// <summary>The flow's cookie.</summary>
    public ulong Cookie { get; init; }

    /// <summary>How much the flow counts when flows are evicted, the least first. OpenFlow 1.4 and later.</summary>
    public ushort Importance { get; init; }

    /// <summary>
    /// What is counted of the flow. Before OpenFlow 1.5: duration, packets and bytes, in this order and nothing else, which is also what a new
    /// entry has, all zero.
    /// </summary>
    public ValueList<OxsField> Stats
    {
        get => Counters.List;
        init => Counters = new(value);
    }

    /// <summary>How long the flow has been there, whole seconds: from <see cref="Stats"/>, 0 where it is not there.</summary>
    public uint DurationSec
    {
        get => Counters.DurationSec;
        init => Counters = Counters.WithDurationSec(value);
    }

    /// <summary>How long the flow has been there, nanoseconds beyond <see cref="DurationSec"/>.</summary>
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

    /// <summary>What the flow matches.</summary>
    public Match Match { get; init; } = Match.Any;

    /// <summary>What the flow does. In OpenFlow 1.0, at most one <see cref="ApplyActions"/>.</summary>
    public ValueList<Instruction> Instructions
    {
        get => Program.List;
        init => Program = new(value);
    }

    /// <summary>The actions that the flow does at once: those of its <see cref="ApplyActions"/>. Setting them sets <see cref="Instructions"/>.</summary>
    public ValueList<OpenFlowAction> Actions
    {
        get => Program.Actions;
        init => Program = new(value);
    }

    /// <summary>The flow as <c>ovs-ofctl dump-flows</c> writes it, on one line; of other statistics than those of every version, name and value behind those.</summary>
    public override string ToString() => FlowText.Of(this);

    private FlowCounters Counters { get; init; }

    private FlowInstructions Program { get; init; }

    private static FlowStats ReadMembers(ref WireReader reader)
    {
        reader.Skip(2);
        if (reader.Version >= OpenFlowVersion.OpenFlow15)
            return Read15(ref reader);
        var tableId = reader.ReadTableId();
        reader.Skip(1);
        return reader.Version == OpenFlowVersion.OpenFlow10 ? Read10(ref reader, tableId) : Read11(ref reader, tableId);
    }

    private void WriteMembers(ref WireWriter writer)
    {
        writer.Pad(2);
        if (writer.Version >= OpenFlowVersion.OpenFlow15)
        {
            Write15(ref writer);
            return;
        }

        writer.RefuseIf(Flags != FlowModFlags.None && writer.Version < OpenFlowVersion.OpenFlow13, "FlowStats.Flags");
        writer.RefuseIf(Importance != 0 && writer.Version < OpenFlowVersion.OpenFlow14, "FlowStats.Importance");
        Counters.RefuseOthers(writer, "FlowStats.Stats");
        writer.WriteTableId(TableId);
        writer.Pad(1);
        if (writer.Version == OpenFlowVersion.OpenFlow10)
            Write10(ref writer);
        else
            Write11(ref writer);
        Program.Write(ref writer, "FlowStats.Instructions");
    }

    private static FlowStats Read10(ref WireReader reader, TableId tableId)
    {
        var match = Match.Read(ref reader);
        var durationSec = reader.ReadUInt32();
        var durationNsec = reader.ReadUInt32();
        var priority = reader.ReadUInt16();
        var idleTimeout = reader.ReadUInt16();
        var hardTimeout = reader.ReadUInt16();
        reader.Skip(6);
        return new()
        {
            TableId = tableId,
            Match = match,
            Priority = priority,
            IdleTimeout = idleTimeout,
            HardTimeout = hardTimeout,
            Cookie = reader.ReadUInt64(),
            Counters = new(durationSec, durationNsec, reader.ReadUInt64(), reader.ReadUInt64()),
            Program = FlowInstructions.Read(ref reader),
        };
    }

    private static FlowStats Read11(ref WireReader reader, TableId tableId)
    {
        var durationSec = reader.ReadUInt32();
        var durationNsec = reader.ReadUInt32();
        var priority = reader.ReadUInt16();
        var idleTimeout = reader.ReadUInt16();
        var hardTimeout = reader.ReadUInt16();
        // The flags pad before 1.3, the importance before 1.4.
        var flags = reader.ReadFlowModFlags();
        var importance = reader.ReadUInt16();
        reader.Skip(2);
        return new()
        {
            TableId = tableId,
            Priority = priority,
            IdleTimeout = idleTimeout,
            HardTimeout = hardTimeout,
            Flags = reader.Version >= OpenFlowVersion.OpenFlow13 ? flags : FlowModFlags.None,
            Importance = reader.Version >= OpenFlowVersion.OpenFlow14 ? importance : (ushort)0,
            Cookie = reader.ReadUInt64(),
            Counters = new(durationSec, durationNsec, reader.ReadUInt64(), reader.ReadUInt64()),
            Match = Match.Read(ref reader),
            Program = FlowInstructions.Read(ref reader),
        };
    }

    private static FlowStats Read15(ref WireReader reader)
    {
        reader.Skip(2);
        var tableId = reader.ReadTableId();
        reader.Skip(1);
        return new()
        {
            TableId = tableId,
            Priority = reader.ReadUInt16(),
            IdleTimeout = reader.ReadUInt16(),
            HardTimeout = reader.ReadUInt16(),
            Flags = reader.ReadFlowModFlags(),
            Importance = reader.ReadUInt16(),
            Cookie = reader.ReadUInt64(),
            Match = Match.Read(ref reader),
            Stats = reader.ReadStats(),
            Program = FlowInstructions.Read(ref reader),
        };
    }

    private void Write10(ref WireWriter writer)
    {
        Match.Write(ref writer);
        writer.WriteUInt32(DurationSec);
        writer.WriteUInt32(DurationNsec);
        writer.WriteUInt16(Priority);
        writer.WriteUInt16(IdleTimeout);
        writer.WriteUInt16(HardTimeout);
        writer.Pad(6);
        writer.WriteUInt64(Cookie);
        writer.WriteUInt64(PacketCount);
        writer.WriteUInt64(ByteCount);
    }

    private void Write11(ref WireWriter writer)
    {
        writer.WriteUInt32(DurationSec);
        writer.WriteUInt32(DurationNsec);
        writer.WriteUInt16(Priority);
        writer.WriteUInt16(IdleTimeout);
        writer.WriteUInt16(HardTimeout);
        writer.WriteFlowModFlags(Flags, "FlowStats.Flags");
        writer.WriteUInt16(Importance);
        writer.Pad(2);
        writer.WriteUInt64(Cookie);
        writer.WriteUInt64(PacketCount);
        writer.WriteUInt64(ByteCount);
        Match.Write(ref writer);
    }

    private void Write15(ref WireWriter writer)
    {
        writer.Pad(2);
        writer.WriteTableId(TableId);
        writer.Pad(1);
        writer.WriteUInt16(Priority);
        writer.WriteUInt16(IdleTimeout);
        writer.WriteUInt16(HardTimeout);
        writer.WriteFlowModFlags(Flags, "FlowStats.Flags");
        writer.WriteUInt16(Importance);
        writer.WriteUInt64(Cookie);
        Match.Write(ref writer);
        writer.WriteStats(Stats);
        Program.Write(ref writer, "FlowStats.Instructions");
    }
}
