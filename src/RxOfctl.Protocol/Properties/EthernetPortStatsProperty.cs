using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>
/// Counters of an Ethernet port (OFPPSPT_ETHERNET; <c>ofp_port_stats_prop_ethernet</c>, OpenFlow 1.4.1). In versions before, the port's
/// counters have them in fixed places.
/// </summary>
[WireCode(0, From = OpenFlowVersion.OpenFlow14)]
[WireLayout("1.0-1.3", """
    u64 RxFrameErr
    u64 RxOverErr
    u64 RxCrcErr
    u64 Collisions
    """)]
[WireLayout("1.4-1.5", """
    pad 4
    u64 RxFrameErr
    u64 RxOverErr
    u64 RxCrcErr
    u64 Collisions
    """)]
public sealed partial record EthernetPortStatsProperty : PortStatsProperty
{
    /// <summary>How many frame alignment errors; all ones if the port does not count them.</summary>
    public ulong RxFrameErr { get; init; }

    /// <summary>How many packets lost because the receiver was overrun; all ones if the port does not count them.</summary>
    public ulong RxOverErr { get; init; }

    /// <summary>How many checksum errors; all ones if the port does not count them.</summary>
    public ulong RxCrcErr { get; init; }

    /// <summary>How many collisions; all ones if the port does not count them.</summary>
    public ulong Collisions { get; init; }
}
