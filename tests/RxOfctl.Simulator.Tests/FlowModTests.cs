using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Simulator.Flows;

namespace RxOfctl.Simulator.Tests;

public class FlowModTests
{
    private static readonly Match FromPort1 = [Oxm.InPort.Is(1)];
    private static readonly Match FromPort1ToH2 = [Oxm.InPort.Is(1), Oxm.EthDst.Is(Bench.Mac(2))];

    [Theory, ClassData(typeof(BothVersions))]
    public void An_identical_flow_takes_the_place_of_the_old_one(OpenFlowVersion version)
    {
        var bench = new Bench(version);
        bench.Tell(Bench.Flow(FromPort1, 2));
        bench.Send(1, Bench.Datagram(1, 2));
        var removed = 0;
        bench.S1.FlowChanges.Subscribe(change => removed += change.Reason == FlowChangeReason.Removed ? 1 : 0);

        bench.Tell(Bench.Flow(FromPort1, 3) with { Cookie = 5 });

        var flow = Assert.Single(bench.S1.Flows);
        Assert.Equal(5ul, flow.Cookie);
        Assert.Equal([new OutputAction(3)], flow.Actions);
        Assert.Equal(version == OpenFlowVersion.OpenFlow10 ? 0ul : 1ul, flow.PacketCount);
        Assert.Equal(0u, flow.DurationSec);
        Assert.Equal(0, removed);
    }

    [Fact]
    public void An_identical_flow_starts_its_counters_anew_if_it_says_so()
    {
        var bench = new Bench(OpenFlowVersion.OpenFlow13);
        bench.Tell(Bench.Flow(FromPort1, 2));
        bench.Send(1, Bench.Datagram(1, 2));

        bench.Tell(Bench.Flow(FromPort1, 3) with { Flags = FlowModFlags.ResetCounts });

        Assert.Equal(0ul, Assert.Single(bench.S1.Flows).PacketCount);
    }

    [Theory, ClassData(typeof(BothVersions))]
    public void A_flow_that_overlaps_is_refused_if_it_asks_for_the_check(OpenFlowVersion version)
    {
        var bench = new Bench(version);
        bench.Tell(
            Bench.Flow(FromPort1, 2),
            Bench.Flow([Oxm.InPort.Is(2)], 2) with { Flags = FlowModFlags.CheckOverlap },
            Bench.Flow([Oxm.EthDst.Is(Bench.Mac(2))], 3, priority: 101) with { Flags = FlowModFlags.CheckOverlap });

        bench.Controller.Send(Bench.Flow([Oxm.EthDst.Is(Bench.Mac(2))], 3) with { Flags = FlowModFlags.CheckOverlap });
        bench.Settle();

        Assert.Equal([OpenFlowError.FlowModFailedOverlap], bench.Controller.Errors);
        Assert.Equal(3, bench.S1.Flows.Count);
    }

    [Theory, ClassData(typeof(BothVersions))]
    public void Modify_changes_all_flows_within_the_match_and_keeps_their_counters(OpenFlowVersion version)
    {
        var bench = new Bench(version);
        bench.Tell(Bench.Flow(FromPort1, 2), Bench.Flow(FromPort1ToH2, 2, priority: 200), Bench.Flow([Oxm.InPort.Is(3)], 2));
        bench.Send(1, Bench.Datagram(1, 2));

        bench.Tell(Bench.Flow(FromPort1, 3) with { Command = FlowModCommand.Modify });

        Assert.Equal([3u, 3u, 2u], bench.S1.Flows.Select(flow => ((OutputAction)flow.Actions[0]).Port.Value));
        Assert.Equal(1ul, bench.S1.Flows[0].PacketCount);
    }

    [Theory, ClassData(typeof(BothVersions))]
    public void Modify_strict_changes_only_the_flow_of_the_same_match_and_priority(OpenFlowVersion version)
    {
        var bench = new Bench(version);
        bench.Tell(Bench.Flow(FromPort1, 2), Bench.Flow(FromPort1, 2, priority: 200), Bench.Flow(FromPort1ToH2, 2));

        bench.Tell(Bench.Flow(FromPort1, 3) with { Command = FlowModCommand.ModifyStrict });

        Assert.Equal([2u, 3u, 2u], bench.S1.Flows.Select(flow => ((OutputAction)flow.Actions[0]).Port.Value));
    }

    [Theory]
    [InlineData(OpenFlowVersion.OpenFlow10, 1)]
    [InlineData(OpenFlowVersion.OpenFlow13, 0)]
    public void Modify_of_what_is_not_there_adds_it_in_1_0_alone(OpenFlowVersion version, int flows)
    {
        var bench = new Bench(version);

        bench.Tell(Bench.Flow(FromPort1, 3) with { Command = FlowModCommand.Modify });

        Assert.Equal(flows, bench.S1.Flows.Count);
    }

    [Theory, ClassData(typeof(BothVersions))]
    public void Delete_removes_the_flows_within_the_match_that_output_to_the_port(OpenFlowVersion version)
    {
        var bench = new Bench(version);
        bench.Tell(Bench.Flow(FromPort1, 2), Bench.Flow(FromPort1ToH2, 3), Bench.Flow([Oxm.InPort.Is(2)], 3));

        bench.Tell(new FlowMod { Command = FlowModCommand.Delete, Match = FromPort1, OutPort = 3 });
        Assert.Equal([FromPort1, [Oxm.InPort.Is(2)]], bench.S1.Flows.Select(flow => flow.Match));

        bench.Tell(new FlowMod { Command = FlowModCommand.Delete });
        Assert.Empty(bench.S1.Flows);
    }

