using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>Asks for the counters of meters (OFPMP_METER; <c>ofp_meter_multipart_request</c>, OpenFlow 1.3.5 §7.3.5.12). OpenFlow 1.3 and later.</summary>
[WireCode(9, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record MeterStatsRequest : MultipartRequest, IMultiRequest<MeterStats>
{
    /// <summary>The meter, or <see cref="MeterId.All"/>.</summary>
    [Field(PadAfter = 4)]
    public MeterId MeterId { get; init; } = MeterId.All;
}
