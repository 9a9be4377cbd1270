using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>Counters of queues (OFPMP_QUEUE_STATS, OpenFlow 1.0.2 §5.3.5, 1.3.5 §7.3.5.8).</summary>
[WireCode(5)]
public sealed partial record QueueStatsReply : MultipartReply<QueueStats>;
