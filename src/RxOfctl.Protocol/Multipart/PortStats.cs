namespace RxOfctl.Protocol.Multipart;

/// <summary>
/// Asks for the counters of ports (OFPMP_PORT_STATS; <c>ofp_port_stats_request</c>, OpenFlow 1.0.2 §5.3.5, 1.3.5 §7.3.5.6).
/// </summary>
[WireCode(4)]
public sealed partial record PortStatsRequest : MultipartRequest, IMultiRequest<PortStats>
{
    /// <summary>The port, or <see cref="PortNumber.Any"/> for all of them.</summary>
    [Field(As = "PaddedPortNumber")]
    public PortNumber PortNo { get; init; } = PortNumber.Any;
}

/// <summary>Counters of ports (OFPMP_PORT_STATS, OpenFlow 1.0.2 §5.3.5, 1.3.5 §7.3.5.6).</summary>
[WireCode(4)]
public sealed partial record PortStatsReply : MultipartReply<PortStats>;

/// <summary>A port's counters (<c>ofp_port_stats</c>, OpenFlow 1.0.2 §5.3.5, 1.3.5 §7.3.5.6, 1.4.1).</summary>
[WireStructure]
[WireLayout("1.0-1.3", """
    PaddedPortNumber PortNo
    u64 RxPackets
    u64 TxPackets
    u64 RxBytes
    u64 TxBytes
    u64 RxDropped
    u64 TxDropped
    u64 RxErrors
    u64 TxErrors
    only EthernetPortStatsProperty Properties
    u32 DurationSec in 1.3
    u32 DurationNsec in 1.3
    """)]
[WireLayout("1.4-1.5", """
    u16 length
    pad 2
    PortNumber PortNo
    u32 DurationSec
    u32 DurationNsec
    u64 RxPackets
    u64 TxPackets
    u64 RxBytes
    u64 TxBytes
    u64 RxDropped
    u64 TxDropped
    u64 RxErrors
    u64 TxErrors
    list Properties
    """)]
public sealed partial record PortStats
{
    private static readonly EthernetPortStatsProperty NoEthernet = new();
    private static readonly ValueList<IPortStatsProperty> EthernetAlone = [NoEthernet];

    /// <summary>The port's number.</summary>
    public PortNumber PortNo { get; init; }

    /// <summary>How many packets received; all ones if the port does not count them.</summary>
    public ulong RxPackets { get; init; }

    /// <summary>How many packets sent; all ones if the port does not count them.</summary>
    public ulong TxPackets { get; init; }

    /// <summary>How many bytes received; all ones if the port does not count them.</summary>
    public ulong RxBytes { get; init; }

    /// <summary>How many bytes sent; all ones if the port does not count them.</summary>
    public ulong TxBytes { get; init; }

    /// <summary>How many packets received and dropped; all ones if the port does not count them.</summary>
    public ulong RxDropped { get; init; }

    /// <summary>How many packets to be sent and dropped; all ones if the port does not count them.</summary>
    public ulong TxDropped { get; init; }

    /// <summary>How many errors in receiving, those below among them; all ones if the port does not count them.</summary>
    public ulong RxErrors { get; init; }

    /// <summary>How many errors in sending; all ones if the port does not count them.</summary>
    public ulong TxErrors { get; init; }

    /// <summary>
    /// Further counters. Before OpenFlow 1.4: one <see cref="EthernetPortStatsProperty"/> and nothing else, which is also what a new entry
    /// has.
    /// </summary>
    public ValueList<IPortStatsProperty> Properties { get; init; } = EthernetAlone;

    /// <summary>
    /// How many frame alignment errors; all ones if the port does not count them. Of the <see cref="EthernetPortStatsProperty"/> of
    /// <see cref="Properties"/>.
    /// </summary>
    public ulong RxFrameErr
    {
        get => Ethernet.RxFrameErr;
        init => Properties = Properties.With(Ethernet with { RxFrameErr = value });
    }

    /// <summary>
    /// How many packets lost because the receiver was overrun; all ones if the port does not count them. Of the
    /// <see cref="EthernetPortStatsProperty"/> of <see cref="Properties"/>.
    /// </summary>
    public ulong RxOverErr
    {
        get => Ethernet.RxOverErr;
        init => Properties = Properties.With(Ethernet with { RxOverErr = value });
    }

    /// <summary>
    /// How many checksum errors; all ones if the port does not count them. Of the <see cref="EthernetPortStatsProperty"/> of
    /// <see cref="Properties"/>.
    /// </summary>
    public ulong RxCrcErr
    {
        get => Ethernet.RxCrcErr;
        init => Properties = Properties.With(Ethernet with { RxCrcErr = value });
    }

    /// <summary>
    /// How many collisions; all ones if the port does not count them. Of the <see cref="EthernetPortStatsProperty"/> of
    /// <see cref="Properties"/>.
    /// </summary>
    public ulong Collisions
    {
        get => Ethernet.Collisions;
        init => Properties = Properties.With(Ethernet with { Collisions = value });
    }

    /// <summary>How long the port has been there, whole seconds. OpenFlow 1.3 and later.</summary>
    public uint DurationSec { get; init; }

    /// <summary>How long the port has been there, nanoseconds beyond <see cref="DurationSec"/>. OpenFlow 1.3 and later.</summary>
    public uint DurationNsec { get; init; }

    /// <summary>
    /// How long the port has existed, to 100 ns: <see cref="DurationSec"/> and <see cref="DurationNsec"/>. OpenFlow 1.3 and later.
    /// </summary>
    public TimeSpan Duration => Durations.Of(DurationSec, DurationNsec);

    private EthernetPortStatsProperty Ethernet => Properties.First<IPortStatsProperty, EthernetPortStatsProperty>() ?? NoEthernet;
}
