using RxOfctl.Protocol.Properties;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Messages;

/// <summary>
/// The controller's role changed (OFPT_ROLE_STATUS; <c>ofp_role_status</c>, OpenFlow 1.4.1). OpenFlow 1.4 and later; in 1.3 the ONF's ONFT_ROLE_STATUS.
/// </summary>
[WireCode(30, From = OpenFlowVersion.OpenFlow14)]
[OnfCode(1911, From = OpenFlowVersion.OpenFlow13, To = OpenFlowVersion.OpenFlow13)]
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
    public ValueList<IRoleProperty> Properties { get; init; }
}

/// <summary>Why a controller's role changed (<c>ofp_controller_role_reason</c>, OpenFlow 1.4.1).</summary>
public enum RoleStatusReason : byte
{
    /// <summary>Another controller became master (OFPCRR_MASTER_REQUEST).</summary>
    MasterRequest = 0,

    /// <summary>The datapath's configuration changed (OFPCRR_CONFIG).</summary>
    Config = 1,

    /// <summary>An experimenter's reason (OFPCRR_EXPERIMENTER).</summary>
    Experimenter = 2,
}
