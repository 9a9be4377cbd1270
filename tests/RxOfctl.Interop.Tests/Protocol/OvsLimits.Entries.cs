using RxOfctl.Protocol;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Nicira;
using RxOfctl.Protocol.Properties;
using RxOfctl.Protocol.Statistics;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Interop.Tests.Protocol;

internal static partial class OvsLimits
{
    private static IEnumerable<OvsLimit> Entries() =>
    [
        OvsLimit.Absent<UnknownMeterBand>("does not know what we do not know", from: OpenFlow13),
        OvsLimit.Absent<ExperimenterMeterBand>("does not know a made-up experimenter", from: OpenFlow13),
        OvsLimit.Of<TlvMap>("options of odd lengths", "wants 4 to 124 bytes in fours, and fields 0 to 63 (tun_metadata_table_mod)",
            map => map with { OptionLen = (byte)(4 + map.OptionLen % 31 * 4), Index = (ushort)(map.Index % 64) }),
        OvsLimit.Of<FlowMonitor>(
            "a flow monitor of no kind of event", "wants one of add, removed and modify",
            monitor => (monitor.Flags & (FlowMonitorFlags.Add | FlowMonitorFlags.Removed | FlowMonitorFlags.Modify)) != 0
                ? monitor
                : monitor with { Flags = monitor.Flags | FlowMonitorFlags.Add }),
        OvsLimit.Of<FlowMonitor>(
            "NO_ABBREV", "does not have it (ofputil_decode_flow_monitor_request)", monitor => monitor with { Flags = monitor.Flags & ~FlowMonitorFlags.NoAbbrev }, from: OpenFlow14),
        OvsLimit.Of<FlowMonitor>(
            "ONLY_OWN", "has it from 1.4 on (OFPMOFC_BAD_FLAGS)", monitor => monitor with { Flags = monitor.Flags & ~FlowMonitorFlags.OnlyOwn }, to: OpenFlow13),
        OvsLimit.Absent<UnknownFlowUpdate>("does not know what we do not know"),
        OvsLimit.Of<Bucket>("ids above 0xffffff00", "has none (OFPG15_BUCKET_MAX)", bucket => bucket with { BucketId = bucket.BucketId & 0x7fff_ffff }),
        OvsLimit.Of<ValueList<Bucket>>("an id twice", "refuses it (ofputil_bucket_check_duplicate_id)", buckets => buckets.DistinctBy(bucket => bucket.BucketId).ToValueList()),
        OvsLimit.Of<OxsField>("statistics of experimenters without the experimenter", "looks for one (ox-stat.c)", field => field.IsExperimenter() ? null : field, from: OpenFlow15),
        OvsLimit.Of<OxmFeature>(
            "fields with masks, other than of matches; fields of experimenters that are shorter than the experimenter's id", "refuses them (parse_oxms, nx_pull_header__)",
            feature => feature with { OxmIds = feature.OxmIds.Select(id => Header(id, feature is MatchTableFeature)).ToValueList() }, from: OpenFlow13),
        OvsLimit.Of<NextTablesFeature>(
            "all tables as the next one", "wants one (parse_table_features_next_table)",
            feature => feature with { NextTableIds = feature.NextTableIds.Where(id => id != TableId.All).ToValueList() }, from: OpenFlow13),
        OvsLimit.Of<TableFeatures>("features of all tables", "wants one table", features => features with { TableId = new((byte)(features.TableId.Value % 255)) }, from: OpenFlow13),
        OvsLimit.Of<TableFeatures>(
            "features without each of the eight that it needs, or one of them twice", "refuses them (ofputil_decode_table_features)",
            features => features with { Properties = Complete(features.Properties) }, from: OpenFlow13, to: OpenFlow14),
        OvsLimit.Of<TableFeatures>(
            "features without each of the eight that it needs if there are any, or one of them twice", "refuses them (ofputil_decode_table_features)",
            features => features.Properties.IsEmpty ? features : features with { Properties = Complete(features.Properties) }, from: OpenFlow15),
        OvsLimit.Of<QueueDesc>(
            "queues of odd lengths", "wants multiples of eight bytes (ofp-msgs.h)",
            queue => queue with { Properties = queue.Properties.Where(property => property is MinRateQueueProperty or MaxRateQueueProperty).ToValueList() }, to: OpenFlow13),
    ];

    private static OxmId Header(OxmId id, bool mayHaveMask) => id with
    {
        HasMask = id.HasMask && mayHaveMask,
        Length = id.Class == OxmClass.Experimenter ? Math.Max(id.Length, (byte)8) : id.Length,
    };

    private static bool IsExperimenter(this OxsField field) => field.ToString().StartsWith("oxs_ffff", StringComparison.Ordinal);

    private static ValueList<ITableFeature> Complete(ValueList<ITableFeature> properties)
    {
        ITableFeature[] all =
        [
            .. properties,
            new InstructionsTableFeature(), new NextTablesTableFeature(), new WriteActionsTableFeature(), new ApplyActionsTableFeature(),
            new MatchTableFeature(), new WildcardsTableFeature(), new WriteSetFieldTableFeature(), new ApplySetFieldTableFeature(),
        ];
        return all.DistinctBy(property => property.GetType()).ToValueList();
    }
}
