namespace RxOfctl.Protocol.Properties;

/// <summary>
/// A property of a group's bucket (<c>ofp_group_bucket_prop_header</c>, OpenFlow 1.5.1). OpenFlow 1.5, and the groups that Open vSwitch has
/// in 1.0; in the versions between, a bucket has weight, watched port and watched group in fixed places.
/// </summary>
[WireFamily]
public partial interface IBucketProperty;

/// <summary>The share of a bucket of a select group (OFPGBPT_WEIGHT; <c>ofp_group_bucket_prop_weight</c>, OpenFlow 1.5.1).</summary>
[WireCode(0, To = OpenFlowVersion.OpenFlow10)]
[WireCode(0, From = OpenFlowVersion.OpenFlow15)]
public sealed partial record WeightBucketProperty : Property, IBucketProperty
{
    /// <summary>The weight.</summary>
    [Field(PadAfter = 2)]
    public ushort Weight { get; init; }
}

/// <summary>
/// The port on whose state a bucket depends (OFPGBPT_WATCH_PORT; <c>ofp_group_bucket_prop_watch</c>, OpenFlow 1.5.1).
/// OpenFlow 1.5, and the extension of Open vSwitch for groups in 1.0.
/// </summary>
[WireCode(1, To = OpenFlowVersion.OpenFlow10)]
[WireCode(1, From = OpenFlowVersion.OpenFlow15)]
public sealed partial record WatchPortBucketProperty : Property, IBucketProperty
{
    /// <summary>The port.</summary>
    public PortNumber Watch { get; init; } = PortNumber.Any;

    // 32 bits in OpenFlow 1.0, too.
    internal static WatchPortBucketProperty ReadBody(ref WireReader reader) => new() { Watch = new(reader.ReadUInt32()) };

    internal override void WriteBody(ref WireWriter writer) => writer.WriteUInt32(Watch.Value);
}

/// <summary>The group on whose state a bucket depends (OFPGBPT_WATCH_GROUP; <c>ofp_group_bucket_prop_watch</c>, OpenFlow 1.5.1).</summary>
[WireCode(2, To = OpenFlowVersion.OpenFlow10)]
[WireCode(2, From = OpenFlowVersion.OpenFlow15)]
public sealed partial record WatchGroupBucketProperty : Property, IBucketProperty
{
    /// <summary>The group.</summary>
    public GroupId Watch { get; init; } = GroupId.Any;
}
