using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Statistics;

namespace RxOfctl.Simulator.Tests;

/// <summary>Reports of flows whose counters reach thresholds (OpenFlow 1.5.1 §5.9).</summary>
public class StatTriggerTests
{
    private readonly Bench _bench = new(OpenFlowVersion.OpenFlow15);

    [Theory]
    [InlineData(StatTriggerFlags.None, new ulong[] { 3, 5 })]
    [InlineData(StatTriggerFlags.Periodic, new ulong[] { 3, 5, 6, 9, 10 })]
    [InlineData(StatTriggerFlags.OnlyFirst, new ulong[] { 3 })]
    [InlineData(StatTriggerFlags.Periodic | StatTriggerFlags.OnlyFirst, new ulong[] { 3, 6, 9 })]
    public void A_flow_is_reported_when_its_packets_reach_a_threshold(StatTriggerFlags flags, ulong[] expected)
    {
        _bench.Tell(Triggered(flags, Oxs.PacketCount.Is(3), Oxs.PacketCount.Is(5)));

        for (var packet = 0; packet < 11; packet++)
            _bench.Send(1, Bench.Datagram(1, 2));

        Assert.Equal(expected, Reports().Select(report => report.Stats.Get(Oxs.PacketCount)!.Value));
        Assert.All(Reports(), report => Assert.Equal((FlowStatsReason.StatTrigger, (ushort)7), (report.Reason, report.Priority)));
    }

    [Fact]
    public void A_threshold_of_bytes_is_reached_by_the_packet_that_exceeds_it()
    {
        var length = (ulong)Bench.Datagram(1, 2).ToBytes().Length;
        _bench.Tell(Triggered(StatTriggerFlags.None, Oxs.ByteCount.Is(length + 1)));

        _bench.Send(1, Bench.Datagram(1, 2));
        Assert.Empty(Reports());
        _bench.Send(1, Bench.Datagram(1, 2));

        Assert.Equal(2 * length, Assert.Single(Reports()).Stats.Get(Oxs.ByteCount));
    }

    [Fact]
    public void A_threshold_of_time_is_refused()
    {
        var error = Assert.IsType<ErrorMessage>(Assert.Single(_bench.Ask(Triggered(StatTriggerFlags.None, Oxs.Duration.Is(1)))));

        Assert.Equal(OpenFlowError.BadInstructionUnsupInst, error.Error);
    }

    private static FlowMod Triggered(StatTriggerFlags flags, params OxsField[] thresholds) => new()
    {
        Priority = 7,
        Instructions = [new StatTrigger { Flags = flags, Thresholds = thresholds.ToValueList() }, new ApplyActions([new OutputAction(2)])],
    };

    private IEnumerable<FlowLightweightStats> Reports() => _bench.Controller.All<FlowLightweightStatsReply>().SelectMany(reply => reply.Body);
}
