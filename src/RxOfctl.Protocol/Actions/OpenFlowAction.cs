using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Actions;

/// <summary>What a datapath does to a packet (<c>ofp_action_header</c>, OpenFlow 1.0.2 §5.2.4, 1.3.5 §7.2.5).</summary>
[WireFamily]
public abstract partial record OpenFlowAction : IWireStructure<OpenFlowAction>
{
    private protected OpenFlowAction()
    {
    }

    /// <summary>The action's type on the wire in a version (<c>ofp_action_type</c>), or -1 where the version does not have it.</summary>
    internal abstract int CodeIn(OpenFlowVersion version);

    /// <summary>Writes what follows type and length.</summary>
    internal abstract void WriteBody(ref WireWriter writer);

    static OpenFlowAction IWireStructure<OpenFlowAction>.Read(ref WireReader reader)
    {
        var body = reader.ReadTlv(out var type, multiple: 8, WireScope.Action);
        var action = ReadKnown(type, ref body) ?? new UnknownAction(type, body.ReadRest());
        body.EnsureEnd(action);
        return action;
    }

    void IWireStructure<OpenFlowAction>.Write(ref WireWriter writer)
    {
        var code = CodeIn(writer.Version);
        if (code < 0)
            writer.Refuse(GetType().Name);
        var start = writer.BeginTlv(code);
        WriteBody(ref writer);
        writer.PadTo8(start);
        writer.EndTlv(start);
    }
}
