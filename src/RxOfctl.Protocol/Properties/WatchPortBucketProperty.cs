using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>The port on whose state a bucket depends (OFPGBPT_WATCH_PORT; <c>ofp_group_bucket_prop_watch</c>, OpenFlow 1.5.1 §7.3.4.3).</summary>
[WireCode(1, From = OpenFlowVersion.OpenFlow15)]
public sealed partial record WatchPortBucketProperty : BucketProperty
{
    /// <summary>The port.</summary>
    [Field]
    public PortNumber Watch { get; init; } = PortNumber.Any;
}
