namespace RxOfctl.Protocol.Properties;

/// <summary>
/// A property of a bundle (<c>ofp_bundle_prop_header</c>, OpenFlow 1.4.1). OpenFlow 1.4 and later; in 1.3 the ONF's extension.
/// </summary>
[WireFamily]
public partial interface IBundleProperty;

/// <summary>When a bundle is committed (OFPBPT_TIME; <c>ofp_bundle_prop_time</c>, OpenFlow 1.5.1). OpenFlow 1.5.</summary>
[WireCode(1, From = OpenFlowVersion.OpenFlow15)]
public sealed partial record TimeBundleProperty : Property, IBundleProperty
{
    /// <summary>The time.</summary>
    [Field(PadBefore = 4)]
    public OpenFlowTime ScheduledTime { get; init; }
}

/// <summary>
/// A property of a datapath's support for bundles (<c>ofp_bundle_features_prop_header</c>, OpenFlow 1.5.1). OpenFlow 1.5.
/// </summary>
[WireFamily]
public partial interface IBundleFeature;

/// <summary>
/// How well a datapath commits bundles at a time (OFPTMPBF_TIME_CAPABILITY; <c>ofp_bundle_features_prop_time</c>, OpenFlow 1.5.1).
/// </summary>
[WireCode(1, From = OpenFlowVersion.OpenFlow15)]
public sealed partial record TimeBundleFeature : Property, IBundleFeature
{
    /// <summary>How exactly it keeps a time.</summary>
    [Field(PadBefore = 4)]
    public OpenFlowTime SchedAccuracy { get; init; }

    /// <summary>How far in the future a time may be.</summary>
    public OpenFlowTime SchedMaxFuture { get; init; }

    /// <summary>How far in the past a time may be.</summary>
    public OpenFlowTime SchedMaxPast { get; init; }

    /// <summary>The time when the message was made.</summary>
    public OpenFlowTime Timestamp { get; init; }
}
