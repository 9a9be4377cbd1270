namespace RxOfctl.Protocol.Instructions;

/// <summary>
/// Does actions at once, in their order (OFPIT_APPLY_ACTIONS; <c>ofp_instruction_actions</c>, OpenFlow 1.3.5 §7.2.4). OpenFlow 1.1 and
/// later; in 1.0 these are the actions of the flow.
/// </summary>
/// <param name="Actions">The actions.</param>
[WireCode(4, From = OpenFlowVersion.OpenFlow11)]
public sealed partial record ApplyActions([property: Field(PadBefore = 4)] ValueList<OpenFlowAction> Actions = default) : Instruction;

/// <summary>
/// Puts actions into the action set (OFPIT_WRITE_ACTIONS; <c>ofp_instruction_actions</c>, OpenFlow 1.3.5 §7.2.4). OpenFlow 1.1 and later.
/// </summary>
/// <param name="Actions">The actions.</param>
[WireCode(3, From = OpenFlowVersion.OpenFlow11)]
public sealed partial record WriteActions([property: Field(PadBefore = 4)] ValueList<OpenFlowAction> Actions = default) : Instruction;

/// <summary>
/// Empties the action set (OFPIT_CLEAR_ACTIONS; <c>ofp_instruction_actions</c>, OpenFlow 1.3.5 §7.2.4). OpenFlow 1.1 and later.
/// </summary>
[WireCode(5, From = OpenFlowVersion.OpenFlow11)]
public sealed partial record ClearActions : Instruction;
