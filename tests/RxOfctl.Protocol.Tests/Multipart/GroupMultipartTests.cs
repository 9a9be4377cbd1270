using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Multipart;

public class GroupMultipartTests
{
    [Fact]
    public void Group_stats_request() => CommentedBytes.Match(
        new GroupStatsRequest { GroupId = 5 },
        OpenFlow11,
        """
        02 12 00 18 12 34 56 78
        00 06 00 00 00 00 00 00   # type, flags, pad
        00 00 00 05 00 00 00 00   # group_id, pad
        """);

    [Fact]
    public void Group_stats_of_1_2_have_no_duration() => CommentedBytes.Match(
        new GroupStatsReply { Body = [new() { GroupId = 1, RefCount = 2, PacketCount = 3, ByteCount = 4, BucketStats = [new() { PacketCount = 5, ByteCount = 6 }] }] },
        OpenFlow12,
        """
        03 13 00 40 12 34 56 78
        00 06 00 00 00 00 00 00   # type, flags, pad
        00 30 00 00 00 00 00 01   # length, pad, group_id
        00 00 00 02 00 00 00 00   # ref_count, pad
        00 00 00 00 00 00 00 03 00 00 00 00 00 00 00 04   # packet_count, byte_count
        00 00 00 00 00 00 00 05 00 00 00 00 00 00 00 06   # of the bucket
        """);

    [Fact]
    public void Group_stats_of_1_3() => CommentedBytes.Match(
        new GroupStatsReply { Flags = MultipartFlags.More, Body = [new() { GroupId = 1, DurationSec = 7, DurationNsec = 8 }] },
        OpenFlow13,
        """
        04 13 00 38 12 34 56 78
        00 06 00 01 00 00 00 00   # type, flags, pad
        00 28 00 00 00 00 00 01   # length, pad, group_id
        00 00 00 00 00 00 00 00   # ref_count, pad
        00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00   # packet_count, byte_count
        00 00 00 07 00 00 00 08   # duration
        """);

    [Theory]
    [InlineData(OpenFlow13, "04 12 00 10 12 34 56 78 00 07 00 00 00 00 00 00")]
    [InlineData(OpenFlow15, "06 12 00 18 12 34 56 78 00 07 00 00 00 00 00 00 ff ff ff fc 00 00 00 00")]
    public void Group_desc_request(OpenFlowVersion version, string bytes) => CommentedBytes.Match(new GroupDescRequest(), version, bytes);

    [Theory]
    [InlineData(
        OpenFlow14,
        """
        05 13 00 28 12 34 56 78 00 07 00 00 00 00 00 00
        00 18 03 00 00 00 00 01   # length, type, pad, group_id
        00 10 00 00               # bucket: len, weight
        00 00 00 02 ff ff ff ff 00 00 00 00   # watch_port, watch_group, pad
        """)]
    [InlineData(
        OpenFlow15,
        """
        06 13 00 30 12 34 56 78 00 07 00 00 00 00 00 00
        00 20 03 00 00 00 00 01   # length, type, pad, group_id
        00 10 00 00 00 00 00 00   # bucket_array_len, pad
        00 10 00 00 00 00 00 00   # bucket: len, action_array_len, bucket_id
        00 01 00 08 00 00 00 02   # watch_port
        """)]
    public void Group_desc(OpenFlowVersion version, string bytes) => CommentedBytes.Match(
        new GroupDescReply { Body = [new() { Type = GroupType.FastFailover, GroupId = 1, Buckets = [new() { WatchPort = 2 }] }] }, version, bytes);

    [Fact]
    public void Group_features_request() => CommentedBytes.Match(
        new GroupFeaturesRequest(), OpenFlow12, "03 12 00 10 12 34 56 78 00 08 00 00 00 00 00 00");

    [Fact]
    public void Group_features_reply() => CommentedBytes.Match(
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
        OpenFlow12,
        """
        03 13 00 38 12 34 56 78
        00 08 00 00 00 00 00 00   # type, flags, pad
        00 00 00 0f 00 00 00 04   # types, capabilities
        00 00 00 01 00 00 00 02 00 00 00 03 00 00 00 04   # max_groups
        00 00 00 05 00 00 00 06 00 00 00 07 00 00 00 08   # actions
        """);
}
