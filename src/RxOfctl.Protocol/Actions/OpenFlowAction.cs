using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Actions;

/// <summary>What a datapath does to a packet (<c>ofp_action_header</c>, OpenFlow 1.0.2 §5.2.4, 1.3.5 §7.2.5).</summary>
[WireFamily(FormMethod = nameof(FormIn))]
public abstract partial record OpenFlowAction : IWireStructure<OpenFlowAction>
{
    private protected OpenFlowAction()
    {
    }

    /// <summary>The form of the action in a version: its type (<c>ofp_action_type</c>), or an experimenter's.</summary>
    internal abstract WireForm FormIn(OpenFlowVersion version, EncodeOptions options);

    /// <summary>Writes what follows type and length, or an experimenter's type.</summary>
    internal abstract void WriteBody(ref WireWriter writer);

    /// <summary>Writes what follows type and length, or an experimenter's type, in a form.</summary>
    internal virtual void WriteBody(int form, ref WireWriter writer) => WriteBody(ref writer);

    static OpenFlowAction IWireStructure<OpenFlowAction>.Read(ref WireReader reader)
    {
        var body = reader.ReadTlv(out var type, multiple: 8, WireScope.Action);
        var action = ReadKnown(type, ref body) ?? new UnknownAction(type, body.ReadRest());
        body.EnsureEnd(action);
        return action;
    }

    void IWireStructure<OpenFlowAction>.Write(ref WireWriter writer)
    {
        var form = FormIn(writer.Version, writer.Options);
        if (!form.Exists)
            writer.Refuse(GetType().Name);
        var start = writer.BeginTlv(form.Experimenter == 0 ? form.Code : ExperimenterAction.Type);
        if (form.Experimenter != 0)
        {
            writer.WriteUInt32(form.Experimenter);
            writer.WriteUInt16(form.Code);
        }

        WriteBody(form.Index, ref writer);
        writer.PadTo8(start);
        writer.EndTlv(start);
    }
}
