using System.Reactive;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Flows.Tests;

/// <summary>What a switch holds becomes what is wanted, by as few messages as that needs.</summary>
public sealed class ReconcileTests
{
    public static TheoryData<OpenFlowVersion> Versions =>
        [OpenFlowVersion.OpenFlow10, OpenFlowVersion.OpenFlow13, OpenFlowVersion.OpenFlow14, OpenFlowVersion.OpenFlow15];

    [Theory]
    [MemberData(nameof(Versions))]
    public void Rules_are_installed_when_a_datapath_is_connected(OpenFlowVersion version)
    {
        using var lab = new Lab(version);
        lab.Rules.AddOrUpdate([Lab.Rule(1), Lab.Rule(2), Lab.Rule(3)]);
        using var maintained = lab.Maintain();
        var settled = false;
        maintained.Settled.Subscribe(_ => settled = true);
        lab.Settle();

        Assert.True(settled);
        Assert.Equal(3, lab.S1.Flows.Count);
        Assert.All(lab.S1.Flows, flow => Assert.Equal(Lab.Lease.Value, flow.Cookie));
        Assert.Equal([RuleState.Installed, RuleState.Installed, RuleState.Installed], lab.StatusesOf(maintained).Select(status => status.State));
        Assert.Empty(lab.Thrown);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void What_is_as_it_should_be_is_not_sent_again_after_a_restart(OpenFlowVersion version)
    {
        using var lab = new Lab(version);
        lab.Rules.AddOrUpdate([Lab.Rule(1), Lab.Rule(2), Lab.Rule(3) with { IdleTimeout = 60, HardTimeout = 600, Tag = 7 }]);
        using (lab.Maintain())
            lab.Settle();
        Assert.Equal(3, lab.TakeSent().Count);
        lab.Settle();

        using var again = lab.Maintain();
        lab.Advance(TimeSpan.FromMinutes(3));

        Assert.Empty(lab.TakeSent().OfType<FlowMod>().Where(mod => mod.Priority != 103));
        Assert.Equal(2, lab.S1.Flows.Count(flow => flow.DurationSec >= 180));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void A_length_for_the_controller_makes_only_outputs_to_the_controller_differ(OpenFlowVersion version)
    {
        using var lab = new Lab(version);
        FlowRule[] rules = [Lab.Rule(1), Lab.Rule(2, port: PortNumber.Controller.Value)];
        foreach (var rule in rules)
        {
            var asOthersSendIt = ((OutputAction)rule.Actions[0]) with { MaxLen = 0 };
            lab.Controller.GetDatapath(1)!.Send(Lab.Mod(rule with { Actions = [asOthersSendIt] }, Lab.Lease.Value));
        }

        lab.Settle();
        lab.TakeSent();
        lab.Rules.AddOrUpdate(rules);
        using var maintained = lab.Maintain();
        lab.Settle();

        Assert.Equal(rules[1].Priority, Assert.IsType<FlowMod>(Assert.Single(lab.TakeSent())).Priority);
        Assert.All(lab.StatusesOf(maintained), status => Assert.Equal(RuleState.Installed, status.State));
    }

    [Fact]
    public void Disposing_completes_the_caches_and_raises_no_error()
    {
        using var lab = new Lab();
        lab.Rules.AddOrUpdate(Lab.Rule(1));
        var maintained = lab.Maintain();
        var summaries = lab.Scheduler.CreateObserver<IChangeSet<DatapathSummary, DatapathId>>();
        maintained.Summaries.Connect().Subscribe(summaries);
        lab.Settle();

        lab.Rules.AddOrUpdate(Lab.Rule(2));
        maintained.Dispose();
        maintained.Dispose();
        lab.Settle();

        Assert.Equal(NotificationKind.OnCompleted, summaries.Messages[^1].Value.Kind);
        Assert.Empty(lab.Thrown);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void One_change_is_one_message(OpenFlowVersion version)
    {
        using var lab = new Lab(version);
        lab.Rules.AddOrUpdate(Enumerable.Range(1, 50).Select(number => Lab.Rule(number)));
        using var maintained = lab.Maintain();
        lab.Advance(TimeSpan.FromSeconds(10));
        lab.TakeSent();

        lab.Rules.AddOrUpdate(Lab.Rule(7, port: 1));
        lab.Settle();
        var modify = Assert.IsType<FlowMod>(Assert.Single(lab.TakeSent()));
        lab.Rules.AddOrUpdate(Lab.Rule(7, port: 1) with { HardTimeout = 100 });
        lab.Settle();
        var add = Assert.IsType<FlowMod>(Assert.Single(lab.TakeSent()));
        lab.Rules.Remove(Lab.Rule(7).Key);
        lab.Settle();
        var delete = Assert.IsType<FlowMod>(Assert.Single(lab.TakeSent()));

        Assert.Equal(FlowModCommand.ModifyStrict, modify.Command);
        Assert.Equal(FlowModCommand.Add, add.Command);
        Assert.Equal(FlowModCommand.DeleteStrict, delete.Command);
        Assert.Equal(version > OpenFlowVersion.OpenFlow10 ? CookieLease.DefaultMask : 0, modify.CookieMask);
        Assert.Equal(version > OpenFlowVersion.OpenFlow10 ? CookieLease.DefaultMask : 0, delete.CookieMask);
        Assert.Equal(49, lab.S1.Flows.Count);
    }

    [Fact]
    public void An_equal_rule_is_not_sent()
    {
        using var lab = new Lab();
        lab.Rules.AddOrUpdate(Lab.Rule(1));
        using var maintained = lab.Maintain();
        lab.Settle();
        lab.TakeSent();

        lab.Rules.AddOrUpdate(Lab.Rule(1));
        lab.Settle();

        Assert.Empty(lab.TakeSent());
        Assert.Equal(RuleState.Installed, Assert.Single(lab.StatusesOf(maintained)).State);
    }

    [Fact]
    public void What_changes_while_a_send_is_in_flight_is_sent_together_with_the_last_value_of_each_rule()
    {
        using var lab = new Lab();
        lab.Rules.AddOrUpdate([Lab.Rule(1), Lab.Rule(2)]);
        using var maintained = lab.Maintain();
        lab.Settle();
        lab.TakeSent();

        lab.Network.Faults.Delay("s1", TimeSpan.FromSeconds(1));
        lab.Rules.AddOrUpdate(Lab.Rule(1, port: 1));
        lab.Settle();
        foreach (var port in (uint[])[3, 4, 5, 6])
        {
            lab.Rules.AddOrUpdate(Lab.Rule(2, port));
            lab.Settle();
        }

        lab.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal([1, 6], lab.TakeSent().Cast<FlowMod>().Select(mod => ((OutputAction)mod.Actions[0]).Port.Value));
    }

    [Fact]
    public void Several_changes_are_one_bundle_where_there_are_bundles()
    {
        using var lab = new Lab(OpenFlowVersion.OpenFlow14);
        lab.Rules.AddOrUpdate([Lab.Rule(1), Lab.Rule(2)]);
        using var maintained = lab.Maintain();
        lab.Settle();

        Assert.Equal(2, lab.Messages.Count(message => message.Message is BundleAddMessage));
        Assert.Single(lab.Messages, message => message.Message is BundleControl { Type: BundleControlType.CommitRequest });
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Flows_of_others_are_left_alone_and_stale_ones_of_ours_go(OpenFlowVersion version)
    {
        using var lab = new Lab(version);
        var datapath = lab.Controller.GetDatapath(1)!;
        datapath.Send(Lab.Mod(Lab.Rule(1), cookie: 0x34));
        datapath.Send(Lab.Mod(Lab.Rule(2), cookie: Lab.Lease.Value | 5));
        datapath.Send(Lab.Mod(Lab.Rule(3), cookie: 0x34));
        lab.Rules.AddOrUpdate([Lab.Rule(3, port: 1), Lab.Rule(4)]);
        using var maintained = lab.Maintain();
        lab.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal([0x34ul, 0x34ul, Lab.Lease.Value], lab.S1.Flows.OrderBy(flow => flow.Priority).Select(flow => flow.Cookie));
        var failed = Assert.Single(lab.StatusesOf(maintained), status => status.State == RuleState.Failed);
        Assert.Equal(103, failed.Rule.Priority);
        Assert.Equal(0x34ul, Assert.IsType<ForeignFlowException>(failed.Error).Held.Tag);
    }

    [Fact]
    public void A_foreign_flow_is_replaced_if_the_options_say_so()
    {
        using var lab = new Lab();
        lab.Controller.GetDatapath(1)!.Send(Lab.Mod(Lab.Rule(3), cookie: 0x34));
        lab.Rules.AddOrUpdate(Lab.Rule(3));
        using var maintained = lab.Maintain(new() { TakeOver = true });
        lab.Settle();

        Assert.Equal(Lab.Lease.Value, Assert.Single(lab.S1.Flows).Cookie);
    }

    [Fact]
    public void Nothing_is_deleted_before_the_rules_are_complete()
    {
        using var lab = new Lab();
        for (var number = 1; number <= 5; number++)
            lab.Controller.GetDatapath(1)!.Send(Lab.Mod(Lab.Rule(number), Lab.Lease.Value));
        lab.Settle();
        lab.TakeSent();

        // The app computes its rules one after the other.
        using var maintained = lab.Maintain();
        for (var number = 1; number <= 4; number++)
        {
            lab.Advance(TimeSpan.FromSeconds(3));
            lab.Rules.AddOrUpdate(Lab.Rule(number));
        }

        lab.Advance(TimeSpan.FromSeconds(4.5));
        Assert.Empty(lab.TakeSent());
        Assert.Equal(1, maintained.Summaries.Items.Single().Stale);
        lab.Advance(TimeSpan.FromSeconds(1));

        var delete = Assert.IsType<FlowMod>(Assert.Single(lab.TakeSent()));
        Assert.Equal((FlowModCommand.DeleteStrict, 105), (delete.Command, delete.Priority));
        Assert.Equal(0, maintained.Summaries.Items.Single().Stale);
    }

    [Fact]
    public void The_app_says_when_its_rules_are_complete()
    {
        using var lab = new Lab();
        lab.Controller.GetDatapath(1)!.Send(Lab.Mod(Lab.Rule(5), Lab.Lease.Value));
        using var ready = new System.Reactive.Subjects.Subject<System.Reactive.Unit>();
        lab.Rules.AddOrUpdate(Lab.Rule(1));
        using var maintained = lab.Maintain(new() { Ready = ready });
        lab.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(2, lab.S1.Flows.Count);

        ready.OnNext(default);
        lab.Settle();

        Assert.Single(lab.S1.Flows);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void A_rule_that_the_datapath_refuses_fails_and_the_others_are_installed(OpenFlowVersion version)
    {
        using var lab = new Lab(version);
        var refused = Lab.Rule(2) with { Actions = [new OutputAction(PortNumber.Any)] };
        lab.Rules.AddOrUpdate([Lab.Rule(1), refused, Lab.Rule(3)]);
        using var maintained = lab.Maintain();
        lab.Settle();

        Assert.Equal(2, lab.S1.Flows.Count);
        var failed = Assert.Single(lab.StatusesOf(maintained), status => status.State == RuleState.Failed);
        Assert.Equal(refused, failed.Rule);
        Assert.IsType<OpenFlowErrorException>(failed.Error);
        Assert.Equal((2, 1, 0), (maintained.Summaries.Items.Single().Installed, maintained.Summaries.Items.Single().Failed, maintained.Summaries.Items.Single().Pending));

        lab.Rules.AddOrUpdate(Lab.Rule(2));
        lab.Settle();
        Assert.All(lab.StatusesOf(maintained), status => Assert.Equal(RuleState.Installed, status.State));
    }

    [Fact]
    public void What_a_version_cannot_carry_fails_by_the_rule()
    {
        using var lab = new Lab(OpenFlowVersion.OpenFlow10);
        lab.Rules.AddOrUpdate([
            Lab.Rule(1),
            Lab.Rule(2) with { Match = [Oxm.EthType.Is(0x86dd), Oxm.Ipv6Src.Is(Ipv6Address.Parse("::1"))] },
            Lab.Rule(3) with { TableId = new(1) },
            Lab.Rule(4) with { Instructions = [new GotoTable(new(1))] }]);
        using var maintained = lab.Maintain();
        lab.Settle();

        Assert.Equal(RuleState.Installed, lab.StatusesOf(maintained).Single(status => status.Rule.Priority == 101).State);
        var failed = lab.StatusesOf(maintained).Where(status => status.Rule.Priority != 101).ToList();
        Assert.Equal(3, failed.Count);
        Assert.All(failed, status => Assert.IsType<UnsupportedByVersionException>(status.Error));
    }

    [Fact]
    public void A_rule_for_a_datapath_that_never_comes_is_pending()
    {
        using var lab = new Lab();
        lab.Rules.AddOrUpdate([Lab.Rule(1), Lab.Rule(1, target: 99)]);
        using var maintained = lab.Maintain();
        var settled = false;
        maintained.Settled.Subscribe(_ => settled = true);
        var statuses = maintained.Flows;
        lab.Settle();

        Assert.True(settled);
        Assert.Equal(RuleState.Pending, statuses.Items.Single(status => status.DatapathId == 99).State);
        Assert.True(maintained.Summaries.TryLookup(99, out var summary));
        Assert.Equal((false, 1, 1), (summary.IsConnected, summary.Wanted, summary.Pending));
    }

    [Fact]
    public void Of_two_rules_with_one_key_the_first_is_installed_and_the_other_comes_after_it()
    {
        using var lab = new Lab();
        lab.Rules.AddOrUpdate(Lab.Rule(1));
        using var maintained = lab.Maintain();
        lab.Settle();
        lab.Rules.AddOrUpdate(Lab.Rule(1, port: 9, target: DatapathTarget.All));
        lab.Settle();
        var statuses = maintained.Flows;
        lab.Settle();
        Assert.Equal((RuleState.Installed, 1), (statuses.Items.Single().State, statuses.Items.Single().Shadowed));
        lab.TakeSent();

        lab.Rules.Remove(Lab.Rule(1).Key);
        lab.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(9u, ((OutputAction)Assert.Single(lab.S1.Flows).Actions[0]).Port.Value);
        Assert.Equal(FlowModCommand.ModifyStrict, Assert.IsType<FlowMod>(Assert.Single(lab.TakeSent())).Command);
    }

    [Fact]
    public void A_table_that_is_full_fails_rules_until_there_is_room()
    {
        using var lab = new Lab(OpenFlowVersion.OpenFlow14, options: new() { TableCapacity = 3 });
        lab.Rules.AddOrUpdate(Enumerable.Range(1, 5).Select(number => Lab.Rule(number)));
        using var maintained = lab.Maintain();
        var statuses = maintained.Flows;
        lab.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(3, lab.S1.Flows.Count);
        var full = statuses.Items.Where(status => status.State == RuleState.Failed).ToList();
        Assert.Equal(2, full.Count);
        Assert.All(full, status => Assert.Equal(OpenFlowError.FlowModFailedTableFull, Assert.IsType<OpenFlowErrorException>(status.Error).Errors[0].Error));

        var installed = statuses.Items.First(status => status.State == RuleState.Installed).Rule;
        lab.Rules.Remove(installed.Key);
        lab.Settle();

        Assert.Equal(3, lab.S1.Flows.Count);
        Assert.Single(statuses.Items, status => status.State == RuleState.Failed);
    }
}
