using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>When a bundle is committed (OFPBPT_TIME; <c>ofp_bundle_prop_time</c>, OpenFlow 1.5.1). OpenFlow 1.5.</summary>
[WireCode(1, From = OpenFlowVersion.OpenFlow15)]
public sealed partial record TimeBundleProperty : BundleProperty
{
    /// <summary>The time.</summary>
    [Field(PadBefore = 4)]
    public OpenFlowTime ScheduledTime { get; init; }
}
