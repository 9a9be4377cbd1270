using System.Reactive.Linq;
using RxOfctl.Caching;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Flows.Tests;

/// <summary>Monitors that pause or stop, reports that are cut, many drifts at once.</summary>
public sealed class MonitorTests
{
    [Fact]
    public void A_datapath_is_read_anew_at_once_when_its_monitor_resumes()
    {
        using var lab = new Lab();
        using var other = new OtherController(lab);
        var fleet = new FaultyFleet(lab.Controller);
        lab.Rules.AddOrUpdate([Lab.Rule(1), Lab.Rule(2)]);
        using var maintained = Maintain(lab, fleet);
        lab.Advance(TimeSpan.FromSeconds(10));

        fleet.Pause(1);
        other.Send(Lab.Mod(Lab.Rule(1), 0, FlowModCommand.DeleteStrict));
        other.Send(Lab.Mod(Lab.Rule(3), Lab.Lease.Value));
        lab.Settle();
        Assert.Equal([102, 103], Priorities(lab));
        fleet.Resume(1);
        lab.Settle();

        Assert.Equal([101, 102], Priorities(lab));
        Assert.Equal(2, fleet.Dumps);
    }

    [Fact]
    public void What_a_paused_monitor_did_not_report_is_observed_at_once_when_it_resumes()
    {
        using var lab = new Lab();
        using var other = new OtherController(lab);
        var fleet = new FaultyFleet(lab.Controller);
        using var flows = fleet.ObserveFlows(period: TimeSpan.FromMinutes(1)).AsObservableCache();
        lab.Settle();

        fleet.Pause(1);
        other.Send(Lab.Mod(Lab.Rule(1), 7));
        lab.Settle();
        Assert.Empty(flows.Items);
        fleet.Resume(1);
        lab.Settle();

        Assert.Equal(7ul, Assert.Single(flows.Items).Stats.Cookie);
    }

    [Fact]
    public void What_a_monitor_that_stopped_does_not_report_is_found_by_the_audit()
    {
        using var lab = new Lab();
        using var other = new OtherController(lab);
        var fleet = new FaultyFleet(lab.Controller);
        lab.Rules.AddOrUpdate([Lab.Rule(1), Lab.Rule(2)]);
        using var maintained = Maintain(lab, fleet);
        lab.Advance(TimeSpan.FromSeconds(10));

        fleet.MonitorsAreSilent = true;
        other.Send(Lab.Mod(Lab.Rule(1), 0, FlowModCommand.DeleteStrict));
        lab.Advance(TimeSpan.FromSeconds(40));
        Assert.Equal([102], Priorities(lab));
        lab.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal([101, 102], Priorities(lab));
    }

    [Fact]
    public void Rules_that_a_cut_report_lacks_are_not_sent_again_and_the_summary_says_so()
    {
        using var lab = new Lab();
        var fleet = new FaultyFleet(lab.Controller);
        lab.Rules.AddOrUpdate(Enumerable.Range(1, 10).Select(number => Lab.Rule(number)));
        using var maintained = Maintain(lab, fleet);
        lab.Advance(TimeSpan.FromSeconds(10));
        lab.TakeSent();

        fleet.MaxReported = 4;
        lab.Advance(TimeSpan.FromMinutes(5));
        Assert.Empty(lab.TakeSent());
        var summary = maintained.Summaries.Items.Single();
        Assert.Equal(10, summary.Installed);
        Assert.Contains("reported 4 of its 10 flows", Assert.IsType<DumpCutException>(summary.Error).Message, StringComparison.Ordinal);

        // What changes is sent all the same.
        lab.Rules.AddOrUpdate([Lab.Rule(11), Lab.Rule(10, port: 1)]);
        lab.Settle();
        Assert.Equal(2, lab.TakeSent().Count);
        fleet.MaxReported = null;
        lab.Advance(TimeSpan.FromMinutes(2));
        Assert.Null(maintained.Summaries.Items.Single().Error);
        Assert.Empty(lab.TakeSent());
    }

