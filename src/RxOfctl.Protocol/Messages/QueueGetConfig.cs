namespace RxOfctl.Protocol.Messages;

/// <summary>
/// Asks for the queues of a port (OFPT_QUEUE_GET_CONFIG_REQUEST; <c>ofp_queue_get_config_request</c>, OpenFlow 1.0.2 §5.3.4, 1.3.5
/// §7.3.6).
/// OpenFlow 1.0 to 1.3; later versions have <see cref="Multipart.QueueDescRequest"/>.
/// </summary>
[WireCode(20, To = OpenFlowVersion.OpenFlow10)]
[WireCode(22, From = OpenFlowVersion.OpenFlow11, To = OpenFlowVersion.OpenFlow13)]
[WireLayout("1.0-1.3", "PortNumber Port\npad 2 in 1.0\npad 4 since 1.1")]
public sealed partial record QueueGetConfigRequest : OpenFlowMessage, IOpenFlowRequest<QueueGetConfigReply>
{
    /// <summary>The port; from OpenFlow 1.2 on, <see cref="PortNumber.Any"/> is all of them.</summary>
    public PortNumber Port { get; init; } = PortNumber.Any;
}

/// <summary>
/// The queues of a port (OFPT_QUEUE_GET_CONFIG_REPLY; <c>ofp_queue_get_config_reply</c>, OpenFlow 1.0.2 §5.3.4, 1.3.5 §7.3.6). OpenFlow
/// 1.0
/// to 1.3.
/// </summary>
[WireCode(21, To = OpenFlowVersion.OpenFlow10)]
[WireCode(23, From = OpenFlowVersion.OpenFlow11, To = OpenFlowVersion.OpenFlow13)]
public sealed partial record QueueGetConfigReply : OpenFlowMessage
{
    /// <summary>The port of the request.</summary>
    [Field(As = "PaddedPortNumber")]
    public PortNumber Port { get; init; }

    /// <summary>The queues.</summary>
    public ValueList<QueueDesc> Queues { get; init; }
}

/// <summary>
/// A queue of a port (<c>ofp_packet_queue</c>, OpenFlow 1.0.2 §5.2.2, 1.3.5 §7.2.2; <c>ofp_queue_desc</c>, 1.4.1).
/// </summary>
[WireStructure]
[WireLayout("1.0-1.3", """
    u32 QueueId
    PortNumber PortNo since 1.2
    u16 length
    pad 2 until 1.1
    pad 6 since 1.2
    QueueProperties Properties
    """)]
[WireLayout("1.4-1.5", """
    PortNumber PortNo
    u32 QueueId
    u16 length
    pad 6
    QueueProperties Properties
    """)]
public sealed partial record QueueDesc
{
    /// <summary>The port. OpenFlow 1.2 and later; before, it is that of the message.</summary>
    public PortNumber PortNo { get; init; }

    /// <summary>The queue's number at the port.</summary>
    public uint QueueId { get; init; }

    /// <summary>How the queue is configured.</summary>
    public ValueList<IQueueProperty> Properties { get; init; }
}
