namespace RxOfctl.Protocol.Messages;

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
