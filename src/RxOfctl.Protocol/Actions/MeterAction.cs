using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Actions;

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
