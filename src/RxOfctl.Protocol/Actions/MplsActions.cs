namespace RxOfctl.Protocol.Actions;

/// <summary>
/// Pushes an MPLS shim header (OFPAT_PUSH_MPLS; <c>ofp_action_push</c>, OpenFlow 1.3.5 §7.2.5).
/// OpenFlow 1.1 and later; in 1.0 Nicira's NXAST_PUSH_MPLS.
/// </summary>
/// <param name="EtherType">The EtherType of the packet then: 0x8847 or 0x8848.</param>
[WireCode(19, From = OpenFlowVersion.OpenFlow11)]
[NiciraCode(23, To = OpenFlowVersion.OpenFlow10)]
public sealed partial record PushMplsAction(ushort EtherType = default) : OpenFlowAction;

/// <summary>
/// Takes off the outermost MPLS shim header (OFPAT_POP_MPLS; <c>ofp_action_pop_mpls</c>, OpenFlow 1.3.5 §7.2.5).
/// OpenFlow 1.1 and later; in 1.0 Nicira's NXAST_POP_MPLS.
/// </summary>
/// <param name="EtherType">The EtherType of the packet then.</param>
[WireCode(20, From = OpenFlowVersion.OpenFlow11)]
[NiciraCode(24, To = OpenFlowVersion.OpenFlow10)]
public sealed partial record PopMplsAction(ushort EtherType = default) : OpenFlowAction;
