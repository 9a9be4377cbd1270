using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>A change in the flow tables (<c>ofp_flow_update_header</c>, OpenFlow 1.4.1; before, <c>nx_flow_update_header</c>).</summary>
[WireFamily]
public abstract partial record FlowUpdate : IWireStructure<FlowUpdate>
{
    private protected FlowUpdate()
    {
    }

    /// <summary>The update's number on the wire in a version (<c>ofp_flow_update_event</c>), or -1 where the version does not have it.</summary>
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
    [Field]
    public uint Xid { get; init; }
}

/// <summary>The datapath has no room for more updates and stops telling them (OFPFME_PAUSED; <c>ofp_flow_update_paused</c>, OpenFlow 1.4.1).</summary>
[WireCode(5, From = OpenFlowVersion.OpenFlow14)]
public sealed partial record PausedFlowUpdate : FlowUpdate
{
    internal static PausedFlowUpdate ReadBody(ref WireReader reader)
    {
        reader.Skip(4);
        return new();
    }

    internal override void WriteBody(ref WireWriter writer) => writer.Pad(4);
}

/// <summary>The datapath tells updates again (OFPFME_RESUMED; <c>ofp_flow_update_paused</c>, OpenFlow 1.4.1).</summary>
[WireCode(6, From = OpenFlowVersion.OpenFlow14)]
public sealed partial record ResumedFlowUpdate : FlowUpdate
{
    internal static ResumedFlowUpdate ReadBody(ref WireReader reader)
    {
        reader.Skip(4);
        return new();
    }

    internal override void WriteBody(ref WireWriter writer) => writer.Pad(4);
}

/// <summary>A change of a kind that this library does not know. Its bytes are kept.</summary>
/// <param name="Event">The kind (<c>ofp_flow_update_event</c>).</param>
/// <param name="Body">What follows length and event.</param>
public sealed record UnknownFlowUpdate(ushort Event, ByteString Body) : FlowUpdate
{
    internal override int CodeIn(OpenFlowVersion version) => Event;

    internal override void WriteBody(ref WireWriter writer) => writer.WriteBytes(Body.Span);
}
