using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Instructions;

/// <summary>
/// Does actions at once, in their order (OFPIT_APPLY_ACTIONS; <c>ofp_instruction_actions</c>, OpenFlow 1.3.5 §7.2.4). OpenFlow 1.1 and later;
/// in 1.0 these are the actions of the flow.
/// </summary>
[WireCode(4, From = OpenFlowVersion.OpenFlow11)]
public sealed partial record ApplyActions : Instruction
{
    /// <summary>No actions.</summary>
    public ApplyActions()
    {
    }

    /// <summary>The actions given.</summary>
    public ApplyActions(ValueList<OpenFlowAction> actions) => Actions = actions;

    /// <summary>The actions.</summary>
    [Field(PadBefore = 4)]
    public ValueList<OpenFlowAction> Actions { get; init; }
}

/// <summary>Puts actions into the action set (OFPIT_WRITE_ACTIONS; <c>ofp_instruction_actions</c>, OpenFlow 1.3.5 §7.2.4). OpenFlow 1.1 and later.</summary>
[WireCode(3, From = OpenFlowVersion.OpenFlow11)]
public sealed partial record WriteActions : Instruction
{
    /// <summary>No actions.</summary>
    public WriteActions()
    {
    }

    /// <summary>The actions given.</summary>
    public WriteActions(ValueList<OpenFlowAction> actions) => Actions = actions;

    /// <summary>The actions.</summary>
    [Field(PadBefore = 4)]
    public ValueList<OpenFlowAction> Actions { get; init; }
}

/// <summary>Empties the action set (OFPIT_CLEAR_ACTIONS; <c>ofp_instruction_actions</c>, OpenFlow 1.3.5 §7.2.4). OpenFlow 1.1 and later.</summary>
[WireCode(5, From = OpenFlowVersion.OpenFlow11)]
public sealed partial record ClearActions : Instruction
{
    internal static ClearActions ReadBody(ref WireReader reader)
    {
        reader.Skip(4);
        return new();
    }

    internal override void WriteBody(ref WireWriter writer) => writer.Pad(4);
}
