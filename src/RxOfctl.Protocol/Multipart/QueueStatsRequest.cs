using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>Asks for the counters of queues (OFPMP_QUEUE_STATS; <c>ofp_queue_stats_request</c>, OpenFlow 1.0.2 §5.3.5, 1.3.5 §7.3.5.8).</summary>
[WireCode(5)]
public sealed partial record QueueStatsRequest : MultipartRequest, IMultiRequest<QueueStats>
{
    /// <summary>The port, or <see cref="PortNumber.Any"/> for all of them.</summary>
    [Field(As = "WidePortNumber")]
    public PortNumber PortNo { get; init; } = PortNumber.Any;

    /// <summary>The queue's number at the port, or <see cref="Protocol.QueueId.All"/>.</summary>
    [Field]
    public uint QueueId { get; init; } = Protocol.QueueId.All;
}
