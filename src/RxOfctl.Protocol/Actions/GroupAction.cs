namespace RxOfctl.Protocol.Actions;

/// <summary>
/// Has a group process the packet (OFPAT_GROUP; <c>ofp_action_group</c>, OpenFlow 1.3.5 §7.2.5).
/// OpenFlow 1.1 and later; in 1.0 Nicira's NXAST_GROUP.
/// </summary>
/// <param name="GroupId">The group.</param>
[WireCode(22, From = OpenFlowVersion.OpenFlow11)]
[NiciraCode(40, To = OpenFlowVersion.OpenFlow10, PadBefore = 2)]
public sealed partial record GroupAction(GroupId GroupId = default) : OpenFlowAction;

/// <summary>
/// Has a meter measure the packet, and perhaps drop it (OFPAT_METER; <c>ofp_action_meter</c>, OpenFlow 1.5.1). OpenFlow 1.5; 1.3 and 1.4
/// have an instruction for it.
/// </summary>
/// <param name="MeterId">The meter.</param>
[WireCode(29, From = OpenFlowVersion.OpenFlow15)]
public sealed partial record MeterAction(MeterId MeterId = default) : OpenFlowAction;
