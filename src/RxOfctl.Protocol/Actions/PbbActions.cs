namespace RxOfctl.Protocol.Actions;

/// <summary>
/// Pushes a header of provider backbone bridging (OFPAT_PUSH_PBB; <c>ofp_action_push</c>, OpenFlow 1.3.5 §7.2.5). OpenFlow 1.3 and later.
/// </summary>
/// <param name="EtherType">The EtherType of the packet then: 0x88e7.</param>
[WireCode(26, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record PushPbbAction(ushort EtherType = default) : OpenFlowAction;

/// <summary>
/// Takes off the outermost header of provider backbone bridging (OFPAT_POP_PBB, OpenFlow 1.3.5 §7.2.5). OpenFlow 1.3 and later.
/// </summary>
[WireCode(27, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record PopPbbAction : OpenFlowAction;
