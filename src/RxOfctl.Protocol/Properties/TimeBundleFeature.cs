using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>How well a datapath commits bundles at a time (OFPTMPBF_TIME_CAPABILITY; <c>ofp_bundle_features_prop_time</c>, OpenFlow 1.5.1).</summary>
[WireCode(1, From = OpenFlowVersion.OpenFlow15)]
public sealed partial record TimeBundleFeature : BundleFeature
{
    /// <summary>How exactly it keeps a time.</summary>
    [Field(PadBefore = 4)]
    public OpenFlowTime SchedAccuracy { get; init; }

    /// <summary>How far in the future a time may be.</summary>
    [Field]
    public OpenFlowTime SchedMaxFuture { get; init; }

    /// <summary>How far in the past a time may be.</summary>
    [Field]
    public OpenFlowTime SchedMaxPast { get; init; }

    /// <summary>The time when the message was made.</summary>
    [Field]
    public OpenFlowTime Timestamp { get; init; }
}
