using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Instructions;

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
