using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Actions;

/// <summary>
/// Sets the VLAN priority, and adds a tag if there is none (OFPAT_SET_VLAN_PCP; <c>ofp_action_vlan_pcp</c>, OpenFlow 1.0.2 §5.2.4).
/// OpenFlow 1.0 and 1.1.
/// </summary>
[WireCode(2, To = OpenFlowVersion.OpenFlow11)]
public sealed partial record SetVlanPcpAction : OpenFlowAction
{
    /// <summary>The action with its default.</summary>
    public SetVlanPcpAction()
    {
    }

    /// <summary>Sets the VLAN priority.</summary>
    public SetVlanPcpAction(byte vlanPcp) => VlanPcp = vlanPcp;

    /// <summary>The priority, 0 to 7; more cannot be encoded.</summary>
    [Field(As = "VlanPcp", PadAfter = 3)]
    public byte VlanPcp { get; init; }
}
