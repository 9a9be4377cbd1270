using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>The group on whose state a bucket depends (OFPGBPT_WATCH_GROUP; <c>ofp_group_bucket_prop_watch</c>, OpenFlow 1.5.1).</summary>
[WireCode(2, To = OpenFlowVersion.OpenFlow10)]
[WireCode(2, From = OpenFlowVersion.OpenFlow15)]
public sealed partial record WatchGroupBucketProperty : BucketProperty
{
    /// <summary>The group.</summary>
    [Field]
    public GroupId Watch { get; init; } = GroupId.Any;
}
