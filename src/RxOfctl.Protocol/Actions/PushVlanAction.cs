using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Actions;

/// <summary>Pushes a VLAN tag (OFPAT_PUSH_VLAN) (<c>ofp_action_push</c>, OpenFlow 1.3.5 §7.2.5). OpenFlow 1.1 and later.</summary>
[WireCode(17, From = OpenFlowVersion.OpenFlow11)]
public sealed partial record PushVlanAction : OpenFlowAction
{
    /// <summary>The action with its default.</summary>
    public PushVlanAction()
    {
    }

    /// <summary>Pushes a VLAN tag.</summary>
    public PushVlanAction(ushort etherType) => EtherType = etherType;

    /// <summary>The EtherType of the tag: 0x8100 or 0x88a8.</summary>
    [Field(PadAfter = 2)]
    public ushort EtherType { get; init; }
}
