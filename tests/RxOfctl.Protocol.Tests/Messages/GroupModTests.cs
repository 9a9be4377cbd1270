using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Properties;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Messages;

public class GroupModTests
{
    internal static readonly GroupMod SelectOfTwo = new()
    {
        Command = GroupModCommand.Add,
        Type = GroupType.Select,
        GroupId = 7,
        Buckets =
        [
            new() { Weight = 3, Actions = [new OutputAction(1) { MaxLen = 0 }] },
            new() { Weight = 1, WatchPort = 2 },
        ],
    };

    [Theory]
    [InlineData(OpenFlow13)]
    [InlineData(OpenFlow14)]
    public void Inserting_buckets_is_refused_before_1_5(OpenFlowVersion version) => Assert.Throws<UnsupportedByVersionException>(
        () => OpenFlowCodec.Encode(new GroupMod { Command = GroupModCommand.InsertBucket }, version, 1));

    [Theory]
    [InlineData(GroupModCommand.InsertBucket)]
    [InlineData(GroupModCommand.RemoveBucket)]
    public void A_command_that_came_in_a_version_before_it_goes_on_in_that_version(GroupModCommand command)
    {
        var frame = OpenFlowCodec.Encode(new GroupMod { GroupId = 7 }, OpenFlow13, 1);
        frame[9] = (byte)command;
        var mod = Assert.IsType<GroupMod>(OpenFlowCodec.Decode(frame, out _));

        Assert.Equal(command, mod.Command);
        Assert.Equal(frame, OpenFlowCodec.Encode(mod, OpenFlow13, 1));
        Assert.Throws<UnsupportedByVersionException>(() => OpenFlowCodec.Encode(mod, OpenFlow14, 1));
    }

    [Theory]
    [InlineData(new[] { -1, 7, -1 }, new[] { 0u, 7u, 1u })]
    [InlineData(new[] { -1, -1, 0 }, new[] { 1u, 2u, 0u })]
    [InlineData(new[] { 1, -1, -1, 2 }, new[] { 1u, 0u, 3u, 2u })]
    public void Buckets_without_a_number_get_the_lowest_that_no_other_has(int[] given, uint[] expected)
    {
        var group = new GroupMod { Buckets = given.Select(id => new Bucket { BucketId = id < 0 ? null : (uint)id }).ToValueList() };

        Assert.Equal(expected, group.Buckets.Select(bucket => bucket.BucketId!.Value));
    }

    [Fact]
    public void Setting_the_weight_of_a_bucket_keeps_its_other_properties_as_they_are()
    {
        IBucketProperty[] watched = [new WatchGroupBucketProperty { Watch = 2 }, new UnknownProperty(9, default), new WatchGroupBucketProperty { Watch = 3 }];
        var bucket = new Bucket { Properties = [.. watched] };

        var weighted = bucket with { Weight = 5 };

        Assert.Equal([new WeightBucketProperty { Weight = 5 }, .. watched], weighted.Properties);
        Assert.Equal([new WeightBucketProperty { Weight = 6 }, .. watched], (weighted with { Weight = 6 }).Properties);
    }

    [Fact]
    public void Setting_what_a_bucket_watches_replaces_the_properties_of_that_kind_alone()
    {
        var bucket = new Bucket
        {
            Properties = [new WatchGroupBucketProperty { Watch = 2 }, new WatchPortBucketProperty { Watch = 1 }, new WatchGroupBucketProperty { Watch = 3 }],
        };

        Assert.Equal([new WatchGroupBucketProperty { Watch = 7 }, new WatchPortBucketProperty { Watch = 1 }], (bucket with { WatchGroup = 7 }).Properties);
        Assert.Equal([new WatchPortBucketProperty { Watch = 1 }], (bucket with { WatchGroup = GroupId.Any }).Properties);
        Assert.Equal(
            [new WeightBucketProperty { Weight = 4 }, new WatchPortBucketProperty { Watch = 1 }, new WatchGroupBucketProperty { Watch = 2 }],
            new Bucket { WatchGroup = 2, Weight = 4, WatchPort = 1 }.Properties);
    }

    [Theory]
    [InlineData(OpenFlow11)]
    [InlineData(OpenFlow13)]
    [InlineData(OpenFlow14)]
    public void A_second_watch_group_is_refused_before_1_5_whether_or_not_a_weight_is_given(OpenFlowVersion version)
    {
        IBucketProperty[] watched = [new WatchGroupBucketProperty { Watch = 2 }, new WatchGroupBucketProperty { Watch = 3 }];
        IBucketProperty[] weighted = [new WeightBucketProperty { Weight = 1 }, .. watched];

        Assert.All([watched, weighted], properties => Assert.Throws<UnsupportedByVersionException>(
            () => OpenFlowCodec.Encode(SelectOfTwo with { Buckets = [new() { Properties = [.. properties] }] }, version, 1)));
    }

    [Fact]
    public void A_weight_of_0_is_kept_in_every_version()
    {
        var group = SelectOfTwo with { Buckets = [new() { Weight = 0 }, new() { Weight = 5 }] };

        Assert.NotEqual(group, group with { Buckets = [new(), new() { Weight = 5 }] });
        Assert.Equal(
            group with { Buckets = [new() { Weight = 1 }, new() { Weight = 5 }] },
            OpenFlowCodec.Decode(OpenFlowCodec.Encode(group with { Buckets = [new(), new() { Weight = 5 }] }, OpenFlow13, 1), out _));
        foreach (var version in Enum.GetValues<OpenFlowVersion>().Where(version => version > OpenFlow10))
            Assert.Equal(group, OpenFlowCodec.Decode(OpenFlowCodec.Encode(group, version, 1), out _));
        Assert.Contains("weight:0", group.ToString());
        Assert.Equal(group, GroupMod.Parse(group.ToString(), OpenFlow15));
    }

