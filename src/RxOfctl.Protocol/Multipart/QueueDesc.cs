namespace RxOfctl.Protocol.Multipart;

/// <summary>
/// Asks for the queues (OFPMP_QUEUE_DESC; <c>ofp_queue_desc_request</c>, OpenFlow 1.4.1). OpenFlow 1.4 and later; before, there is
/// <see cref="QueueGetConfigRequest"/>.
/// </summary>
[WireCode(15, From = OpenFlowVersion.OpenFlow14)]
public sealed partial record QueueDescRequest : MultipartRequest, IMultiRequest<QueueDesc>
{
    /// <summary>The port, or <see cref="PortNumber.Any"/> for all of them.</summary>
    [Field(As = "WidePortNumber")]
    public PortNumber PortNo { get; init; } = PortNumber.Any;

    /// <summary>The queue's number at the port, or <see cref="Protocol.QueueId.All"/>.</summary>
    public uint QueueId { get; init; } = Protocol.QueueId.All;
}

/// <summary>The queues (OFPMP_QUEUE_DESC, OpenFlow 1.4.1). OpenFlow 1.4 and later.</summary>
[WireCode(15, From = OpenFlowVersion.OpenFlow14)]
public sealed partial record QueueDescReply : MultipartReply<QueueDesc>;
