using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Actions;

/// <summary>
/// Sets the VLAN id, and adds a tag if there is none (OFPAT_SET_VLAN_VID; <c>ofp_action_vlan_vid</c>, OpenFlow 1.0.2 §5.2.4). OpenFlow 1.0 and 1.1;
/// later versions push a tag and set the field.
/// </summary>
[WireCode(1, To = OpenFlowVersion.OpenFlow11)]
public sealed partial record SetVlanVidAction : OpenFlowAction
{
    /// <summary>The action with its default.</summary>
    public SetVlanVidAction()
    {
    }

    /// <summary>Sets the VLAN id.</summary>
    public SetVlanVidAction(ushort vlanVid) => VlanVid = vlanVid;

    /// <summary>The VLAN id, 0 to 4095; more cannot be encoded.</summary>
    [Field(As = "VlanVid", PadAfter = 2)]
    public ushort VlanVid { get; init; }
}
