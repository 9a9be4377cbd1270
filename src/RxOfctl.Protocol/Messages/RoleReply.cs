using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Messages;

/// <summary>The controller's role at the datapath (OFPT_ROLE_REPLY; <c>ofp_role_request</c>, OpenFlow 1.3.5 §A.3.9). OpenFlow 1.2 and later.</summary>
[WireCode(25, From = OpenFlowVersion.OpenFlow12)]
public sealed partial record RoleReply : OpenFlowMessage
{
    /// <summary>The role.</summary>
    [Field(PadAfter = 4)]
    public ControllerRole Role { get; init; }

    /// <summary>The generation that the datapath saw last.</summary>
    [Field]
    public ulong GenerationId { get; init; }
}
