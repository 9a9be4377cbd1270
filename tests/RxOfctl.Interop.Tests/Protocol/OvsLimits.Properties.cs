using RxOfctl.Protocol.Properties;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Interop.Tests.Protocol;

internal static partial class OvsLimits
{
    private static IEnumerable<OvsLimit> Properties() =>
    [
        OvsLimit.Of<Property>(
            "properties of experimenters", "does not know a made-up experimenter (OFPPROP_UNKNOWN)",
            property => property.GetType().Name.StartsWith("Experimenter", StringComparison.Ordinal) ? null : property, from: OpenFlow12),
        OvsLimit.Absent<UnknownGroupProperty>("refuses what it does not know, in a group (parse_ofp15_group_properties)", from: OpenFlow15),
        OvsLimit.Absent<UnknownBucketProperty>("refuses what it does not know, in a bucket (ofputil_pull_ofp15_buckets)", from: OpenFlow15),
    ];
}
