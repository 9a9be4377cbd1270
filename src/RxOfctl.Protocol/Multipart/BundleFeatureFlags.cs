namespace RxOfctl.Protocol.Multipart;

/// <summary>What is asked of the support for bundles (<c>ofp_bundle_feature_flags</c>, OpenFlow 1.5.1).</summary>
[Flags]
public enum BundleFeatureFlags : uint
{
    /// <summary>Nothing of what follows.</summary>
    None = 0,

    /// <summary>The time is asked for, and told in the request (OFPBF_TIMESTAMP).</summary>
    Timestamp = 1 << 0,

    /// <summary>What the request says of times is to be set (OFPBF_TIME_SET_SCHED).</summary>
    TimeSetSched = 1 << 1,
}
