using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Simulator.Tests;

public class GroupTests
{
    private readonly Bench _bench = new(OpenFlowVersion.OpenFlow15);

    [Fact]
    public void A_group_of_all_sends_a_copy_to_each_bucket()
    {
        Add(GroupType.All, new Bucket { Actions = [new SetFieldAction(Oxm.EthSrc.Is(new(0xaa))), new OutputAction(2)] }, To(3));

        _bench.Send(1, Bench.Datagram(1, 2) with { Destination = MacAddress.Broadcast });

        Assert.Equal(new MacAddress(0xaa), Assert.Single(_bench.Heard[1]).Source);
        Assert.Equal(Bench.Mac(1), Assert.Single(_bench.Heard[2]).Source);
        var stats = Assert.Single(Assert.IsType<GroupStatsReply>(Assert.Single(_bench.Ask(new GroupStatsRequest()))).Body);
        Assert.Equal((1u, 1ul), (stats.RefCount, stats.PacketCount));
        Assert.Equal([1ul, 1ul], stats.BucketStats.Select(bucket => bucket.PacketCount));
    }

    [Fact]
    public void A_fast_failover_group_takes_the_first_bucket_whose_port_is_up()
    {
        Add(GroupType.FastFailover, To(2) with { WatchPort = 2 }, To(3) with { WatchPort = 3 });
        var frame = Bench.Datagram(1, 2) with { Destination = MacAddress.Broadcast };

        _bench.Send(1, frame);
        _bench.AssertHeard(2);
        _bench.Links[1].SetUp(false);
        _bench.Send(1, frame);
        _bench.AssertHeard(3);
        _bench.Links[2].SetUp(false);
        _bench.Send(1, frame);
        _bench.AssertHeard();
    }

    [Fact]
    public void A_select_group_spreads_flows_by_weight_and_keeps_each_on_its_bucket()
    {
        Add(GroupType.Select, To(2) with { Weight = 1 }, To(3) with { Weight = 3 });

        for (ushort port = 1000; port < 1400; port++)
            _bench.Send(1, Bench.Datagram(1, 2, port) with { Destination = MacAddress.Broadcast });
        var first = _bench.Heard[1].Select(frame => frame.Udp!.DestinationPort).ToHashSet();
        Assert.InRange(first.Count, 70, 130);
        Assert.Equal(400, first.Count + _bench.Heard[2].Count);

        _bench.Heard[1].Clear();
        foreach (var port in first)
            _bench.Send(1, Bench.Datagram(1, 2, port) with { Destination = MacAddress.Broadcast });
        Assert.Equal(first, _bench.Heard[1].Select(frame => frame.Udp!.DestinationPort).ToHashSet());
    }

    [Fact]
    public void Deleting_a_group_removes_the_flows_and_groups_that_use_it()
    {
        Add(GroupType.Indirect, To(2));
        _bench.Tell(
            new GroupMod { GroupId = 2, Type = GroupType.All, Buckets = [new() { Actions = [new GroupAction(1)] }] },
            new FlowMod { Priority = 7, Flags = FlowModFlags.SendFlowRem, Actions = [new GroupAction(2)] });

        _bench.Tell(new GroupMod { Command = GroupModCommand.Delete, GroupId = 1 });

        Assert.Empty(_bench.S1.Groups);
        Assert.Empty(_bench.S1.Flows);
        Assert.Equal(FlowRemovedReason.GroupDelete, Assert.Single(_bench.Controller.All<FlowRemoved>()).Reason);
    }

    [Fact]
    public void Buckets_are_inserted_and_removed()
    {
        Add(GroupType.All, To(2) with { BucketId = 10 });
        _bench.Tell(
            new GroupMod { Command = GroupModCommand.InsertBucket, GroupId = 1, CommandBucketId = BucketId.First, Buckets = [To(3) with { BucketId = 20 }] },
            new GroupMod { Command = GroupModCommand.InsertBucket, GroupId = 1, CommandBucketId = 20, Buckets = [To(1) with { BucketId = 30 }] });
        Assert.Equal([20u, 30u, 10u], _bench.S1.Groups[0].Buckets.Select(bucket => bucket.BucketId!.Value));

        _bench.Tell(new GroupMod { Command = GroupModCommand.RemoveBucket, GroupId = 1, CommandBucketId = 30 });
        Assert.Equal([20u, 10u], _bench.S1.Groups[0].Buckets.Select(bucket => bucket.BucketId!.Value));
    }

    public static TheoryData<GroupMod, OpenFlowError> Wrong() => new()
    {
        { new() { GroupId = 1, Buckets = [] }, OpenFlowError.GroupModFailedGroupExists },
        { new() { Command = GroupModCommand.Modify, GroupId = 9, Buckets = [] }, OpenFlowError.GroupModFailedUnknownGroup },
        { new() { GroupId = 9, Type = GroupType.Indirect, Buckets = [To(1), To(2)] }, OpenFlowError.GroupModFailedInvalidGroup },
        { new() { GroupId = 9, Type = (GroupType)77, Buckets = [] }, OpenFlowError.GroupModFailedBadType },
        { new() { GroupId = GroupId.All, Buckets = [] }, OpenFlowError.GroupModFailedInvalidGroup },
        { new() { GroupId = 9, Buckets = [new() { Actions = [new GroupAction(9)] }] }, OpenFlowError.GroupModFailedLoop },
        { new() { GroupId = 9, Buckets = [new() { Actions = [new GroupAction(8)] }] }, OpenFlowError.BadActionBadOutGroup },
        { new() { GroupId = 9, Type = GroupType.FastFailover, Buckets = [To(1)] }, OpenFlowError.GroupModFailedInvalidGroup },
        { new() { Command = GroupModCommand.RemoveBucket, GroupId = 1, CommandBucketId = 99 }, OpenFlowError.GroupModFailedUnknownBucket },
        { new() { Command = (GroupModCommand)77, GroupId = 1 }, OpenFlowError.GroupModFailedBadCommand },
    };

    [Theory, MemberData(nameof(Wrong))]
    public void What_cannot_be_is_refused(GroupMod mod, OpenFlowError error)
    {
        Add(GroupType.All, To(2));

        Assert.Equal(error, Assert.IsType<ErrorMessage>(Assert.Single(_bench.Ask(mod))).Error);
        Assert.Single(_bench.S1.Groups);
    }

    private static Bucket To(uint port) => new() { Actions = [new OutputAction(port)] };

    private void Add(GroupType type, params Bucket[] buckets) => _bench.Tell(
        new GroupMod { GroupId = 1, Type = type, Buckets = buckets.ToValueList() },
        new FlowMod { Match = [Oxm.InPort.Is(1)], Actions = [new GroupAction(1)] });
}
