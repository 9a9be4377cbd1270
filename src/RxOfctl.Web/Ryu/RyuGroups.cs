using System.Text.Json;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Web.Ryu;

/// <summary>Groups and meters in Ryu's JSON.</summary>
internal static class RyuGroups
{
    private const int GroupStatsLength = 40;
    private const int MeterStatsLength = 40;
    private const int CounterLength = 16;

    private static readonly string[] Types = ["ALL", "SELECT", "INDIRECT", "FF"];
    private static readonly string[] Capabilities = ["SELECT_WEIGHT", "SELECT_LIVENESS", "CHAINING", "CHAINING_CHECKS"];
    private static readonly string[] MeterCapabilities = ["KBPS", "PKTPS", "BURST", "STATS"];

    private static readonly (int Bit, string Name)[] Actions =
    [
        (0, "OUTPUT"), (11, "COPY_TTL_OUT"), (12, "COPY_TTL_IN"), (15, "SET_MPLS_TTL"), (16, "DEC_MPLS_TTL"), (17, "PUSH_VLAN"),
        (18, "POP_VLAN"), (19, "PUSH_MPLS"), (20, "POP_MPLS"), (21, "SET_QUEUE"), (22, "GROUP"), (23, "SET_NW_TTL"), (24, "DEC_NW_TTL"),
        (25, "SET_FIELD"), (26, "PUSH_PBB"), (27, "POP_PBB"),
    ];

