namespace RxOfctl.Protocol.Multipart;

/// <summary>
/// Asks for the counters of queues (OFPMP_QUEUE_STATS; <c>ofp_queue_stats_request</c>, OpenFlow 1.0.2 §5.3.5, 1.3.5 §7.3.5.8).
/// </summary>
[WireCode(5)]
public sealed partial record QueueStatsRequest : MultipartRequest, IMultiRequest<QueueStats>
{
    /// <summary>The port, or <see cref="PortNumber.Any"/> for all of them.</summary>
    [Field(As = "WidePortNumber")]
    public PortNumber PortNo { get; init; } = PortNumber.Any;

    /// <summary>The queue's number at the port, or <see cref="Protocol.QueueId.All"/>.</summary>
    public uint QueueId { get; init; } = Protocol.QueueId.All;
}

/// <summary>Counters of queues (OFPMP_QUEUE_STATS, OpenFlow 1.0.2 §5.3.5, 1.3.5 §7.3.5.8).</summary>
[WireCode(5)]
public sealed partial record QueueStatsReply : MultipartReply<QueueStats>;

/// <summary>A queue's counters (<c>ofp_queue_stats</c>, OpenFlow 1.0.2 §5.3.5, 1.3.5 §7.3.5.8, 1.4.1).</summary>
[WireStructure]
[WireLayout("1.0-1.5", """
    u16 length since 1.4
    pad 6 since 1.4
    WidePortNumber PortNo
    u32 QueueId
    u64 TxBytes
    u64 TxPackets
    u64 TxErrors
    u32 DurationSec since 1.3
    u32 DurationNsec since 1.3
    list Properties since 1.4
    """)]
public sealed partial record QueueStats
{
    /// <summary>The port.</summary>
    public PortNumber PortNo { get; init; }

    /// <summary>The queue's number at the port.</summary>
    public uint QueueId { get; init; }

    /// <summary>How many bytes sent.</summary>
    public ulong TxBytes { get; init; }

    /// <summary>How many packets sent.</summary>
    public ulong TxPackets { get; init; }

    /// <summary>How many packets dropped because the queue was full.</summary>
    public ulong TxErrors { get; init; }

    /// <summary>How long the queue has been there, whole seconds. OpenFlow 1.3 and later.</summary>
    public uint DurationSec { get; init; }

    /// <summary>How long the queue has been there, nanoseconds beyond <see cref="DurationSec"/>. OpenFlow 1.3 and later.</summary>
    public uint DurationNsec { get; init; }

    /// <summary>
    /// How long the queue has existed, to 100 ns: <see cref="DurationSec"/> and <see cref="DurationNsec"/>. OpenFlow 1.3 and later.
    /// </summary>
    public TimeSpan Duration => Durations.Of(DurationSec, DurationNsec);

    /// <summary>Further counters. OpenFlow 1.4 and later.</summary>
    public ValueList<IQueueStatsProperty> Properties { get; init; }
}
