using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Messages;

/// <summary>
/// The queues of a port (OFPT_QUEUE_GET_CONFIG_REPLY; <c>ofp_queue_get_config_reply</c>, OpenFlow 1.0.2 §5.3.4, 1.3.5 §7.3.6). OpenFlow 1.0 to 1.3.
/// </summary>
[WireCode(21, To = OpenFlowVersion.OpenFlow10)]
[WireCode(23, From = OpenFlowVersion.OpenFlow11, To = OpenFlowVersion.OpenFlow13)]
public sealed partial record QueueGetConfigReply : OpenFlowMessage
{
    /// <summary>The port of the request.</summary>
    [Field(As = "PaddedPortNumber")]
    public PortNumber Port { get; init; }

    /// <summary>The queues.</summary>
    [Field]
    public ValueList<QueueDesc> Queues { get; init; }
}
