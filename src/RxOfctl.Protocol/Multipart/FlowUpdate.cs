namespace RxOfctl.Protocol.Multipart;

/// <summary>A change in the flow tables (<c>ofp_flow_update_header</c>, OpenFlow 1.4.1; before, <c>nx_flow_update_header</c>).</summary>
[WireFamily]
public abstract partial record FlowUpdate : IWireStructure<FlowUpdate>
{
    /// <summary>
    /// The update's number on the wire in a version (<c>ofp_flow_update_event</c>), or -1 where the version does not have it.
    /// </summary>
    internal abstract int CodeIn(OpenFlowVersion version);

    /// <summary>Writes what follows length and event.</summary>
    internal abstract void WriteBody(ref WireWriter writer);

    static bool IWireStructure<FlowUpdate>.HasLength(OpenFlowVersion version) => true;

    static FlowUpdate IWireStructure<FlowUpdate>.Read(ref WireReader reader)
    {
        var body = reader.ReadMeasured(lengthAt: 0);
        body.Skip(2);
        var code = body.ReadUInt16();
        var update = ReadKnown(code, ref body) ?? new UnknownFlowUpdate(code, body.ReadRest());
        body.EnsureEnd(update);
        return update;
    }

    void IWireStructure<FlowUpdate>.Write(ref WireWriter writer)
    {
        var code = CodeIn(writer.Version);
        if (code < 0)
            writer.Refuse(GetType().Name);
        var start = writer.Position;
        writer.WriteUInt16(0);
        writer.WriteUInt16((ushort)code);
        WriteBody(ref writer);
        writer.SetLength(start, writer.Position - start);
    }
}

/// <summary>This controller changed flows (OFPFME_ABBREV; <c>ofp_flow_update_abbrev</c>, OpenFlow 1.4.1).</summary>
[WireCode(4, From = OpenFlowVersion.OpenFlow14)]
[WireCode(3, To = OpenFlowVersion.OpenFlow13)]
public sealed partial record AbbrevFlowUpdate : FlowUpdate
{
    /// <summary>The transaction id of the message that changed them.</summary>
    public uint Xid { get; init; }
}

/// <summary>
/// The datapath has no room for more updates and stops telling them (OFPFME_PAUSED; <c>ofp_flow_update_paused</c>, OpenFlow 1.4.1).
/// </summary>
[WireCode(5, From = OpenFlowVersion.OpenFlow14)]
[WireLayout("1.4-1.5", "pad 4")]
public sealed partial record PausedFlowUpdate : FlowUpdate;

/// <summary>The datapath tells updates again (OFPFME_RESUMED; <c>ofp_flow_update_paused</c>, OpenFlow 1.4.1).</summary>
[WireCode(6, From = OpenFlowVersion.OpenFlow14)]
[WireLayout("1.4-1.5", "pad 4")]
public sealed partial record ResumedFlowUpdate : FlowUpdate;

/// <summary>A change of a kind that this library does not know. Its bytes are kept.</summary>
/// <param name="Event">The kind (<c>ofp_flow_update_event</c>).</param>
/// <param name="Body">What follows length and event.</param>
public sealed record UnknownFlowUpdate(ushort Event, ByteString Body) : FlowUpdate
{
    internal override int CodeIn(OpenFlowVersion version) => Event;

    internal override void WriteBody(ref WireWriter writer) => writer.WriteBytes(Body.Span);
}

/// <summary>
/// A flow is there, came, went or changed (<c>ofp_flow_update_full</c>, OpenFlow 1.4.1; before, <c>nx_flow_update_full</c>).
/// </summary>
[WireCode((int)FlowUpdateEvent.Initial, From = OpenFlowVersion.OpenFlow14, ReadBy = nameof(ReadInitial))]
[WireCode((int)FlowUpdateEvent.Added, From = OpenFlowVersion.OpenFlow14, ReadBy = nameof(ReadAdded))]
[WireCode((int)FlowUpdateEvent.Removed, From = OpenFlowVersion.OpenFlow14, ReadBy = nameof(ReadRemoved))]
[WireCode((int)FlowUpdateEvent.Modified, From = OpenFlowVersion.OpenFlow14, ReadBy = nameof(ReadModified))]
[WireCode(ExtensionAdded, To = OpenFlowVersion.OpenFlow13, ReadBy = nameof(ReadAdded))]
[WireCode(ExtensionRemoved, To = OpenFlowVersion.OpenFlow13, ReadBy = nameof(ReadRemoved))]
[WireCode(ExtensionModified, To = OpenFlowVersion.OpenFlow13, ReadBy = nameof(ReadModified))]
[WireLayout("1.0-1.3", """
    Reason16 Reason
    u16 Priority
    u16 IdleTimeout
    u16 HardTimeout
    u16 length Match
    u8 TableId
    pad 1
    u64 Cookie
    NxMatch Match until 1.2
    Applied Program until 1.2
    Match Match in 1.3
    FlowInstructions Program in 1.3
    """)]
