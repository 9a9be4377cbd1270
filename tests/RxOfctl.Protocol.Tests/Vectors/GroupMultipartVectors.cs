using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Vectors;

internal sealed class GroupMultipartVectors : IVectorFile
{
    public IEnumerable<Vector> Vectors { get; } =
    [
        // Group stats request.
        new(
            new GroupStatsRequest { GroupId = 5 },
            """
            02 12 00 18 12 34 56 78
            00 06 00 00 00 00 00 00   # type, flags, pad
            00 00 00 05 00 00 00 00   # group_id, pad
            """,
            OpenFlow12, OpenFlow13, OpenFlow14, OpenFlow15),
        // Group stats of 1 2 have no duration.
        new(
            new GroupStatsReply { Body = [new() { GroupId = 1, RefCount = 2, PacketCount = 3, ByteCount = 4, BucketStats = [new() { PacketCount = 5, ByteCount = 6 }] }] },
            """
            03 13 00 40 12 34 56 78
            00 06 00 00 00 00 00 00   # type, flags, pad
            00 30 00 00 00 00 00 01   # length, pad, group_id
            00 00 00 02 00 00 00 00   # ref_count, pad
            00 00 00 00 00 00 00 03 00 00 00 00 00 00 00 04   # packet_count, byte_count
            00 00 00 00 00 00 00 05 00 00 00 00 00 00 00 06   # of the bucket
            """,
            OpenFlow11),
        // Group stats of 1 3.
        new(
            new GroupStatsReply { Flags = MultipartFlags.More, Body = [new() { GroupId = 1, DurationSec = 7, DurationNsec = 8 }] },
            """
            04 13 00 38 12 34 56 78
            00 06 00 01 00 00 00 00   # type, flags, pad
            00 28 00 00 00 00 00 01   # length, pad, group_id
            00 00 00 00 00 00 00 00   # ref_count, pad
            00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00   # packet_count, byte_count
            00 00 00 07 00 00 00 08   # duration
            """,
            OpenFlow14, OpenFlow15),
        // Group features request.
        new(
            new GroupFeaturesRequest(),
            "03 12 00 10 12 34 56 78 00 08 00 00 00 00 00 00",
            OpenFlow13, OpenFlow14, OpenFlow15),
        // Group features reply.
        new(
            new GroupFeaturesReply
            {
                Types = 0xf,
                Capabilities = GroupCapabilities.Chaining,
                MaxGroupsAll = 1,
                MaxGroupsSelect = 2,
                MaxGroupsIndirect = 3,
                MaxGroupsFastFailover = 4,
                ActionsAll = 5,
                ActionsSelect = 6,
                ActionsIndirect = 7,
                ActionsFastFailover = 8,
            },
            """
            03 13 00 38 12 34 56 78
            00 08 00 00 00 00 00 00   # type, flags, pad
            00 00 00 0f 00 00 00 04   # types, capabilities
            00 00 00 01 00 00 00 02 00 00 00 03 00 00 00 04   # max_groups
            00 00 00 05 00 00 00 06 00 00 00 07 00 00 00 08   # actions
            """,
            OpenFlow13, OpenFlow14, OpenFlow15),
        // Group desc request.
        new(
            new GroupDescRequest(),
            "04 12 00 10 12 34 56 78 00 07 00 00 00 00 00 00",
            OpenFlow11, OpenFlow12, OpenFlow14),
        new(
            new GroupDescRequest(),
            "06 12 00 18 12 34 56 78 00 07 00 00 00 00 00 00 ff ff ff fc 00 00 00 00"),
        // Group desc.
        new(
            new GroupDescReply { Body = [new() { Type = GroupType.FastFailover, GroupId = 1, Buckets = [new() { WatchPort = 2 }] }] },
            """
            05 13 00 28 12 34 56 78 00 07 00 00 00 00 00 00
            00 18 03 00 00 00 00 01   # length, type, pad, group_id
            00 10 00 00               # bucket: len, weight
            00 00 00 02 ff ff ff ff 00 00 00 00   # watch_port, watch_group, pad
            """,
            OpenFlow11, OpenFlow12, OpenFlow13),
        new(
            new GroupDescReply { Body = [new() { Type = GroupType.FastFailover, GroupId = 1, Buckets = [new() { WatchPort = 2 }] }] },
            """
            06 13 00 30 12 34 56 78 00 07 00 00 00 00 00 00
            00 20 03 00 00 00 00 01   # length, type, pad, group_id
            00 10 00 00 00 00 00 00   # bucket_array_len, pad
            00 10 00 00 00 00 00 00   # bucket: len, action_array_len, bucket_id
            00 01 00 08 00 00 00 02   # watch_port
            """),
    ];
}
