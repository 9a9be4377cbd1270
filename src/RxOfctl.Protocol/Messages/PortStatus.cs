using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Messages;

/// <summary>A port came, changed or went (OFPT_PORT_STATUS; <c>ofp_port_status</c>, OpenFlow 1.3.5 §7.4.3).</summary>
[WireCode(12)]
public sealed partial record PortStatus : OpenFlowMessage
{
    /// <summary>What happened to the port.</summary>
    [Field(PadAfter = 7)]
    public PortReason Reason { get; init; }

    /// <summary>The port as it is now.</summary>
    [Field]
    public Port Desc { get; init; } = new();
}
