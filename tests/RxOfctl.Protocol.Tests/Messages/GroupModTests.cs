using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Properties;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Messages;

public class GroupModTests
{
    private static readonly GroupMod _selectOfTwo = new()
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

    [Fact]
    public void Group_mod_of_1_3_has_weight_and_watch_in_fixed_places() => CommentedBytes.Match(
        _selectOfTwo,
        OpenFlow13,
        """
        04 0f 00 40 12 34 56 78
        00 00 01 00 00 00 00 07   # command, type, pad, group_id
        00 20 00 03               # bucket: len, weight
        ff ff ff ff ff ff ff ff 00 00 00 00   # watch_port, watch_group, pad
        00 00 00 10 00 00 00 01 00 00 00 00 00 00 00 00   # output:1
        00 10 00 01               # bucket: len, weight
        00 00 00 02 ff ff ff ff 00 00 00 00   # watch_port, watch_group, pad
        """);

    [Fact]
    public void Group_mod_of_1_5_has_them_as_properties() => CommentedBytes.Match(
        _selectOfTwo,
        OpenFlow15,
        """
        06 0f 00 50 12 34 56 78
        00 00 01 00 00 00 00 07   # command, type, pad, group_id
        00 38 00 00 ff ff ff ff   # bucket_array_len, pad, command_bucket_id
        00 20 00 10 00 00 00 00   # bucket: len, action_array_len, bucket_id
        00 00 00 10 00 00 00 01 00 00 00 00 00 00 00 00   # output:1
        00 00 00 08 00 03 00 00   # weight
        00 18 00 00 00 00 00 01   # bucket
        00 00 00 08 00 01 00 00   # weight
        00 01 00 08 00 00 00 02   # watch_port
        """);

    [Fact]
    public void Group_mod_of_1_5_inserts_buckets() => CommentedBytes.Match(
        new GroupMod
        {
            Command = GroupModCommand.InsertBucket,
            GroupId = 1,
            CommandBucketId = BucketId.First,
            Buckets = [new() { BucketId = 4, Properties = [new UnknownBucketProperty(9, new byte[] { 1 }), new WeightBucketProperty { Weight = 2 }] }],
            Properties = [new ExperimenterGroupProperty { ExperimenterId = 0x2320, ExpType = 1, Data = new byte[] { 5 } }],
        },
        OpenFlow15,
        """
        06 0f 00 40 12 34 56 78
        00 03 00 00 00 00 00 01   # command, type, pad, group_id
        00 18 00 00 ff ff ff fd   # bucket_array_len, pad, command_bucket_id
        00 18 00 00 00 00 00 04   # bucket: len, action_array_len, bucket_id
        00 09 00 05 01 00 00 00   # a property that nobody knows, padded
        00 00 00 08 00 02 00 00   # weight
        ff ff 00 0d 00 00 23 20 00 00 00 01 05 00 00 00   # experimenter's, padded
        """);

    [Theory]
    [InlineData(OpenFlow13)]
    [InlineData(OpenFlow14)]
    public void Inserting_buckets_is_refused_before_1_5(OpenFlowVersion version) => Assert.Throws<UnsupportedByVersionException>(
        () => OpenFlowCodec.Encode(new GroupMod { Command = GroupModCommand.InsertBucket }, version, 1));

    [Fact]
    public void Buckets_without_a_number_get_that_of_their_places() =>
        Assert.Equal([0u, 7u, 2u], new GroupMod { Buckets = [new(), new() { BucketId = 7 }, new()] }.Buckets.Select(bucket => bucket.BucketId!.Value));

    [Fact]
    public void A_number_of_a_bucket_that_is_not_its_place_is_refused_before_1_5() => Assert.Throws<UnsupportedByVersionException>(
        () => OpenFlowCodec.Encode(new GroupMod { Buckets = [new() { BucketId = 1 }] }, OpenFlow14, 1));

    [Fact]
    public void A_group_is_the_same_in_all_versions_that_have_groups()
    {
        foreach (var version in Enum.GetValues<OpenFlowVersion>().Where(version => version > OpenFlow10))
            Assert.Equal(_selectOfTwo, OpenFlowCodec.Decode(OpenFlowCodec.Encode(_selectOfTwo, version, 1), out _));
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
}
