using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>Asks for the counters of ports (OFPMP_PORT_STATS; <c>ofp_port_stats_request</c>, OpenFlow 1.0.2 §5.3.5, 1.3.5 §7.3.5.6).</summary>
[WireCode(4)]
public sealed partial record PortStatsRequest : MultipartRequest, IMultiRequest<PortStats>
{
    /// <summary>The port, or <see cref="PortNumber.Any"/> for all of them.</summary>
    [Field(As = "PaddedPortNumber")]
    public PortNumber PortNo { get; init; } = PortNumber.Any;
}
