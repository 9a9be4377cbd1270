namespace RxOfctl.Protocol.Messages;

/// <summary>
/// The status of a controller changed (OFPT_CONTROLLER_STATUS; <c>ofp_controller_status_header</c>, OpenFlow 1.5.1). OpenFlow 1.5.
/// </summary>
[WireCode(35, From = OpenFlowVersion.OpenFlow15)]
public sealed partial record ControllerStatus : OpenFlowMessage
{
    /// <summary>The controller.</summary>
    public ControllerStatusEntry Status { get; init; } = new();
}

/// <summary>A controller of a datapath (<c>ofp_controller_status</c>, OpenFlow 1.5.1). OpenFlow 1.5.</summary>
[WireStructure(LengthAt = 0)]
public sealed partial record ControllerStatusEntry
{
    /// <summary>The number by which the datapath knows the controller.</summary>
    [Field(PadBefore = 2)]
    public ushort ShortId { get; init; }

    /// <summary>The controller's role.</summary>
    public ControllerRole Role { get; init; }

    /// <summary>Why the status is sent.</summary>
    public ControllerStatusReason Reason { get; init; }

    /// <summary>Whether the controller is connected.</summary>
    [Field(PadAfter = 6)]
    public ControlChannelStatus ChannelStatus { get; init; }

    /// <summary>What is said further.</summary>
    public ValueList<IControllerStatusProperty> Properties { get; init; }
}

/// <summary>Why the status of a controller is sent (<c>ofp_controller_status_reason</c>, OpenFlow 1.5.1).</summary>
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

/// <summary>Whether a controller is connected (<c>ofp_control_channel_status</c>, OpenFlow 1.5.1).</summary>
public enum ControlChannelStatus : byte
{
    /// <summary>It is (OFPCT_STATUS_UP).</summary>
    Up = 0,

    /// <summary>It is not (OFPCT_STATUS_DOWN).</summary>
    Down = 1,
}
