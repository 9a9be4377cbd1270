using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>A flow with its counters (<c>ofp_flow_stats</c>, OpenFlow 1.0.2 §5.3.5, 1.3.5 §A.3.5.2).</summary>
[WireStructure]
public sealed partial record FlowStats
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

    /// <summary>How the flow was added and is kept. OpenFlow 1.3 and later.</summary>
    public FlowModFlags Flags { get; init; }

    /// <summary>The flow's cookie.</summary>
    public ulong Cookie { get; init; }

    /// <summary>How many packets the flow matched.</summary>
    public ulong PacketCount { get; init; }

    /// <summary>How many bytes the flow matched.</summary>
    public ulong ByteCount { get; init; }

    /// <summary>What the flow matches.</summary>
    public Match Match { get; init; } = Match.Any;

    /// <summary>What the flow does. In OpenFlow 1.0, at most one <see cref="ApplyActions"/>.</summary>
    public ValueList<Instruction> Instructions { get; init; }

    /// <summary>The actions that the flow does at once: those of its <see cref="ApplyActions"/>. Setting them sets <see cref="Instructions"/>.</summary>
    public ValueList<OpenFlowAction> Actions
    {
        get => FlowInstructions.AppliedActions(Instructions);
        init => Instructions = FlowInstructions.Apply(value);
    }

    internal static FlowStats ReadBody(ref WireReader reader)
    {
        var length = reader.PeekUInt16();
        if (length < 2)
            reader.Throw($"the length {length} of a flow is less than that of its own field");
        var entry = reader.Slice(length);
        var stats = entry.Version == OpenFlowVersion.OpenFlow10 ? Read10(ref entry) : Read11(ref entry);
        entry.EnsureEnd(nameof(FlowStats));
        return stats;
    }

    internal void WriteBody(ref WireWriter writer)
    {
        var start = writer.Position;
        writer.WriteUInt16(0);
        writer.WriteTableId(TableId);
        writer.Pad(1);
        if (writer.Version == OpenFlowVersion.OpenFlow10)
            Write10(ref writer);
        else
            Write11(ref writer);
        FlowInstructions.Write(ref writer, Instructions, "FlowStats.Instructions");
        writer.SetLength(start, writer.Position - start);
    }

    private static FlowStats Read10(ref WireReader reader)
    {
        reader.Skip(2);
        var tableId = reader.ReadTableId();
        reader.Skip(1);
        var stats = new FlowStats
        {
            TableId = tableId,
            Match = Match.Read(ref reader),
            DurationSec = reader.ReadUInt32(),
            DurationNsec = reader.ReadUInt32(),
            Priority = reader.ReadUInt16(),
            IdleTimeout = reader.ReadUInt16(),
            HardTimeout = reader.ReadUInt16(),
        };
        reader.Skip(6);
        return stats with
        {
            Cookie = reader.ReadUInt64(),
            PacketCount = reader.ReadUInt64(),
            ByteCount = reader.ReadUInt64(),
            Instructions = FlowInstructions.Read(ref reader),
        };
    }

    private static FlowStats Read11(ref WireReader reader)
    {
        reader.Skip(2);
        var tableId = reader.ReadTableId();
        reader.Skip(1);
        var durationSec = reader.ReadUInt32();
        var durationNsec = reader.ReadUInt32();
        var priority = reader.ReadUInt16();
        var idleTimeout = reader.ReadUInt16();
        var hardTimeout = reader.ReadUInt16();
        // Padding before 1.3.
        var flags = reader.ReadFlowModFlags();
        reader.Skip(4);
        return new()
        {
            TableId = tableId,
            DurationSec = durationSec,
            DurationNsec = durationNsec,
            Priority = priority,
            IdleTimeout = idleTimeout,
            HardTimeout = hardTimeout,
            Flags = reader.Version >= OpenFlowVersion.OpenFlow13 ? flags : FlowModFlags.None,
            Cookie = reader.ReadUInt64(),
            PacketCount = reader.ReadUInt64(),
            ByteCount = reader.ReadUInt64(),
            Match = Match.Read(ref reader),
            Instructions = FlowInstructions.Read(ref reader),
        };
    }

    private void Write10(ref WireWriter writer)
    {
        writer.RefuseIf(Flags != FlowModFlags.None, "FlowStats.Flags");
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
        writer.RefuseIf(Flags != FlowModFlags.None && writer.Version < OpenFlowVersion.OpenFlow13, "FlowStats.Flags");
        writer.WriteUInt32(DurationSec);
        writer.WriteUInt32(DurationNsec);
        writer.WriteUInt16(Priority);
        writer.WriteUInt16(IdleTimeout);
        writer.WriteUInt16(HardTimeout);
        writer.WriteFlowModFlags(Flags, "FlowStats.Flags");
        writer.Pad(4);
        writer.WriteUInt64(Cookie);
        writer.WriteUInt64(PacketCount);
        writer.WriteUInt64(ByteCount);
        Match.Write(ref writer);
    }
}
