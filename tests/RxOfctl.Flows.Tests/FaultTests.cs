using System.Reactive.Linq;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Flows.Tests;

/// <summary>Drift, lost connections, silent switches, other masters.</summary>
public sealed class FaultTests
{
    public static TheoryData<OpenFlowVersion> Versions => ReconcileTests.Versions;

    [Theory]
    [MemberData(nameof(Versions))]
    public void What_another_controller_changes_is_repaired_at_once_by_the_flow_monitor(OpenFlowVersion version)
    {
        using var lab = new Lab(version);
        using var other = new OtherController(lab);
        lab.Rules.AddOrUpdate([Lab.Rule(1), Lab.Rule(2), Lab.Rule(3)]);
        using var maintained = lab.Maintain();
        lab.Advance(TimeSpan.FromSeconds(10));
        lab.TakeSent();

        other.Send(Lab.Mod(Lab.Rule(1), 0, FlowModCommand.DeleteStrict));
        other.Send(Lab.Mod(Lab.Rule(2, port: 1), Lab.Lease.Value, FlowModCommand.ModifyStrict));
        other.Send(Lab.Mod(Lab.Rule(4), Lab.Lease.Value));
        lab.Settle();

        Assert.Equal([101, 102, 103], lab.S1.Flows.Select(flow => (int)flow.Priority).Order());
        Assert.All(lab.S1.Flows, flow => Assert.Equal(2u, ((OutputAction)flow.Actions[0]).Port.Value));
        var statuses = lab.StatusesOf(maintained).OrderBy(status => status.Rule.Priority).ToList();
        Assert.Equal([1, 1, 0], statuses.Select(status => status.Drifts));
        Assert.All(statuses, status => Assert.Equal(RuleState.Installed, status.State));
    }

    [Fact]
    public void A_switch_that_accepts_and_does_not_install_is_found_by_the_audit()
    {
        using var lab = new Lab();
        lab.Network.Faults.Ignore("s1");
        lab.Rules.AddOrUpdate(Lab.Rule(1));
        using var maintained = lab.Maintain();
        lab.Advance(TimeSpan.FromMinutes(5));

        var status = lab.StatusesOf(maintained).Single();
        Assert.Equal(RuleState.Drifted, status.State);
        Assert.True(status.Drifts >= 4);

        lab.Network.Faults.Obey("s1");
        lab.Advance(TimeSpan.FromMinutes(3));
        Assert.Single(lab.S1.Flows);
        Assert.Equal(RuleState.Installed, lab.StatusesOf(maintained).Single().State);
    }

