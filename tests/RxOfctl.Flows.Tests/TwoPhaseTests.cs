using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Flows.Tests;

/// <summary>Updates across switches of which no packet sees a part.</summary>
public sealed class TwoPhaseTests
{
    public static TheoryData<OpenFlowVersion, VersionTag> Cases => new()
    {
        { OpenFlowVersion.OpenFlow10, VersionTag.VlanId },
        { OpenFlowVersion.OpenFlow11, VersionTag.VlanId },
        { OpenFlowVersion.OpenFlow13, VersionTag.VlanId },
        { OpenFlowVersion.OpenFlow15, VersionTag.VlanId },
        { OpenFlowVersion.OpenFlow11, VersionTag.MplsLabel },
        { OpenFlowVersion.OpenFlow13, VersionTag.MplsLabel },
        { OpenFlowVersion.OpenFlow15, VersionTag.MplsLabel },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Each_packet_is_processed_by_one_version_and_none_is_lost(OpenFlowVersion version, VersionTag tag)
    {
        using var lab = new TwoPhaseLab(version);
        using var maintained = lab.Maintain(options: new() { Tag = tag });
        var last = Replace(lab, maintained);

        Assert.Empty(lab.Mixed);
        Assert.True(lab.AreUntagged);
        Assert.Equal(lab.Sent, lab.Arrived.Count);
        Assert.Equal(Enumerable.Range(1, last), lab.Arrived.Select(each => each.Ingress).Distinct());
        // An ingress, an internal and an egress rule of the last version, and no other.
        Assert.Equal(3, lab.Flows.Count);
        Assert.Empty(lab.Thrown);
    }

    [Fact]
    public void A_label_is_refused_where_the_version_has_none()
    {
        using var lab = new TwoPhaseLab(OpenFlowVersion.OpenFlow10);
        using var maintained = lab.Maintain(options: new() { Tag = VersionTag.MplsLabel });
        UpdateStatus? status = null;
        using var watching = maintained.Update.Subscribe(each => status = each);
        lab.Set(TwoPhaseLab.Version(2));
        lab.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(UpdatePhase.Refused, status!.Phase);
        Assert.Contains("OpenFlow 1.0, which its datapath speaks, has no MPLS labels", status.Error!.Message, StringComparison.Ordinal);
        Assert.Empty(lab.Flows);
    }

    // What the test above would not find if its packets and updates did not overlap.
    [Fact]
    public void Without_two_phases_packets_meet_several_versions()
    {
        using var lab = new TwoPhaseLab();
        using var maintained = lab.Maintain(UpdatePolicy.MakeBeforeBreak);
        Replace(lab, maintained);

        Assert.NotEmpty(lab.Mixed);
    }

    [Fact]
    public void The_phases_follow_one_another()
    {
        using var lab = new TwoPhaseLab();
        using var maintained = lab.Maintain();
        var phases = new List<UpdatePhase>();
        using var watching = maintained.Update.Subscribe(status => phases.Add(status.Phase));
        lab.Set(TwoPhaseLab.Version(1));
        var settled = false;
        using var settling = maintained.Settled.Subscribe(_ => settled = true);
        lab.Advance(TimeSpan.FromSeconds(0.5));
        Assert.False(settled);
        lab.Advance(TimeSpan.FromSeconds(2));

        Assert.True(settled);
        UpdatePhase[] expected = [UpdatePhase.Complete, UpdatePhase.Waiting, UpdatePhase.Preparing, UpdatePhase.Switching, UpdatePhase.Draining, UpdatePhase.Complete];
        Assert.Equal(expected, phases);
    }

    [Fact]
    public void An_update_for_which_a_table_has_no_room_is_refused_with_the_reason()
    {
        using var lab = new TwoPhaseLab(OpenFlowVersion.OpenFlow14, new() { TableCapacity = 1 });
        using var maintained = lab.Maintain();
        UpdateStatus? status = null;
        using var watching = maintained.Update.Subscribe(each => status = each);
        lab.Set(TwoPhaseLab.Version(2));
        lab.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(UpdatePhase.Complete, status!.Phase);
        var before = lab.Flows;

        lab.Set(TwoPhaseLab.Version(4));
        lab.Send(TimeSpan.FromSeconds(2));

        Assert.Equal(UpdatePhase.Refused, status.Phase);
        Assert.Contains("cannot hold both versions", status.Error!.Message, StringComparison.Ordinal);
        Assert.All(status.Error.Failed, failed => Assert.Equal(OpenFlowError.FlowModFailedTableFull, Assert.IsType<OpenFlowErrorException>(failed.Error).Errors[0].Error));
        Assert.Equal(before, lab.Flows);
        lab.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(lab.Sent, lab.Arrived.Count(each => each == (2, 2, 2)));

        lab.Set([]);
        lab.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(UpdatePhase.Complete, status.Phase);
        Assert.Empty(lab.Flows);
    }

    [Fact]
    public void An_update_of_which_an_ingress_rule_is_refused_is_rolled_back()
    {
        using var lab = new TwoPhaseLab();
        using var maintained = lab.Maintain();
        UpdateStatus? status = null;
        using var watching = maintained.Update.Subscribe(each => status = each);
        lab.Set(TwoPhaseLab.Version(2));
        lab.Advance(TimeSpan.FromSeconds(20));
        var before = lab.Flows;

        var bad = TwoPhaseLab.Version(3)[0] with { Actions = [new OutputAction(PortNumber.Any)] };
        lab.Set([bad, .. TwoPhaseLab.Version(3).Skip(1)]);
        lab.Send(TimeSpan.FromSeconds(4));
        lab.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(UpdatePhase.Refused, status!.Phase);
        Assert.Equal(PathPart.Ingress, Assert.Single(status.Error!.Failed).Rule.Part);
        Assert.Equal(before, lab.Flows);
        Assert.Equal(lab.Sent, lab.Arrived.Count(each => each == (2, 2, 2)));

        lab.Set(TwoPhaseLab.Version(5));
        lab.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal((UpdatePhase.Complete, null), (status.Phase, status.Error));
    }

    [Fact]
    public void An_update_waits_for_a_datapath_that_is_not_connected()
    {
        using var lab = new TwoPhaseLab();
        using var maintained = lab.Maintain();
        UpdateStatus? status = null;
        using var watching = maintained.Update.Subscribe(each => status = each);
        lab.Set(TwoPhaseLab.Version(2));
        lab.Advance(TimeSpan.FromSeconds(20));

        lab.Network.Faults.Disconnect("s3", TimeSpan.FromSeconds(10));
        lab.Advance(TimeSpan.FromMilliseconds(100));
        lab.Set(TwoPhaseLab.Version(3));
        lab.Send(TimeSpan.FromSeconds(5));
        Assert.Equal(UpdatePhase.Waiting, status!.Phase);
        lab.Send(TimeSpan.FromSeconds(15));
        lab.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(UpdatePhase.Complete, status.Phase);
        Assert.Empty(lab.Mixed);
        Assert.Equal(lab.Sent, lab.Arrived.Count);
        Assert.Equal([2, 3], lab.Arrived.Select(each => each.Ingress).Distinct());
    }

    [Fact]
    public void A_connection_that_is_lost_in_the_middle_of_an_update_mixes_no_versions()
    {
        using var lab = new TwoPhaseLab();
        using var maintained = lab.Maintain();
        lab.Set(TwoPhaseLab.Version(1));
        lab.Advance(TimeSpan.FromSeconds(20));
        foreach (var (number, name, after) in ((int, string, int)[])[(2, "s1", 1), (3, "s4", 5), (4, "s1", 30), (5, "s3", 60), (6, "s4", 200)])
        {
            lab.Network.Faults.Delay("s1", TimeSpan.FromMilliseconds(20));
            lab.Set(TwoPhaseLab.Version(number));
            lab.Send(TimeSpan.FromMilliseconds(after));
            lab.Network.Faults.Disconnect(name, TimeSpan.FromSeconds(2));
            lab.Send(TimeSpan.FromSeconds(8));
        }

        lab.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(lab.Mixed);
        Assert.Equal(lab.Sent, lab.Arrived.Count);
        Assert.Equal(6, lab.Arrived[^1].Ingress);
    }

    [Fact]
    public void After_a_restart_equal_rules_are_not_sent_again_and_others_replace_those_that_are_there()
    {
        using var lab = new TwoPhaseLab();
        using (lab.Maintain())
        {
            lab.Set(TwoPhaseLab.Version(1));
            lab.Advance(TimeSpan.FromSeconds(20));
        }

        var mods = 0;
        foreach (var each in lab.Network.Switches)
            each.Messages.Subscribe(message => mods += message is { IsFromController: true, Message: FlowMod or BundleAddMessage } ? 1 : 0);
        using (lab.Maintain())
            lab.Send(TimeSpan.FromSeconds(20));
        Assert.Equal(0, mods);

        lab.Set([]);
        lab.Advance(TimeSpan.FromSeconds(1));
        using var maintained = lab.Maintain();
        lab.Send(TimeSpan.FromSeconds(2));
        lab.Set(TwoPhaseLab.Version(2));
        lab.Send(TimeSpan.FromSeconds(20));
        lab.Advance(TimeSpan.FromSeconds(1));

        Assert.Empty(lab.Mixed);
        Assert.Equal(lab.Sent, lab.Arrived.Count);
        Assert.Equal([1, 2], lab.Arrived.Select(each => each.Ingress).Distinct());
        Assert.Equal(3, lab.Flows.Count);
    }

    // Only two tags, so that the one that follows from the rules is in use by others in every second case.
    [Fact]
    public void A_version_tag_that_flows_of_an_earlier_run_have_is_not_given_to_other_rules()
    {
        for (var number = 2; number < 12; number++)
        {
            using var lab = new TwoPhaseLab();
            var two = new TwoPhaseOptions { Range = new(100, 101) };
            lab.Set(TwoPhaseLab.Version(1));
            using (lab.Maintain(options: two))
                lab.Advance(TimeSpan.FromSeconds(20));
            lab.Set(TwoPhaseLab.Version(number));
            using var maintained = lab.Maintain(options: two);
            lab.Send(TimeSpan.FromSeconds(3));
            lab.Advance(TimeSpan.FromSeconds(10));

            Assert.Empty(lab.Mixed);
            Assert.Equal(lab.Sent, lab.Arrived.Count);
            Assert.Equal(3, lab.Flows.Count);
        }
    }

    public static TheoryData<string, FlowRule, VersionTag> Untaggable => new()
    {
        { "several datapaths", TwoPhaseLab.Version(1)[1] with { Datapaths = DatapathTarget.All }, VersionTag.VlanId },
        { "timeout", TwoPhaseLab.Version(1)[1] with { HardTimeout = 1 }, VersionTag.VlanId },
        { "matches on the VLAN id", TwoPhaseLab.Version(1)[1] with { Match = [Oxm.VlanVid.Is(0x1005)] }, VersionTag.VlanId },
        { "changes the VLAN tag", TwoPhaseLab.Version(1)[1] with { Actions = [new PopVlanAction(), new OutputAction(1)] }, VersionTag.VlanId },
        { "no Ethernet type", TwoPhaseLab.Version(1)[1] with { Match = [Oxm.InPort.Is(1)] }, VersionTag.MplsLabel },
        { "not visible under an MPLS label", TwoPhaseLab.Version(1)[1] with { Match = [Oxm.EthType.Is(0x0800), Oxm.Ipv4Dst.Is(new(1))] }, VersionTag.MplsLabel },
    };

    [Theory]
    [MemberData(nameof(Untaggable))]
    public void A_rule_that_cannot_have_a_version_tag_is_refused_with_the_reason(string reason, FlowRule rule, VersionTag tag)
    {
        using var lab = new TwoPhaseLab();
        using var maintained = lab.Maintain(options: new() { Tag = tag });
        UpdateStatus? status = null;
        using var watching = maintained.Update.Subscribe(each => status = each);
        lab.Set([rule]);
        lab.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(UpdatePhase.Refused, status!.Phase);
        Assert.Contains(reason, status.Error!.Message, StringComparison.Ordinal);
        Assert.Empty(lab.Flows);
    }

    [Fact]
    public void Rules_without_a_part_are_installed_at_once()
    {
        using var lab = new TwoPhaseLab();
        using var maintained = lab.Maintain();
        lab.Set([new FlowRule { Priority = 1 }, .. TwoPhaseLab.Version(1)]);
        lab.Advance(TimeSpan.FromMilliseconds(100));
        Assert.All(lab.Network.Switches, each => Assert.Contains(each.Flows, flow => flow.Priority == 1));

        lab.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(7, lab.Flows.Count);
    }

    // Replaces the rules again and again while packets pass, by switches that are slow in turn.
    private static int Replace(TwoPhaseLab lab, MaintainedRules maintained)
    {
        const int Versions = 8;
        lab.Set(TwoPhaseLab.Version(1));
        lab.Advance(TimeSpan.FromSeconds(20));
        for (var number = 2; number <= Versions; number++)
        {
            lab.Network.Faults.Heal();
            lab.Network.Faults.Delay($"s{number % 4 + 1}", TimeSpan.FromMilliseconds(40 * number));
            lab.Set(TwoPhaseLab.Version(number));
            lab.Send(TimeSpan.FromSeconds(4));
        }

        lab.Advance(TimeSpan.FromSeconds(1));
        Assert.All(maintained.Summaries.Items, summary => Assert.Equal(0, summary.Pending));
        return Versions;
    }
}
