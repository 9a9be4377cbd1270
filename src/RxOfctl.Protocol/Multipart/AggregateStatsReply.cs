using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>Sums over flows (OFPMP_AGGREGATE; <c>ofp_aggregate_stats_reply</c>, OpenFlow 1.0.2 §5.3.5, 1.3.5 §A.3.5.3).</summary>
[WireCode(2)]
public sealed partial record AggregateStatsReply : MultipartReply
{
    /// <summary>How many packets the flows matched.</summary>
    [Field]
    public ulong PacketCount { get; init; }

    /// <summary>How many bytes the flows matched.</summary>
    [Field]
    public ulong ByteCount { get; init; }

    /// <summary>How many flows there are.</summary>
    [Field(PadAfter = 4)]
    public uint FlowCount { get; init; }
}
