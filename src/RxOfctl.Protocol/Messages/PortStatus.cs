namespace RxOfctl.Protocol.Messages;

/// <summary>A port came, changed or went (OFPT_PORT_STATUS; <c>ofp_port_status</c>, OpenFlow 1.3.5 §7.4.3).</summary>
[WireCode(12)]
public sealed partial record PortStatus : OpenFlowMessage
{
    /// <summary>What happened to the port.</summary>
    [Field(PadAfter = 7)]
    public PortReason Reason { get; init; }

    /// <summary>The port as it is now.</summary>
    public Port Desc { get; init; } = new();
}

/// <summary>What happened to a port (<c>ofp_port_reason</c>, OpenFlow 1.3.5 §7.4.3).</summary>
public enum PortReason : byte
{
    /// <summary>It came (OFPPR_ADD).</summary>
    Add = 0,

    /// <summary>It went (OFPPR_DELETE).</summary>
    Delete = 1,

    /// <summary>It changed (OFPPR_MODIFY).</summary>
    Modify = 2,
}
