using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>The share of a bucket of a select group (OFPGBPT_WEIGHT; <c>ofp_group_bucket_prop_weight</c>, OpenFlow 1.5.1).</summary>
[WireCode(0, To = OpenFlowVersion.OpenFlow10)]
[WireCode(0, From = OpenFlowVersion.OpenFlow15)]
public sealed partial record WeightBucketProperty : BucketProperty
{
    /// <summary>The weight.</summary>
    [Field(PadAfter = 2)]
    public ushort Weight { get; init; }
}
