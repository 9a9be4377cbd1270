using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;
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
}
