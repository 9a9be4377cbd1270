using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Actions;

/// <summary>
/// Sets the TTL of MPLS (OFPAT_SET_MPLS_TTL; <c>ofp_action_mpls_ttl</c>, OpenFlow 1.3.5 §7.2.5).
/// OpenFlow 1.1 and later; in 1.0 Nicira's NXAST_SET_MPLS_TTL.
/// </summary>
[WireCode(15, From = OpenFlowVersion.OpenFlow11)]
[NiciraCode(25, To = OpenFlowVersion.OpenFlow10)]
public sealed partial record SetMplsTtlAction : OpenFlowAction
{
    /// <summary>The action with its default.</summary>
    public SetMplsTtlAction()
    {
    }

    /// <summary>Sets the TTL of MPLS.</summary>
    public SetMplsTtlAction(byte mplsTtl) => MplsTtl = mplsTtl;

    /// <summary>The TTL.</summary>
    [Field(PadAfter = 3)]
    public byte MplsTtl { get; init; }
}
