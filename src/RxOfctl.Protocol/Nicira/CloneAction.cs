using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Does actions on a copy of the packet, which leave the packet itself and what goes with it as they are (NXAST_CLONE).</summary>
[NiciraCode(42)]
public sealed partial record CloneAction : OpenFlowAction
{
    /// <summary>Without actions.</summary>
    public CloneAction()
    {
    }

    /// <summary>Does actions on a copy.</summary>
    public CloneAction(ValueList<OpenFlowAction> actions) => Actions = actions;

    /// <summary>The actions.</summary>
    public ValueList<OpenFlowAction> Actions { get; init; }

    internal static CloneAction ReadBody(ref WireReader reader)
    {
        reader.Skip(6);
        var nested = reader.SliceNested();
        return new(nested.ReadList<OpenFlowAction>());
    }

    internal override void WriteBody(ref WireWriter writer)
    {
        writer.Pad(6);
        writer.WriteList(Actions);
    }
}
