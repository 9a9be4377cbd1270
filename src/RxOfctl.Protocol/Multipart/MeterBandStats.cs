using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>The counters of a band of a meter (<c>ofp_meter_band_stats</c>, OpenFlow 1.3.5 §7.3.5.12).</summary>
[WireStructure]
public sealed partial record MeterBandStats
{
    /// <summary>How many packets were in the band.</summary>
    [Field]
    public ulong PacketBandCount { get; init; }

    /// <summary>How many bytes were in the band.</summary>
    [Field]
    public ulong ByteBandCount { get; init; }
}
