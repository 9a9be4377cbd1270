namespace RxOfctl.Protocol.Actions;

/// <summary>
/// Sets the source port of TCP, UDP or SCTP, whichever it is (OFPAT_SET_TP_SRC; <c>ofp_action_tp_port</c>, OpenFlow 1.0.2 §5.2.4).
/// OpenFlow
/// 1.0 and 1.1; later versions set the field of the protocol.
/// </summary>
/// <param name="TpPort">The port.</param>
[WireCode(9, To = OpenFlowVersion.OpenFlow11)]
public sealed partial record SetTpSrcAction(ushort TpPort = default) : OpenFlowAction;

/// <summary>
/// Sets the destination port of TCP, UDP or SCTP, whichever it is (OFPAT_SET_TP_DST; <c>ofp_action_tp_port</c>, OpenFlow 1.0.2 §5.2.4).
/// OpenFlow 1.0 and 1.1; later versions set the field of the protocol.
/// </summary>
/// <param name="TpPort">The port.</param>
[WireCode(10, To = OpenFlowVersion.OpenFlow11)]
public sealed partial record SetTpDstAction(ushort TpPort = default) : OpenFlowAction;
