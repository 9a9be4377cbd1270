using RxOfctl.Protocol.Properties;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Messages;

/// <summary>The controller's role changed (OFPT_ROLE_STATUS; <c>ofp_role_status</c>, OpenFlow 1.4.1). OpenFlow 1.4 and later.</summary>
[WireCode(30, From = OpenFlowVersion.OpenFlow14)]
public sealed partial record RoleStatus : OpenFlowMessage
{
    /// <summary>The role now.</summary>
    [Field]
    public ControllerRole Role { get; init; }

    /// <summary>Why it changed.</summary>
    [Field(PadAfter = 3)]
    public RoleStatusReason Reason { get; init; }

    /// <summary>The generation that the datapath saw last.</summary>
    [Field]
    public ulong GenerationId { get; init; }

    /// <summary>What is said further.</summary>
    [Field]
    public ValueList<RoleProperty> Properties { get; init; }
}
