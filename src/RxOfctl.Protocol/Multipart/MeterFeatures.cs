namespace RxOfctl.Protocol.Multipart;

/// <summary>Asks what the datapath can do with meters (OFPMP_METER_FEATURES, OpenFlow 1.3.5 §7.3.5.14). OpenFlow 1.3 and later.</summary>
[WireCode(11, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record MeterFeaturesRequest : MultipartRequest, IOpenFlowRequest<MeterFeaturesReply>;

/// <summary>
/// What the datapath can do with meters (OFPMP_METER_FEATURES; <c>ofp_meter_features</c>, OpenFlow 1.3.5 §7.3.5.14, 1.5.1). OpenFlow 1.3
/// and later.
/// </summary>
[WireCode(11, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record MeterFeaturesReply : MultipartReply
{
    /// <summary>How many meters there can be.</summary>
    public uint MaxMeter { get; init; }

    /// <summary>The types of bands, by a bit each: 1 &lt;&lt; the number of the type.</summary>
    public uint BandTypes { get; init; }

    /// <summary>The flags that meters may have: bits of <see cref="MeterFlags"/>.</summary>
    public uint Capabilities { get; init; }

    /// <summary>How many bands a meter can have.</summary>
    public byte MaxBands { get; init; }

    /// <summary>How many colors there can be.</summary>
    [Field(PadAfter = 2)]
    public byte MaxColor { get; init; }

    /// <summary>Where meters may stand. OpenFlow 1.5.</summary>
    [Field(From = OpenFlowVersion.OpenFlow15, PadAfter = 4)]
    public MeterFeatureFlags Features { get; init; }
}

/// <summary>Where meters may stand (<c>ofp_meter_feature_flags</c>, OpenFlow 1.5.1).</summary>
[Flags]
public enum MeterFeatureFlags : uint
{
    /// <summary>As in OpenFlow 1.3.</summary>
    None = 0,

    /// <summary>In the action set (OFPMFF_ACTION_SET).</summary>
    ActionSet = 1 << 0,

    /// <summary>Anywhere in a list of actions (OFPMFF_ANY_POSITION).</summary>
    AnyPosition = 1 << 1,

    /// <summary>Several in a list of actions (OFPMFF_MULTI_LIST).</summary>
    MultiList = 1 << 2,
}