[WireLayout("1.4-1.5", """
    u8 TableId
    u8 Reason
    u16 IdleTimeout
    u16 HardTimeout
    u16 Priority
    pad 4
    u64 Cookie
    Match Match
    FlowInstructions Program
    """)]
public sealed partial record FullFlowUpdate : FlowUpdate
{
    // The events of the extensions, which have none for the flows that are there first.
    private const int ExtensionAdded = 0;
    private const int ExtensionRemoved = 1;
    private const int ExtensionModified = 2;

    /// <summary>What happened.</summary>
    public FlowUpdateEvent Event { get; init; }

    /// <summary>The flow's table.</summary>
    public TableId TableId { get; init; }

    /// <summary>Why the flow went; <see cref="FlowRemovedReason.IdleTimeout"/>, which is 0, if it did not.</summary>
    public FlowRemovedReason Reason { get; init; }

    /// <summary>The flow's idle timeout in seconds.</summary>
    public ushort IdleTimeout { get; init; }

    /// <summary>The flow's hard timeout in seconds.</summary>
    public ushort HardTimeout { get; init; }

    /// <summary>The flow's priority.</summary>
    public ushort Priority { get; init; }

    /// <summary>The flow's cookie.</summary>
    public ulong Cookie { get; init; }

    /// <summary>What the flow matches.</summary>
    public Match Match { get; init; } = Match.Any;

    /// <summary>What the flow does, if the monitor asks for it. Up to OpenFlow 1.2, at most one <see cref="ApplyActions"/>.</summary>
    public ValueList<Instruction> Instructions
    {
        get => Program.List;
        init => Program = new(value);
    }

    private FlowInstructions Program { get; init; }

    internal override int CodeIn(OpenFlowVersion version) => (version >= OpenFlowVersion.OpenFlow14, Event) switch
    {
        (_, > FlowUpdateEvent.Modified) => -1,
        (true, _) => (int)Event,
        (false, FlowUpdateEvent.Removed) => ExtensionRemoved,
        (false, FlowUpdateEvent.Modified) => ExtensionModified,
        _ => ExtensionAdded,
    };

    internal static FullFlowUpdate ReadInitial(ref WireReader reader) => Read(ref reader, FlowUpdateEvent.Initial);

    internal static FullFlowUpdate ReadAdded(ref WireReader reader) => Read(ref reader, FlowUpdateEvent.Added);

    internal static FullFlowUpdate ReadRemoved(ref WireReader reader) => Read(ref reader, FlowUpdateEvent.Removed);

    internal static FullFlowUpdate ReadModified(ref WireReader reader) => Read(ref reader, FlowUpdateEvent.Modified);

    private static FullFlowUpdate Read(ref WireReader reader, FlowUpdateEvent what) => ReadBody(ref reader) with { Event = what };

    private static FlowRemovedReason ReadReason16(ref WireReader reader)
    {
        var reason = reader.ReadUInt16();
        return reason <= byte.MaxValue
            ? (FlowRemovedReason)reason
            : throw new OpenFlowDecodeException(OpenFlowError.NiciraBadRequestFmBadEvent, reader.Offset - 2, $"no reason {reason}");
    }

    private void WriteReason16(ref WireWriter writer) => writer.WriteUInt16((ushort)Reason);

    // Nicira's update has actions in every version.
    private static FlowInstructions ReadApplied(ref WireReader reader) => new(reader.ReadList<OpenFlowAction>());

    private void WriteApplied(ref WireWriter writer) => Program.WriteActions(ref writer, "FullFlowUpdate.Instructions");
}

/// <summary>What happened to a flow (<c>ofp_flow_update_event</c>, OpenFlow 1.4.1).</summary>
public enum FlowUpdateEvent : ushort
{
    /// <summary>It was there when the monitor was made (OFPFME_INITIAL). Before OpenFlow 1.4 such a flow is <see cref="Added"/>.</summary>
    Initial = 0,

    /// <summary>It came (OFPFME_ADDED).</summary>
    Added = 1,

    /// <summary>It went (OFPFME_REMOVED).</summary>
    Removed = 2,

    /// <summary>Its instructions changed (OFPFME_MODIFIED).</summary>
    Modified = 3,
}
