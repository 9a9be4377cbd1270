namespace RxOfctl.Protocol.Messages;

/// <summary>Why the status of a controller is told (<c>ofp_controller_status_reason</c>, OpenFlow 1.5.1).</summary>
public enum ControllerStatusReason : byte
{
    /// <summary>It was asked for (OFPCSR_REQUEST).</summary>
    Request = 0,

    /// <summary>The connection came or went (OFPCSR_CHANNEL_STATUS).</summary>
    ChannelStatus = 1,

    /// <summary>The role changed (OFPCSR_ROLE).</summary>
    Role = 2,

    /// <summary>The controller was added (OFPCSR_CONTROLLER_ADDED).</summary>
    ControllerAdded = 3,

    /// <summary>The controller was removed (OFPCSR_CONTROLLER_REMOVED).</summary>
    ControllerRemoved = 4,

    /// <summary>The short id changed (OFPCSR_SHORT_ID).</summary>
    ShortId = 5,

    /// <summary>An experimenter's data changed (OFPCSR_EXPERIMENTER).</summary>
    Experimenter = 6,
}
