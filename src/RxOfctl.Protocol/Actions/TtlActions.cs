namespace RxOfctl.Protocol.Actions;

/// <summary>
/// Copies the TTL inwards, from the outermost header that has one to the next (OFPAT_COPY_TTL_IN, OpenFlow 1.3.5 §7.2.5). OpenFlow 1.1 and
/// later.
/// </summary>
[WireCode(12, From = OpenFlowVersion.OpenFlow11)]
public sealed partial record CopyTtlInAction : OpenFlowAction;

/// <summary>
/// Copies the TTL outwards, from the next-to-outermost header that has one to the outermost (OFPAT_COPY_TTL_OUT, OpenFlow 1.3.5 §7.2.5).
/// OpenFlow 1.1 and later.
/// </summary>
[WireCode(11, From = OpenFlowVersion.OpenFlow11)]
public sealed partial record CopyTtlOutAction : OpenFlowAction;

/// <summary>
/// Sets the TTL of MPLS (OFPAT_SET_MPLS_TTL; <c>ofp_action_mpls_ttl</c>, OpenFlow 1.3.5 §7.2.5).
/// OpenFlow 1.1 and later; in 1.0 Nicira's NXAST_SET_MPLS_TTL.
/// </summary>
/// <param name="MplsTtl">The TTL.</param>
[WireCode(15, From = OpenFlowVersion.OpenFlow11)]
[NiciraCode(25, To = OpenFlowVersion.OpenFlow10)]
public sealed partial record SetMplsTtlAction(byte MplsTtl = default) : OpenFlowAction;

/// <summary>
/// Takes one off the TTL of MPLS (OFPAT_DEC_MPLS_TTL, OpenFlow 1.3.5 §7.2.5).
/// OpenFlow 1.1 and later; in 1.0 Nicira's NXAST_DEC_MPLS_TTL.
/// </summary>
[WireCode(16, From = OpenFlowVersion.OpenFlow11)]
[NiciraCode(26, To = OpenFlowVersion.OpenFlow10)]
public sealed partial record DecMplsTtlAction : OpenFlowAction;

/// <summary>Sets the TTL of IP (OFPAT_SET_NW_TTL; <c>ofp_action_nw_ttl</c>, OpenFlow 1.3.5 §7.2.5). OpenFlow 1.1 and later.</summary>
/// <param name="NwTtl">The TTL.</param>
[WireCode(23, From = OpenFlowVersion.OpenFlow11)]
public sealed partial record SetNwTtlAction(byte NwTtl = default) : OpenFlowAction;

/// <summary>
/// Takes one off the TTL of IP (OFPAT_DEC_NW_TTL, OpenFlow 1.3.5 §7.2.5).
/// OpenFlow 1.1 and later; in 1.0 Nicira's NXAST_DEC_TTL.
/// </summary>
[WireCode(24, From = OpenFlowVersion.OpenFlow11)]
[NiciraCode(18, To = OpenFlowVersion.OpenFlow10)]
public sealed partial record DecNwTtlAction : OpenFlowAction;
