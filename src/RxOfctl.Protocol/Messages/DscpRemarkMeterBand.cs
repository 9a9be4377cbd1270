using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Messages;

/// <summary>Raises the drop precedence in the packets' DSCP (OFPMBT_DSCP_REMARK; <c>ofp_meter_band_dscp_remark</c>, OpenFlow 1.3.5 §7.3.4.4).</summary>
[WireCode(2, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record DscpRemarkMeterBand : MeterBand
{
    /// <summary>By how many levels.</summary>
    [Field(PadAfter = 3)]
    public byte PrecLevel { get; init; }
}
