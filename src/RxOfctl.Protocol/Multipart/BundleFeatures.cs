namespace RxOfctl.Protocol.Multipart;

/// <summary>
/// Asks what the datapath can do with bundles (OFPMP_BUNDLE_FEATURES; <c>ofp_bundle_features_request</c>, OpenFlow 1.5.1). OpenFlow 1.5.
/// </summary>
[WireCode(19, From = OpenFlowVersion.OpenFlow15)]
public sealed partial record BundleFeaturesRequest : MultipartRequest, IOpenFlowRequest<BundleFeaturesReply>
{
    /// <summary>What is asked.</summary>
    [Field(PadAfter = 4)]
    public BundleFeatureFlags FeatureRequestFlags { get; init; }

    /// <summary>What is to be set.</summary>
    public ValueList<IBundleFeature> Properties { get; init; }
}

/// <summary>
/// What the datapath can do with bundles (OFPMP_BUNDLE_FEATURES; <c>ofp_bundle_features</c>, OpenFlow 1.5.1). OpenFlow 1.5.
/// </summary>
[WireCode(19, From = OpenFlowVersion.OpenFlow15)]
public sealed partial record BundleFeaturesReply : MultipartReply
{
    /// <summary>The flags that bundles may have.</summary>
    [Field(PadAfter = 6)]
    public BundleFlags Capabilities { get; init; }

    /// <summary>What is said further.</summary>
    public ValueList<IBundleFeature> Properties { get; init; }
}

/// <summary>What is asked of the support for bundles (<c>ofp_bundle_feature_flags</c>, OpenFlow 1.5.1).</summary>
[Flags]
public enum BundleFeatureFlags : uint
{
    /// <summary>Nothing of what follows.</summary>
    None = 0,

    /// <summary>The request has a timestamp, and the reply has one too (OFPBF_TIMESTAMP).</summary>
    Timestamp = 1 << 0,

    /// <summary>What the request says of times is to be set (OFPBF_TIME_SET_SCHED).</summary>
    TimeSetSched = 1 << 1,
}
