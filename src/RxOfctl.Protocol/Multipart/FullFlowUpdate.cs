using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>A flow is there, came, went or changed (<c>ofp_flow_update_full</c>, OpenFlow 1.4.1).</summary>
[WireCode((int)FlowUpdateEvent.Initial, From = OpenFlowVersion.OpenFlow14, ReadBy = nameof(ReadInitial))]
[WireCode((int)FlowUpdateEvent.Added, From = OpenFlowVersion.OpenFlow14, ReadBy = nameof(ReadAdded))]
[WireCode((int)FlowUpdateEvent.Removed, From = OpenFlowVersion.OpenFlow14, ReadBy = nameof(ReadRemoved))]
[WireCode((int)FlowUpdateEvent.Modified, From = OpenFlowVersion.OpenFlow14, ReadBy = nameof(ReadModified))]
public sealed partial record FullFlowUpdate : FlowUpdate
{
    /// <summary>What happened.</summary>
    public FlowUpdateEvent Event { get; init; }

    /// <summary>The flow's table.</summary>
    [Field]
    public TableId TableId { get; init; }

    /// <summary>Why the flow went; <see cref="FlowRemovedReason.IdleTimeout"/>, which is 0, if it did not.</summary>
    [Field]
    public FlowRemovedReason Reason { get; init; }

    /// <summary>The flow's idle timeout in seconds.</summary>
    [Field]
    public ushort IdleTimeout { get; init; }

    /// <summary>The flow's hard timeout in seconds.</summary>
    [Field]
    public ushort HardTimeout { get; init; }

    /// <summary>The flow's priority.</summary>
    [Field(PadAfter = 4)]
    public ushort Priority { get; init; }

    /// <summary>The flow's cookie.</summary>
    [Field]
    public ulong Cookie { get; init; }

    /// <summary>What the flow matches.</summary>
    [Field]
    public Match Match { get; init; } = Match.Any;

    /// <summary>What the flow does, if the monitor tells it.</summary>
    [Field(As = nameof(FlowInstructions))]
    public ValueList<Instruction> Instructions { get; init; }

    internal override int CodeIn(OpenFlowVersion version) => Event <= FlowUpdateEvent.Modified ? (int)Event : -1;

    internal static FullFlowUpdate ReadInitial(ref WireReader reader) => ReadBody(ref reader);

    internal static FullFlowUpdate ReadAdded(ref WireReader reader) => ReadBody(ref reader) with { Event = FlowUpdateEvent.Added };

    internal static FullFlowUpdate ReadRemoved(ref WireReader reader) => ReadBody(ref reader) with { Event = FlowUpdateEvent.Removed };

    internal static FullFlowUpdate ReadModified(ref WireReader reader) => ReadBody(ref reader) with { Event = FlowUpdateEvent.Modified };
}

/// <summary>The instructions of a flow on the wire.</summary>
internal static class FlowUpdateWire
{
    public static ValueList<Instruction> ReadFlowInstructions(this ref WireReader reader) => FlowInstructions.Read(ref reader).List;

    public static void WriteFlowInstructions(this ref WireWriter writer, ValueList<Instruction> instructions) =>
        new FlowInstructions(instructions).Write(ref writer, "FullFlowUpdate.Instructions");
}
