using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Messages;

/// <summary>Asks for a role at the datapath (OFPT_ROLE_REQUEST; <c>ofp_role_request</c>, OpenFlow 1.3.5 §A.3.9). OpenFlow 1.2 and later.</summary>
[WireCode(24, From = OpenFlowVersion.OpenFlow12)]
public sealed partial record RoleRequest : OpenFlowMessage, IRequest<RoleReply>
{
    /// <summary>The role.</summary>
    [Field(PadAfter = 4)]
    public ControllerRole Role { get; init; }

    /// <summary>Which election of a master it stands for: the datapath refuses one older than the last it saw.</summary>
    [Field]
    public ulong GenerationId { get; init; }
}
