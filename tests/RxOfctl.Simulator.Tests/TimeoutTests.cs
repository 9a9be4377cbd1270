using RxOfctl.Protocol;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Simulator.Tests;

public class TimeoutTests
{
    private static readonly Match FromPort1 = [Oxm.InPort.Is(1)];

    [Theory, ClassData(typeof(BothVersions))]
    public void A_flow_goes_when_no_packet_came_for_its_idle_timeout(OpenFlowVersion version)
    {
        var bench = new Bench(version);
        bench.Tell(Bench.Flow(FromPort1, 2) with { IdleTimeout = 10, Cookie = 3, Flags = FlowModFlags.SendFlowRem });
        bench.Advance(TimeSpan.FromSeconds(9));
        bench.Send(1, Bench.Datagram(1, 2));
        bench.Advance(TimeSpan.FromSeconds(9));
        Assert.Single(bench.S1.Flows);

        bench.Advance(TimeSpan.FromSeconds(1));

        Assert.Empty(bench.S1.Flows);
        var removed = Assert.Single(bench.Controller.All<FlowRemoved>());
        Assert.Equal((FlowRemovedReason.IdleTimeout, 3ul, 1ul, 19u), (removed.Reason, removed.Cookie, removed.PacketCount, removed.DurationSec));
        Assert.Equal((FromPort1, 100, 10), (removed.Match, (int)removed.Priority, (int)removed.IdleTimeout));
    }

    [Theory, ClassData(typeof(BothVersions))]
    public void A_flow_goes_at_its_hard_timeout_however_busy_it_is(OpenFlowVersion version)
    {
        var bench = new Bench(version);
        bench.Tell(Bench.Flow(FromPort1, 2) with { IdleTimeout = 5, HardTimeout = 12, Flags = FlowModFlags.SendFlowRem });
        for (var second = 0; second < 12; second++)
        {
            Assert.Single(bench.S1.Flows);
            bench.Send(1, Bench.Datagram(1, 2));
            bench.Advance(TimeSpan.FromSeconds(0.9));
        }

        bench.Settle();

        Assert.Empty(bench.S1.Flows);
        Assert.Equal(FlowRemovedReason.HardTimeout, Assert.Single(bench.Controller.All<FlowRemoved>()).Reason);
    }

    [Theory, ClassData(typeof(BothVersions))]
    public void A_flow_that_does_not_ask_for_it_goes_in_silence(OpenFlowVersion version)
    {
        var bench = new Bench(version);
        bench.Tell(Bench.Flow(FromPort1, 2) with { HardTimeout = 1 });

        bench.Advance(TimeSpan.FromSeconds(2));

        Assert.Empty(bench.S1.Flows);
        Assert.Empty(bench.Controller.All<FlowRemoved>());
    }

    [Theory, ClassData(typeof(BothVersions))]
    public void A_deleted_flow_is_reported_once_and_its_timeout_forgotten(OpenFlowVersion version)
    {
        var bench = new Bench(version);
        bench.Tell(Bench.Flow(FromPort1, 2) with { HardTimeout = 10, Flags = FlowModFlags.SendFlowRem });

        bench.Tell(new FlowMod { Command = FlowModCommand.Delete });
        bench.Tell(Bench.Flow(FromPort1, 3));
        bench.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal(FlowRemovedReason.Delete, Assert.Single(bench.Controller.All<FlowRemoved>()).Reason);
        Assert.Single(bench.S1.Flows);
    }
}
