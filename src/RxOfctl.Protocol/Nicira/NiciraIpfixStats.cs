namespace RxOfctl.Protocol.Nicira;

/// <summary>Asks for the counters of IPFIX of the sampling of a bridge (NXST_IPFIX_BRIDGE).</summary>
[NiciraCode(3)]
public sealed partial record NiciraIpfixBridgeStatsRequest : MultipartRequest, IOpenFlowRequest<NiciraIpfixBridgeStatsReply>;

/// <summary>The counters of IPFIX of the sampling of a bridge (NXST_IPFIX_BRIDGE).</summary>
[NiciraCode(3)]
public sealed partial record NiciraIpfixBridgeStatsReply : MultipartReply
{
    /// <summary>The counters.</summary>
    public NiciraIpfixStats Stats { get; init; } = new();
}

/// <summary>Asks for the counters of IPFIX of the sampling by actions, for each set of collectors (NXST_IPFIX_FLOW).</summary>
[NiciraCode(4)]
public sealed partial record NiciraIpfixFlowStatsRequest : MultipartRequest, IMultiRequest<NiciraIpfixStats>;

/// <summary>The counters of IPFIX of the sampling by actions, for each set of collectors (NXST_IPFIX_FLOW).</summary>
[NiciraCode(4)]
public sealed partial record NiciraIpfixFlowStatsReply : MultipartReply<NiciraIpfixStats>;

/// <summary>The counters of one sampling by IPFIX (<c>nx_ipfix_stats_reply</c>).</summary>
[WireStructure]
public sealed partial record NiciraIpfixStats
{
    /// <summary>How many flows there were.</summary>
    public ulong TotalFlows { get; init; }

    /// <summary>How many flows there are in the cache.</summary>
    public ulong CurrentFlows { get; init; }

    /// <summary>How many packets were sampled.</summary>
    public ulong Pkts { get; init; }

    /// <summary>How many packets of IPv4 were sampled.</summary>
    public ulong Ipv4Pkts { get; init; }

    /// <summary>How many packets of IPv6 were sampled.</summary>
    public ulong Ipv6Pkts { get; init; }

    /// <summary>How many sampled packets could not be used.</summary>
    public ulong ErrorPkts { get; init; }

    /// <summary>How many sampled packets of IPv4 could not be used.</summary>
    public ulong Ipv4ErrorPkts { get; init; }

    /// <summary>How many sampled packets of IPv6 could not be used.</summary>
    public ulong Ipv6ErrorPkts { get; init; }

    /// <summary>How many packets of IPFIX were sent to collectors.</summary>
    public ulong TxPkts { get; init; }

    /// <summary>How many packets of IPFIX could not be sent.</summary>
    public ulong TxErrors { get; init; }

    /// <summary>The set of collectors; 0 for the sampling of a bridge.</summary>
    [Field(PadAfter = 4)]
    public uint CollectorSetId { get; init; }
}
