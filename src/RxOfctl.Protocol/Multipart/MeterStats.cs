namespace RxOfctl.Protocol.Multipart;

/// <summary>
/// Asks for the counters of meters (OFPMP_METER; <c>ofp_meter_multipart_request</c>, OpenFlow 1.3.5 §7.3.5.12). OpenFlow 1.3 and later.
/// </summary>
[WireCode(9, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record MeterStatsRequest : MultipartRequest, IMultiRequest<MeterStats>
{
    /// <summary>The meter, or <see cref="MeterId.All"/>.</summary>
    [Field(PadAfter = 4)]
    public MeterId MeterId { get; init; } = MeterId.All;
}

/// <summary>Counters of meters (OFPMP_METER, OpenFlow 1.3.5 §7.3.5.12). OpenFlow 1.3 and later.</summary>
[WireCode(9, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record MeterStatsReply : MultipartReply<MeterStats>;

/// <summary>A meter's counters (<c>ofp_meter_stats</c>, OpenFlow 1.3.5 §7.3.5.12). OpenFlow 1.3 and later.</summary>
[WireStructure(LengthAt = 4)]
public sealed partial record MeterStats
{
    /// <summary>The meter.</summary>
    [Field(PadAfter = 8)]
    public MeterId MeterId { get; init; }

    /// <summary>How many flows use the meter (<c>flow_count</c> before OpenFlow 1.5).</summary>
    public uint RefCount { get; init; }

    /// <summary>How many packets came.</summary>
    public ulong PacketInCount { get; init; }

    /// <summary>How many bytes came.</summary>
    public ulong ByteInCount { get; init; }

    /// <summary>How long the meter has been there, whole seconds.</summary>
    public uint DurationSec { get; init; }

    /// <summary>How long the meter has been there, nanoseconds beyond <see cref="DurationSec"/>.</summary>
    public uint DurationNsec { get; init; }

    /// <summary>
    /// How long the meter has existed, to 100 ns: <see cref="DurationSec"/> and <see cref="DurationNsec"/>. OpenFlow 1.3 and later.
    /// </summary>
    public TimeSpan Duration => Durations.Of(DurationSec, DurationNsec);

    /// <summary>The counters of the bands, in the bands' order.</summary>
    public ValueList<MeterBandStats> BandStats { get; init; }
}

/// <summary>The counters of a band of a meter (<c>ofp_meter_band_stats</c>, OpenFlow 1.3.5 §7.3.5.12).</summary>
[WireStructure]
public sealed partial record MeterBandStats
{
    /// <summary>How many packets were in the band.</summary>
    public ulong PacketBandCount { get; init; }

    /// <summary>How many bytes were in the band.</summary>
    public ulong ByteBandCount { get; init; }
}