    [Theory, ClassData(typeof(BothVersions))]
    public void Delete_strict_removes_only_the_flow_of_the_same_match_and_priority(OpenFlowVersion version)
    {
        var bench = new Bench(version);
        bench.Tell(Bench.Flow(FromPort1, 2), Bench.Flow(FromPort1, 2, priority: 200), Bench.Flow(FromPort1ToH2, 2));

        bench.Tell(new FlowMod { Command = FlowModCommand.DeleteStrict, Match = FromPort1, Priority = 100 });

        Assert.Equal([(200, FromPort1), (100, FromPort1ToH2)], bench.S1.Flows.Select(flow => ((int)flow.Priority, flow.Match)));
    }

    [Fact]
    public void Delete_and_modify_take_only_flows_whose_cookie_has_the_bits()
    {
        var bench = new Bench(OpenFlowVersion.OpenFlow13);
        bench.Tell(Bench.Flow(FromPort1, 2) with { Cookie = 0x11 }, Bench.Flow(FromPort1ToH2, 2) with { Cookie = 0x22 });

        bench.Tell(Bench.Flow(Match.Any, 3) with { Command = FlowModCommand.Modify, Cookie = 0x20, CookieMask = 0xf0 });
        Assert.Equal([2u, 3u], bench.S1.Flows.Select(flow => ((OutputAction)flow.Actions[0]).Port.Value));

        bench.Tell(new FlowMod { Command = FlowModCommand.Delete, TableId = TableId.All, Cookie = 1, CookieMask = 1 });
        Assert.Equal(0x22ul, Assert.Single(bench.S1.Flows).Cookie);
    }

    [Fact]
    public void Delete_that_asks_for_a_group_removes_nothing_where_there_is_none()
    {
        var bench = new Bench(OpenFlowVersion.OpenFlow13);
        bench.Tell(Bench.Flow(FromPort1, 2));

        bench.Tell(new FlowMod { Command = FlowModCommand.Delete, OutGroup = 1 });

        Assert.Single(bench.S1.Flows);
    }

    [Theory, ClassData(typeof(BothVersions))]
    public void A_full_table_refuses_flows_and_still_replaces_them(OpenFlowVersion version)
    {
        var bench = new Bench(version, new() { TableCapacity = 1 });
        bench.Tell(Bench.Flow(FromPort1, 2), Bench.Flow(FromPort1, 3));

        var answer = bench.Ask(Bench.Flow(FromPort1ToH2, 2));

        Assert.Equal(OpenFlowError.FlowModFailedTableFull, Assert.IsType<ErrorMessage>(Assert.Single(answer)).Error);
        Assert.Single(bench.S1.Flows);
    }

    [Theory, ClassData(typeof(BothVersions))]
    public void What_happens_to_flows_can_be_observed(OpenFlowVersion version)
    {
        var bench = new Bench(version);
        var changes = new List<(FlowChangeReason, FlowRemovedReason?)>();
        bench.S1.FlowChanges.Subscribe(change => changes.Add((change.Reason, change.RemovedReason)));

        bench.Tell(
            Bench.Flow(FromPort1, 2),
            Bench.Flow(FromPort1, 3) with { Command = FlowModCommand.Modify },
            new FlowMod { Command = FlowModCommand.Delete });

        Assert.Equal(
            [(FlowChangeReason.Added, null), (FlowChangeReason.Modified, null), (FlowChangeReason.Removed, FlowRemovedReason.Delete)],
            changes);
    }

    [Theory, ClassData(typeof(BothVersions))]
    public void Flow_stats_tell_what_a_flow_is_and_what_it_counted(OpenFlowVersion version)
    {
        var bench = new Bench(version);
        bench.Tell(Bench.Flow(FromPort1, 2) with { Cookie = 9, IdleTimeout = 60, HardTimeout = 70 }, Bench.Flow([Oxm.InPort.Is(2)], 1));
        bench.Send(1, Bench.Datagram(1, 2));
        bench.Send(1, Bench.Datagram(1, 2));
        bench.Advance(TimeSpan.FromSeconds(5));

        var reply = Assert.IsType<FlowStatsReply>(Assert.Single(bench.Ask(new FlowStatsRequest { Match = FromPort1 })));

        var length = (ulong)Bench.Datagram(1, 2).ToBytes().Length;
        var stats = Assert.Single(reply.Body);
        Assert.Equal((9ul, 60, 70, 2ul, 2 * length), (stats.Cookie, stats.IdleTimeout, stats.HardTimeout, stats.PacketCount, stats.ByteCount));
        Assert.Equal((FromPort1, 100, 5u), (stats.Match, (int)stats.Priority, stats.DurationSec));
        Assert.Equal([new OutputAction(2)], stats.Actions);
        var sum = Assert.IsType<AggregateStatsReply>(Assert.Single(bench.Ask(new AggregateStatsRequest())));
        Assert.Equal((2u, 2ul, 2 * length), (sum.FlowCount, sum.PacketCount, sum.ByteCount));
    }
}
