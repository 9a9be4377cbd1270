using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>A change in the flow tables (<c>ofp_flow_update_header</c>, OpenFlow 1.4.1). OpenFlow 1.4 and later.</summary>
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
