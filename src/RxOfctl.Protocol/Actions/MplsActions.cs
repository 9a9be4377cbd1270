using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Actions;

/// <summary>
/// Pushes an MPLS shim header (OFPAT_PUSH_MPLS) (<c>ofp_action_push</c>, OpenFlow 1.3.5 §7.2.5).
/// OpenFlow 1.1 and later; in 1.0 Nicira's NXAST_PUSH_MPLS.
/// </summary>
[WireCode(19, From = OpenFlowVersion.OpenFlow11)]
[NiciraCode(23, To = OpenFlowVersion.OpenFlow10)]
public sealed partial record PushMplsAction : OpenFlowAction
{
    /// <summary>The action with its default.</summary>
    public PushMplsAction()
    {
    }

    /// <summary>Pushes an MPLS shim header.</summary>
    public PushMplsAction(ushort etherType) => EtherType = etherType;

    /// <summary>The EtherType of the packet then: 0x8847 or 0x8848.</summary>
    [Field(PadAfter = 2)]
    public ushort EtherType { get; init; }
}

/// <summary>
/// Takes off the outermost MPLS shim header (OFPAT_POP_MPLS; <c>ofp_action_pop_mpls</c>, OpenFlow 1.3.5 §7.2.5).
/// OpenFlow 1.1 and later; in 1.0 Nicira's NXAST_POP_MPLS.
/// </summary>
[WireCode(20, From = OpenFlowVersion.OpenFlow11)]
[NiciraCode(24, To = OpenFlowVersion.OpenFlow10)]
public sealed partial record PopMplsAction : OpenFlowAction
{
    /// <summary>The action with its default.</summary>
    public PopMplsAction()
    {
    }

    /// <summary>Takes off the outermost MPLS shim header.</summary>
    public PopMplsAction(ushort etherType) => EtherType = etherType;

    /// <summary>The EtherType of the packet then.</summary>
    [Field(PadAfter = 2)]
    public ushort EtherType { get; init; }
}
