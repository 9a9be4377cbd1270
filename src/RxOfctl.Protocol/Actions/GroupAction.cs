using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Actions;

/// <summary>
/// Has a group process the packet (OFPAT_GROUP; <c>ofp_action_group</c>, OpenFlow 1.3.5 §7.2.5).
/// OpenFlow 1.1 and later; in 1.0 Nicira's NXAST_GROUP.
/// </summary>
[WireCode(22, From = OpenFlowVersion.OpenFlow11)]
[NiciraCode(40, To = OpenFlowVersion.OpenFlow10, PadBefore = 2)]
public sealed partial record GroupAction : OpenFlowAction
{
    /// <summary>The action with its default.</summary>
    public GroupAction()
    {
    }

    /// <summary>Has a group process the packet.</summary>
    public GroupAction(GroupId groupId) => GroupId = groupId;

    /// <summary>The group.</summary>
    [Field]
    public GroupId GroupId { get; init; }
}

/// <summary>
/// Has a meter measure the packet, and perhaps drop it (OFPAT_METER; <c>ofp_action_meter</c>, OpenFlow 1.5.1). OpenFlow 1.5; 1.3 and 1.4
/// have an instruction for it.
/// </summary>
[WireCode(29, From = OpenFlowVersion.OpenFlow15)]
public sealed partial record MeterAction : OpenFlowAction
{
    /// <summary>The action with its default.</summary>
    public MeterAction()
    {
    }

    /// <summary>Has a meter measure the packet.</summary>
    public MeterAction(MeterId meterId) => MeterId = meterId;

    /// <summary>The meter.</summary>
    [Field]
    public MeterId MeterId { get; init; }
}