    [Fact]
    public void Only_a_select_group_has_weights_that_were_not_given()
    {
        var group = new GroupMod { Type = GroupType.All, Buckets = [new()] };
        var read = Assert.IsType<GroupMod>(OpenFlowCodec.Decode(OpenFlowCodec.Encode(group, OpenFlow13, 1), out _));

        Assert.Empty(read.Buckets[0].Properties);
    }

    [Fact]
    public void A_number_of_a_bucket_that_is_not_its_place_is_refused_before_1_5() => Assert.Throws<UnsupportedByVersionException>(
        () => OpenFlowCodec.Encode(new GroupMod { Buckets = [new() { BucketId = 1 }] }, OpenFlow14, 1));

    [Fact]
    public void A_group_is_the_same_in_all_versions_that_have_groups()
    {
        foreach (var version in Enum.GetValues<OpenFlowVersion>().Where(version => version > OpenFlow10))
            Assert.Equal(SelectOfTwo, OpenFlowCodec.Decode(OpenFlowCodec.Encode(SelectOfTwo, version, 1), out _));
    }

    [Theory]
    [InlineData("00 00")]
    [InlineData("00 01")]
    [InlineData("00 0f")]
    [InlineData("00 11")]
    public void A_bucket_of_a_wrong_length_is_a_bad_bucket(string length)
    {
        var bytes = CommentedBytes.Parse($"""
            04 0f 00 20 00 00 00 00
            00 00 01 00 00 00 00 07
            {length} 00 03 ff ff ff ff ff ff ff ff 00 00 00 00
            """);
        Assert.Equal(OpenFlowError.GroupModFailedBadBucket, Assert.Throws<OpenFlowDecodeException>(() => OpenFlowCodec.Decode(bytes, out _)).Error);
    }

    [Theory]
    [InlineData("00 00")]
    [InlineData("00 03")]
    [InlineData("00 09")]
    public void A_property_of_a_wrong_length_is_a_bad_property(string length)
    {
        var bytes = CommentedBytes.Parse($"""
            06 0f 00 28 00 00 00 00
            00 00 01 00 00 00 00 07
            00 10 00 00 ff ff ff ff
            00 10 00 00 00 00 00 00
            00 00 {length} 00 03 00 00
            """);
        Assert.Equal(OpenFlowError.BadPropertyBadLen, Assert.Throws<OpenFlowDecodeException>(() => OpenFlowCodec.Decode(bytes, out _)).Error);
    }

    // The bytes are what ovs-ofctl makes of "selection_method=hash,selection_method_param=3,fields(vlan_vid,ip_dst,nw_tos)".
    [Fact]
    public void The_selection_method_of_Open_vSwitch_is_known()
    {
        var mod = new GroupMod
        {
            Type = GroupType.Select,
            GroupId = 1,
            Buckets = [new() { BucketId = 1, Actions = [new OutputAction(1) { MaxLen = 0 }], Properties = [new WeightBucketProperty { Weight = 1 }] }],
            Properties =
            [
                new SelectionMethodGroupProperty
                {
                    SelectionMethod = "hash",
                    SelectionMethodParam = 3,
                    Fields = [new(Oxm.VlanVid, ByteString.FromHex("ffff")), new(Oxm.Ipv4Dst, ByteString.FromHex("ffffffff")), new(Nxm.IpTos, ByteString.FromHex("ff"))],
                },
            ],
        };
        CommentedBytes.Match(mod, OpenFlow15, """
            06 0f 00 78 12 34 56 78
            00 00 01 00 00 00 00 01 00 20 00 00 ff ff ff ff   # command, type, group; length of buckets, command_bucket_id
            00 20 00 10 00 00 00 01   # bucket
            00 00 00 10 00 00 00 01 00 00 00 00 00 00 00 00   # output:1
            00 00 00 08 00 01 00 00   # weight
            ff ff 00 3b 00 00 15 4d 00 00 00 01 00 00 00 00   # experimenter: Netronome, selection method; pad
            68 61 73 68 00 00 00 00 00 00 00 00 00 00 00 00   # hash
            00 00 00 00 00 00 00 03   # selection_method_param
            80 00 0c 02 ff ff         # vlan_vid
            80 00 18 04 ff ff ff ff   # ipv4_dst
            00 00 0a 01 ff            # ip_tos
            00 00 00 00 00            # pad
            """);
    }

    [Theory]
    [InlineData("80 00 0d 02 ff ff 00 00")] // a mask beside the value
    [InlineData("80 00 0c 09 ff ff 00 00")] // past the end
    public void A_selection_method_with_a_bad_field_is_refused(string field)
    {
        var bytes = CommentedBytes.Parse($"""
            06 0f 00 48 00 00 00 00
            00 00 01 00 00 00 00 07 00 00 00 00 ff ff ff ff
            ff ff 00 30 00 00 15 4d 00 00 00 01 00 00 00 00
            68 61 73 68 00 00 00 00 00 00 00 00 00 00 00 00
            00 00 00 00 00 00 00 03
            {field}
            """);
        Assert.Equal(OpenFlowError.BadPropertyBadLen, Assert.Throws<OpenFlowDecodeException>(() => OpenFlowCodec.Decode(bytes, out _)).Error);
    }
}
