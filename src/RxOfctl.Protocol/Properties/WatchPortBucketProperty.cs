using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>
/// The port on whose state a bucket depends (OFPGBPT_WATCH_PORT; <c>ofp_group_bucket_prop_watch</c>, OpenFlow 1.5.1).
/// OpenFlow 1.5, and the extension of Open vSwitch for groups in 1.0.
/// </summary>
[WireCode(1, To = OpenFlowVersion.OpenFlow10)]
[WireCode(1, From = OpenFlowVersion.OpenFlow15)]
public sealed partial record WatchPortBucketProperty : BucketProperty
{
    /// <summary>The port.</summary>
    public PortNumber Watch { get; init; } = PortNumber.Any;

    // 32 bits in OpenFlow 1.0, too.
    internal static WatchPortBucketProperty ReadBody(ref WireReader reader) => new() { Watch = new(reader.ReadUInt32()) };

    internal override void WriteBody(ref WireWriter writer) => writer.WriteUInt32(Watch.Value);
}