    [Fact]
    public void A_dump_that_is_not_answered_is_an_error_and_is_tried_again()
    {
        using var lab = new Lab();
        var fleet = new FaultyFleet(lab.Controller) { DumpsAreIgnored = true };
        lab.Rules.AddOrUpdate(Lab.Rule(1));
        using var maintained = Maintain(lab, fleet);
        lab.Advance(TimeSpan.FromSeconds(10));
        Assert.Empty(lab.TakeSent());
        Assert.IsType<DumpMissingException>(maintained.Summaries.Items.Single().Error);

        fleet.DumpsAreIgnored = false;
        lab.Advance(TimeSpan.FromSeconds(60));
        Assert.Single(lab.S1.Flows);
        Assert.Null(maintained.Summaries.Items.Single().Error);
    }

    [Fact]
    public void A_drift_while_the_repair_of_another_is_in_flight_needs_no_dump()
    {
        using var lab = new Lab(OpenFlowVersion.OpenFlow14);
        using var other = new OtherController(lab);
        var fleet = new FaultyFleet(lab.Controller);
        lab.Rules.AddOrUpdate(Enumerable.Range(1, 10).Select(number => Lab.Rule(number)));
        using var maintained = Maintain(lab, fleet);
        lab.Advance(TimeSpan.FromSeconds(10));
        var dumps = fleet.Dumps;
        lab.TakeSent();

        lab.Network.Faults.Delay("s1", TimeSpan.FromMilliseconds(50));
        other.Send(Lab.Mod(Lab.Rule(1), 0, FlowModCommand.DeleteStrict));
        lab.Advance(TimeSpan.FromMilliseconds(30));
        other.Send(Lab.Mod(Lab.Rule(2), 0, FlowModCommand.DeleteStrict));
        lab.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(10, lab.S1.Flows.Count);
        Assert.Equal(2, lab.TakeSent().Count(message => message is FlowMod { Command: FlowModCommand.Add }));
        Assert.Equal(dumps, fleet.Dumps);
    }

    [Fact]
    public void More_than_a_thousand_drifts_within_a_second_are_one_event()
    {
        const int Rules = 3000;
        using var lab = new Lab(OpenFlowVersion.OpenFlow14);
        using var other = new OtherController(lab);
        var fleet = new FaultyFleet(lab.Controller);
        lab.Rules.AddOrUpdate(Enumerable.Range(1, Rules).Select(number => Lab.Rule(number)));
        using var maintained = Maintain(lab, fleet);
        lab.Advance(TimeSpan.FromSeconds(10));
        var (errors, dumps) = (new List<Exception?>(), fleet.Dumps);
        using var watching = maintained.Summaries.Connect().Subscribe(changes => errors.AddRange(changes.Select(change => change.Current.Error)));

        other.Send(new FlowMod { Command = FlowModCommand.Delete, TableId = TableId.All });
        lab.Advance(TimeSpan.FromSeconds(0.5));
        Assert.IsType<ManyDriftsException>(maintained.Summaries.Items.Single().Error);
        lab.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(Rules, lab.S1.Flows.Count);
        Assert.Equal(1, fleet.Dumps - dumps);
        Assert.Single(errors.OfType<ManyDriftsException>().Distinct());
        Assert.Equal((Rules, null), (maintained.Summaries.Items.Single().Installed, maintained.Summaries.Items.Single().Error));
    }

    [Fact]
    public void Flows_that_expire_together_are_no_drift()
    {
        const int Rules = 1500;
        using var lab = new Lab(OpenFlowVersion.OpenFlow14);
        lab.Rules.AddOrUpdate(Enumerable.Range(1, Rules).Select(number => Lab.Rule(number) with { HardTimeout = 5 }));
        using var maintained = lab.Maintain();
        lab.Advance(TimeSpan.FromSeconds(8));

        Assert.Equal((Rules, null), (maintained.Summaries.Items.Single().Expired, maintained.Summaries.Items.Single().Error));
    }

    private static MaintainedRules Maintain(Lab lab, IFleet fleet) =>
        fleet.Maintain(lab.Rules.Connect(), new() { Lease = Lab.Lease, OnError = lab.Thrown.Add });

    private static IEnumerable<int> Priorities(Lab lab) => lab.S1.Flows.Select(flow => (int)flow.Priority).Order();
}
