using System.Globalization;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Cli.Texts;

/// <summary>Statistics and features of groups and meters.</summary>
internal static class GroupMeterText
{
    private static readonly (uint, string)[] BandTypes = [(1 << 1, "drop"), (1 << 2, "dscp_remark")];

    public static string Of(GroupStats group)
    {
        var duration = group.DurationSec == uint.MaxValue ? "" : $"duration={Phrasing.Duration(group.DurationSec, group.DurationNsec)},";
        var buckets = group.BucketStats.Select((bucket, place) =>
            $",bucket{place}:packet_count={Phrasing.Count(bucket.PacketCount)},byte_count={Phrasing.Count(bucket.ByteCount)}");
        return $"group_id={group.GroupId},{duration}ref_count={group.RefCount},packet_count={Phrasing.Count(group.PacketCount)}," +
            $"byte_count={Phrasing.Count(group.ByteCount)}{string.Concat(buckets)}";
    }

    public static void Write(TextWriter writer, GroupFeaturesReply features, OpenFlowVersion version)
    {
        writer.WriteLine(" Group table:");
        writer.WriteLine($"    Types:  0x{features.Types:x}");
        writer.WriteLine($"    Capabilities:  0x{(uint)features.Capabilities:x}");
        ReadOnlySpan<(GroupType Type, string Name, uint Max, uint Actions)> types =
        [
            (GroupType.All, "all", features.MaxGroupsAll, features.ActionsAll),
            (GroupType.Select, "select", features.MaxGroupsSelect, features.ActionsSelect),
            (GroupType.Indirect, "indirect", features.MaxGroupsIndirect, features.ActionsIndirect),
            (GroupType.FastFailover, "fast failover", features.MaxGroupsFastFailover, features.ActionsFastFailover),
        ];
        foreach (var (type, name, max, actions) in types)
        {
            if ((features.Types & (1u << (int)type)) == 0)
                continue;
            writer.WriteLine($"    {name} group:");
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"       max_groups=0x{max:x}"));
            writer.WriteLine($"       actions: {SwitchText.Actions(actions, version)}");
        }
    }

    public static void Write(TextWriter writer, MeterStats meter)
    {
        writer.WriteLine(
            $"meter:{meter.MeterId} flow_count:{meter.RefCount} packet_in_count:{Phrasing.Count(meter.PacketInCount)} " +
            $"byte_in_count:{Phrasing.Count(meter.ByteInCount)} duration:{Phrasing.Duration(meter.DurationSec, meter.DurationNsec)} " +
            "bands:");
        foreach (var (place, band) in meter.BandStats.Index())
            writer.WriteLine(
                $"{place}: packet_count:{Phrasing.Count(band.PacketBandCount)} byte_count:{Phrasing.Count(band.ByteBandCount)}");
    }

    public static void Write(TextWriter writer, MeterFeaturesReply features)
    {
        writer.WriteLine($"max_meter:{features.MaxMeter} max_bands:{features.MaxBands} max_color:{features.MaxColor}");
        writer.WriteLine($"band_types: {Phrasing.Bits(features.BandTypes, BandTypes)}");
        writer.WriteLine("capabilities: " + Phrasing.Bits(
            features.Capabilities,
            ((uint)MeterFlags.Kbps, "kbps"),
            ((uint)MeterFlags.Pktps, "pktps"),
            ((uint)MeterFlags.Burst, "burst"),
            ((uint)MeterFlags.Stats, "stats")));
    }
}