    public static void Write(Utf8JsonWriter json, GroupStats group)
    {
        json.WriteGroup(group.GroupId);
        json.WriteNumber("length", GroupStatsLength + (CounterLength * group.BucketStats.Count));
        json.WriteNumber("ref_count", group.RefCount);
        json.WriteNumber("packet_count", group.PacketCount);
        json.WriteNumber("byte_count", group.ByteCount);
        json.WriteNumber("duration_sec", group.DurationSec);
        json.WriteNumber("duration_nsec", group.DurationNsec);
        json.WriteStartArray("bucket_stats");
        foreach (var bucket in group.BucketStats)
        {
            json.WriteStartObject();
            json.WriteNumber("packet_count", bucket.PacketCount);
            json.WriteNumber("byte_count", bucket.ByteCount);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void Write(Utf8JsonWriter json, GroupDesc group, OpenFlowVersion version)
    {
        json.WriteGroup(group.GroupId);
        json.WriteString("type", (int)group.Type < Types.Length ? Types[(int)group.Type] : RyuNumbers.Text((ulong)group.Type));
        json.WriteStartArray("buckets");
        foreach (var bucket in group.Buckets)
        {
            json.WriteStartObject();
            json.WriteNumber("weight", bucket.Weight);
            json.WriteNumber("watch_port", bucket.WatchPort.Value);
            json.WriteNumber("watch_group", bucket.WatchGroup.Value);
            json.WritePropertyName("actions");
            RyuActions.Write(json, bucket.Actions, version);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void Write(Utf8JsonWriter json, GroupFeaturesReply features)
    {
        json.WriteNames("types", Types.Where((_, type) => (features.Types & 1u << type) != 0));
        json.WriteNames("capabilities", Capabilities.Where((_, bit) => ((uint)features.Capabilities & 1u << bit) != 0));
        uint[] max = [features.MaxGroupsAll, features.MaxGroupsSelect, features.MaxGroupsIndirect, features.MaxGroupsFastFailover];
        json.WriteStartArray("max_groups");
        foreach (var (type, number) in Types.Zip(max))
        {
            json.WriteStartObject();
            json.WriteNumber(type, number);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        uint[] actions = [features.ActionsAll, features.ActionsSelect, features.ActionsIndirect, features.ActionsFastFailover];
        json.WriteStartArray("actions");
        foreach (var (type, bits) in Types.Zip(actions))
        {
            json.WriteStartObject();
            json.WriteNames(type, Actions.Where(action => (bits & 1u << action.Bit) != 0).Select(action => action.Name));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void Write(Utf8JsonWriter json, MeterStats meter)
    {
        json.WriteMeter(meter.MeterId);
        json.WriteNumber("len", MeterStatsLength + (CounterLength * meter.BandStats.Count));
        json.WriteNumber("flow_count", meter.RefCount);
        json.WriteNumber("packet_in_count", meter.PacketInCount);
        json.WriteNumber("byte_in_count", meter.ByteInCount);
        json.WriteNumber("duration_sec", meter.DurationSec);
        json.WriteNumber("duration_nsec", meter.DurationNsec);
        json.WriteStartArray("band_stats");
        foreach (var band in meter.BandStats)
        {
            json.WriteStartObject();
            json.WriteNumber("packet_band_count", band.PacketBandCount);
            json.WriteNumber("byte_band_count", band.ByteBandCount);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void Write(Utf8JsonWriter json, MeterDesc meter)
    {
        json.WriteMeter(meter.MeterId);
        json.WriteNames("flags", MeterCapabilities.Where((_, bit) => ((uint)meter.Flags & 1u << bit) != 0));
        json.WriteStartArray("bands");
        foreach (var band in meter.Bands)
        {
            json.WriteStartObject();
            json.WriteNumber("rate", band.Rate);
            json.WriteNumber("burst_size", band.BurstSize);
            json.WriteString("type", band switch
            {
                DropMeterBand => "DROP",
                DscpRemarkMeterBand => "DSCP_REMARK",
                ExperimenterMeterBand => "EXPERIMENTER",
                _ => "",
            });
            if (band is DscpRemarkMeterBand remark)
                json.WriteNumber("prec_level", remark.PrecLevel);
            else if (band is ExperimenterMeterBand experimenter)
                json.WriteNumber("experimenter", experimenter.ExperimenterId);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void Write(Utf8JsonWriter json, MeterFeaturesReply features)
    {
        json.WriteNumber("max_meter", features.MaxMeter);
        string[] bands = ["", "DROP", "DSCP_REMARK"];
        json.WriteNames("band_types", bands.Where((name, bit) => name.Length > 0 && (features.BandTypes & 1u << bit) != 0));
        json.WriteNames("capabilities", MeterCapabilities.Where((_, bit) => (features.Capabilities & 1u << bit) != 0));
        json.WriteNumber("max_bands", features.MaxBands);
        json.WriteNumber("max_color", features.MaxColor);
    }

    public static GroupMod ReadGroup(RyuObject group, GroupModCommand command, OpenFlowVersion version)
    {
        var type = Array.IndexOf(Types, group.Text("type") ?? "ALL");
        return new()
        {
            Command = command,
            Type = type >= 0 ? (GroupType)type : throw new FormatException($"'{group.Text("type")}' is not a type of group: ALL, SELECT, INDIRECT, FF."),
            GroupId = RyuNumbers.ParseGroup(group.Text("group_id") ?? "0"),
            Buckets = [.. group.Objects("buckets").Select(bucket => new Bucket
            {
                Weight = bucket.UInt16("weight"),
                WatchPort = RyuNumbers.ParsePort(bucket.Text("watch_port") ?? "ANY", version),
                WatchGroup = RyuNumbers.ParseGroup(bucket.Text("watch_group") ?? "ANY"),
                Actions = RyuActions.ReadActions(bucket.Objects("actions")),
            })],
        };
    }

    public static MeterMod ReadMeter(RyuObject meter, MeterModCommand command) => new()
    {
        Command = command,
        Flags = meter.List("flags").Aggregate(MeterFlags.None, (all, flag) => all | RyuNumbers.TextOf(flag, "flags") switch
        {
            "KBPS" => MeterFlags.Kbps,
            "PKTPS" => MeterFlags.Pktps,
            "BURST" => MeterFlags.Burst,
            "STATS" => MeterFlags.Stats,
            var other => throw new FormatException($"'{other}' is not a flag of a meter: KBPS, PKTPS, BURST, STATS."),
        }),
        MeterId = RyuNumbers.ParseMeter(meter.Text("meter_id") ?? "0"),
        Bands = [.. meter.Objects("bands").Select(ReadBand)],
    };

    private static MeterBand ReadBand(RyuObject band) => band.Text("type") switch
    {
        "DROP" => new DropMeterBand { Rate = band.UInt32("rate"), BurstSize = band.UInt32("burst_size") },
        "DSCP_REMARK" => new DscpRemarkMeterBand
        {
            Rate = band.UInt32("rate"),
            BurstSize = band.UInt32("burst_size"),
            PrecLevel = (byte)band.Number("prec_level", 0, byte.MaxValue),
        },
        "EXPERIMENTER" => new ExperimenterMeterBand
        {
            Rate = band.UInt32("rate"),
            BurstSize = band.UInt32("burst_size"),
            ExperimenterId = band.UInt32("experimenter"),
        },
        var other => throw new FormatException($"'{other}' is not a type of band: DROP, DSCP_REMARK, EXPERIMENTER."),
    };
}
