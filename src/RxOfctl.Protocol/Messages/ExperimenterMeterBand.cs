using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Messages;

/// <summary>An experimenter's band (OFPMBT_EXPERIMENTER; <c>ofp_meter_band_experimenter</c>, OpenFlow 1.3.5 §7.3.4.4).</summary>
[WireCode(0xffff, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record ExperimenterMeterBand : MeterBand
{
    /// <summary>The experimenter: an IEEE OUI, or a number above 0x00ffffff that the ONF gave.</summary>
    [Field]
    public uint ExperimenterId { get; init; }

    /// <summary>What follows.</summary>
    [Field]
    public ByteString Data { get; init; }
}
