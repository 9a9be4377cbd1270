using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Flows.Tests;

/// <summary>Groups and meters come before the flows that use them, and go after them.</summary>
public sealed class GroupAndMeterTests
{
    public static TheoryData<OpenFlowVersion> Versions => [OpenFlowVersion.OpenFlow13, OpenFlowVersion.OpenFlow14, OpenFlowVersion.OpenFlow15];

    [Theory]
    [MemberData(nameof(Versions))]
    public void What_is_used_comes_first_and_goes_last(OpenFlowVersion version)
    {
        using var lab = new Lab(version);
        using var maintained = lab.Maintain();
        var flow = Lab.Rule(1) with { Instructions = [new MeterInstruction(5), new ApplyActions([new GroupAction(1)])] };
        lab.Rules.AddOrUpdate(flow);
        lab.Groups.AddOrUpdate([Group(1, new GroupAction(2)), Group(2, new OutputAction(2))]);
        lab.Meters.AddOrUpdate(Meter(rate: 1000));
        lab.Advance(TimeSpan.FromSeconds(10));

        Assert.Single(lab.S1.Flows);
        Assert.Equal([1u, 2u], lab.S1.Groups.Select(group => group.GroupId.Value));
        Assert.Single(lab.S1.Meters);
        Assert.Equal(["MeterMod", "GroupMod 2", "GroupMod 1", "FlowMod"], lab.TakeSent().Select(Name));

        lab.Rules.Clear();
        lab.Groups.Clear();
        lab.Meters.Clear();
        lab.Settle();

        Assert.Equal(["FlowMod", "GroupMod 1", "GroupMod 2", "MeterMod"], lab.TakeSent().Select(Name));
        Assert.Empty(lab.S1.Flows);
        Assert.Empty(lab.S1.Groups);
        Assert.Empty(lab.S1.Meters);
        Assert.Empty(lab.Thrown);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Equal_ones_are_not_sent_again_and_others_of_the_range_go(OpenFlowVersion version)
    {
        using var lab = new Lab(version);
        var datapath = lab.Controller.GetDatapath(1)!;
        foreach (var id in (uint[])[1, 2, 200])
        {
            datapath.Send(new GroupMod { GroupId = id, Type = GroupType.Indirect, Buckets = [new() { Actions = [new OutputAction(2)] }] });
            datapath.Send(new MeterMod { MeterId = id, Flags = MeterFlags.Kbps, Bands = [new DropMeterBand { Rate = 1000 }] });
        }

        lab.Settle();
        lab.TakeSent();
        lab.Rules.AddOrUpdate(Lab.Rule(1));
        lab.Groups.AddOrUpdate(Group(1, new OutputAction(2)));
        lab.Meters.AddOrUpdate(new MeterRule { Datapaths = 1, MeterId = 1, Flags = MeterFlags.Kbps, Bands = [new DropMeterBand { Rate = 1000 }] });
        using var maintained = lab.Maintain(new() { Groups = new(1, 99), Meters = new(1, 99) });
        lab.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal([1u, 200u], lab.S1.Groups.Select(group => group.GroupId.Value));
        Assert.Equal([1u, 200u], lab.S1.Meters.Select(meter => meter.MeterId.Value));
        Assert.Equal(["FlowMod", "GroupMod 2", "MeterMod"], lab.TakeSent().Select(Name));
    }

    [Fact]
    public void A_change_modifies()
    {
        using var lab = new Lab();
        using var maintained = lab.Maintain();
        lab.Groups.AddOrUpdate(Group(1, new OutputAction(2)));
        lab.Meters.AddOrUpdate(Meter(rate: 1000));
        lab.Settle();
        lab.TakeSent();

        lab.Groups.AddOrUpdate(Group(1, new OutputAction(1)));
        lab.Meters.AddOrUpdate(Meter(rate: 2000));
        lab.Settle();

        var sent = lab.TakeSent();
        Assert.Equal(GroupModCommand.Modify, Assert.Single(sent.OfType<GroupMod>()).Command);
        Assert.Equal(MeterModCommand.Modify, Assert.Single(sent.OfType<MeterMod>()).Command);
    }

    [Fact]
    public void A_group_that_is_deleted_by_another_is_found_by_the_audit()
    {
        using var lab = new Lab();
        using var maintained = lab.Maintain();
        lab.Groups.AddOrUpdate(Group(1, new OutputAction(2)));
        lab.Settle();
        lab.Controller.GetDatapath(1)!.Send(new GroupMod { Command = GroupModCommand.Delete, GroupId = 1 });
        lab.Settle();
        Assert.Empty(lab.S1.Groups);

        lab.Advance(TimeSpan.FromMinutes(1));

        Assert.Single(lab.S1.Groups);
        var statuses = maintained.Groups;
        lab.Settle();
        Assert.Equal((RuleState.Installed, 1), (statuses.Items[0].State, statuses.Items[0].Drifts));
    }

    private static GroupRule Group(uint id, OpenFlowAction action) =>
        new() { Datapaths = 1, GroupId = id, Type = GroupType.Indirect, Buckets = [new() { Actions = [action] }] };

    private static MeterRule Meter(uint rate) =>
        new() { Datapaths = 1, MeterId = 5, Flags = MeterFlags.Kbps, Bands = [new DropMeterBand { Rate = rate }] };

    private static string Name(OpenFlowMessage message) => message is GroupMod group ? $"GroupMod {group.GroupId.Value}" : message.GetType().Name;
}
