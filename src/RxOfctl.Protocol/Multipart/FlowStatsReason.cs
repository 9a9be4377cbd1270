namespace RxOfctl.Protocol.Multipart;

/// <summary>Why a flow's statistics are told (<c>ofp_flow_stats_reason</c>, OpenFlow 1.5.1).</summary>
public enum FlowStatsReason : byte
{
    /// <summary>They were asked for (OFPFSR_STATS_REQUEST).</summary>
    StatsRequest = 0,

    /// <summary>A <see cref="Instructions.StatTrigger"/> (OFPFSR_STAT_TRIGGER).</summary>
    StatTrigger = 1,
}
