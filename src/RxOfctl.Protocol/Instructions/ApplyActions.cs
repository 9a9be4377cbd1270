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
