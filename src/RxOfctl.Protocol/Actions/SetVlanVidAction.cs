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

    /// <summary>
    /// As <c>ovs-ofctl</c> writes it in OpenFlow 1.1. It also has a word with <c>mod</c> for it, which means the same in 1.0 and pushes a tag before in 1.1.
    /// </summary>
    public override string ToString() => $"set_vlan_vid:{VlanVid}";
}