    [Fact]
    public void A_rule_that_flaps_is_repaired_less_and_less()
    {
        using var lab = new Lab();
        using var other = new OtherController(lab);
        lab.Rules.AddOrUpdate(Lab.Rule(1));
        using var maintained = lab.Maintain();
        lab.Advance(TimeSpan.FromSeconds(10));
        lab.TakeSent();
        using var flapping = lab.S1.FlowChanges.Subscribe(change =>
        {
            if (change.Reason == Simulator.Flows.FlowChangeReason.Added)
                other.Send(Lab.Mod(Lab.Rule(1), 0, FlowModCommand.DeleteStrict));
        });
        other.Send(Lab.Mod(Lab.Rule(1), 0, FlowModCommand.DeleteStrict));
        lab.Advance(TimeSpan.FromMinutes(2));

        var repairs = lab.TakeSent().OfType<FlowMod>().Count(mod => mod.Command == FlowModCommand.Add);
        Assert.InRange(repairs, 4, 12);
        Assert.Equal(RuleState.Drifted, lab.StatusesOf(maintained).Single().State);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void A_reconnection_in_the_middle_of_a_send_ends_in_the_same_state(OpenFlowVersion version)
    {
        using var lab = new Lab(version);
        using var maintained = lab.Maintain();
        lab.Rules.AddOrUpdate(Enumerable.Range(1, 100).Select(number => Lab.Rule(number)));
        lab.Settle();
        lab.Network.Faults.Delay("s1", TimeSpan.FromMilliseconds(50));
        lab.Rules.Edit(updater =>
        {
            updater.AddOrUpdate(Enumerable.Range(1, 50).Select(number => Lab.Rule(number, port: 1)));
            updater.Remove(Enumerable.Range(51, 20).Select(number => Lab.Rule(number).Key));
        });
        lab.Advance(TimeSpan.FromMilliseconds(60));
        lab.Network.Faults.Disconnect("s1", TimeSpan.FromSeconds(1));
        lab.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(80, lab.S1.Flows.Count);
        Assert.Equal(50, lab.S1.Flows.Count(flow => flow.Actions[0] == new OutputAction(1)));
        Assert.All(lab.StatusesOf(maintained), status => Assert.Equal(RuleState.Installed, status.State));
    }

    [Fact]
    public void A_switch_that_lost_its_flows_gets_them_again()
    {
        using var lab = new Lab();
        lab.Rules.AddOrUpdate([Lab.Rule(1), Lab.Rule(2)]);
        using var maintained = lab.Maintain();
        lab.Settle();

        lab.Network.Faults.Restart("s1");
        lab.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(2, lab.S1.Flows.Count);
    }

    [Fact]
    public void A_barrier_that_never_comes_ends_in_a_timeout_and_another_comparison()
    {
        using var lab = new Lab();
        lab.Rules.AddOrUpdate(Lab.Rule(1));
        using var maintained = lab.Maintain(new() { RequestTimeout = TimeSpan.FromSeconds(2) });
        lab.Settle();
        lab.Network.Faults.Hang("s1");
        lab.Rules.AddOrUpdate(Lab.Rule(1, port: 1));
        lab.Advance(TimeSpan.FromSeconds(3));
        var summary = maintained.Summaries.Items.Single();
        Assert.IsType<RequestTimeoutException>(summary.Error);
        Assert.Equal(1, summary.Pending);

        lab.Network.Faults.Resume("s1");
        lab.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(1u, ((OutputAction)Assert.Single(lab.S1.Flows).Actions[0]).Port.Value);
        Assert.Equal((1, null), (maintained.Summaries.Items.Single().Installed, maintained.Summaries.Items.Single().Error));
    }

    [Theory]
    [InlineData(OpenFlowVersion.OpenFlow13)]
    [InlineData(OpenFlowVersion.OpenFlow14)]
    public void Another_master_is_waited_for(OpenFlowVersion version)
    {
        using var lab = new Lab(version);
        using var other = new OtherController(lab);
        other.Datapath.BecomeMaster().Subscribe();
        lab.Controller.GetDatapath(1)!.SetRole(ControllerRole.Slave).Subscribe();
        lab.Settle();
        lab.Rules.AddOrUpdate([Lab.Rule(1), Lab.Rule(2)]);
        using var maintained = lab.Maintain();
        lab.Advance(TimeSpan.FromSeconds(10));
        Assert.Empty(lab.S1.Flows);
        Assert.All(lab.StatusesOf(maintained), status => Assert.Equal(RuleState.Pending, status.State));
        Assert.NotNull(maintained.Summaries.Items.Single().Error);

        lab.Controller.GetDatapath(1)!.BecomeMaster().Subscribe();
        lab.Advance(TimeSpan.FromSeconds(70));

        Assert.Equal(2, lab.S1.Flows.Count);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void A_flow_whose_time_has_passed_is_expired_and_one_that_is_to_be_renewed_comes_again(OpenFlowVersion version)
    {
        using var lab = new Lab(version);
        lab.Rules.AddOrUpdate([Lab.Rule(1) with { HardTimeout = 3 }, Lab.Rule(2) with { HardTimeout = 3, Renew = true }, Lab.Rule(3)]);
        using var maintained = lab.Maintain();
        lab.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal([102, 103], lab.S1.Flows.Select(flow => (int)flow.Priority).Order());
        var statuses = lab.StatusesOf(maintained).OrderBy(status => status.Rule.Priority).ToList();
        Assert.Equal([RuleState.Expired, RuleState.Installed, RuleState.Installed], statuses.Select(status => status.State));
        Assert.Equal(1, maintained.Summaries.Items.Single().Expired);

        lab.Rules.AddOrUpdate(Lab.Rule(1) with { HardTimeout = 4 });
        lab.Settle();
        Assert.Equal(3, lab.S1.Flows.Count);
    }

    [Fact]
    public void A_slow_switch_delays_no_other()
    {
        using var lab = new Lab(switches: 3);
        lab.Network.Faults.Hang("s2");
        lab.Rules.AddOrUpdate(Lab.Rule(1, target: DatapathTarget.All));
        using var maintained = lab.Maintain();
        lab.Settle();

        Assert.Single(lab.Network.Switch("s1").Flows);
        Assert.Empty(lab.Network.Switch("s2").Flows);
        Assert.Single(lab.Network.Switch("s3").Flows);
    }

    [Fact]
    public void No_more_datapaths_are_compared_at_once_than_the_options_allow()
    {
        using var lab = new Lab(switches: 10);
        var asked = 0;
        using var counting = Observable.Merge(lab.Network.Switches.Select(each => each.Messages))
            .Where(message => message is { IsFromController: true, Message: FlowStatsRequest })
            .Subscribe(_ => asked++);
        foreach (var each in lab.Network.Switches)
            lab.Network.Faults.Delay(each.Name, TimeSpan.FromSeconds(1));
        lab.Rules.AddOrUpdate(Lab.Rule(1, target: DatapathTarget.All));
        using var maintained = lab.Maintain(new() { MaxReconciling = 4 });
        lab.Advance(TimeSpan.FromSeconds(2.5));
        Assert.Equal(4, asked);

        lab.Advance(TimeSpan.FromSeconds(30));
        Assert.All(lab.Network.Switches, each => Assert.Single(each.Flows));
    }

    [Fact]
    public void Predicates_select_datapaths()
    {
        using var lab = new Lab(switches: 4);
        lab.Rules.AddOrUpdate(Lab.Rule(1, target: DatapathTarget.Where(static datapath => datapath.Id.Value % 2 == 0)));
        lab.Rules.AddOrUpdate(Lab.Rule(2, target: DatapathTarget.Where(static datapath => throw new InvalidOperationException("No."))));
        using var maintained = lab.Maintain();
        lab.Settle();

        Assert.Equal([0, 1, 0, 1], lab.Network.Switches.Select(each => each.Flows.Count));
        Assert.Equal(4, lab.Thrown.Count);
    }

    [Fact]
    public void A_source_that_fails_is_reported_and_its_rules_stay_in_force()
    {
        using var lab = new Lab();
        var source = lab.Rules.Connect().Concat(Observable.Never<IChangeSet<FlowRule, FlowRuleKey>>())
            .Merge(Observable.Throw<IChangeSet<FlowRule, FlowRuleKey>>(new InvalidOperationException("No more."), lab.Scheduler).DelaySubscription(TimeSpan.FromSeconds(1), lab.Scheduler));
        lab.Rules.AddOrUpdate(Lab.Rule(1));
        using var maintained = lab.Controller.Maintain(source, new() { Lease = Lab.Lease, OnError = lab.Thrown.Add });
        lab.Advance(TimeSpan.FromSeconds(30));
        lab.Network.Faults.Restart("s1");
        lab.Advance(TimeSpan.FromSeconds(30));

        Assert.Single(lab.S1.Flows);
        Assert.Equal("No more.", Assert.Single(lab.Thrown).Message);
    }

    [Fact]
    public void An_app_cannot_have_the_cookies_or_the_slot_of_another()
    {
        using var lab = new Lab();
        var first = lab.Maintain(new() { Slot = new("one", 0, 3, new(1ul << 48)) });
        Assert.Throws<LeaseTakenException>(() => lab.Maintain(new() { Slot = new("two", 3, 5, new(2ul << 48)) }));
        Assert.Throws<LeaseTakenException>(() => lab.Maintain(new() { Slot = new("two", 4, 5, new(1ul << 48)) }));
        using var other = lab.Maintain(new() { Slot = new("two", 4, 5, new(2ul << 48)) });
        first.Dispose();
        using var third = lab.Maintain(new() { Slot = new("three", 0, 3, new(1ul << 48)) });
    }

    [Fact]
    public void A_rule_outside_its_slot_fails()
    {
        using var lab = new Lab();
        lab.Rules.AddOrUpdate([Lab.Rule(1), Lab.Rule(2) with { TableId = new(1) }, Lab.Rule(3) with { TableId = new(1), Priority = 0 }]);
        using var maintained = lab.Maintain(new() { Slot = new("one", 1, 1, Lab.Lease) });
        lab.Settle();

        Assert.Single(lab.S1.Flows);
        Assert.Equal(2, lab.StatusesOf(maintained).Count(status => status.Error is OutsideSlotException));
    }
}
