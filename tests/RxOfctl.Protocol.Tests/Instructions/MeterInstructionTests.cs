using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Instructions;

/// <summary>A meter is an instruction in 1.3 and 1.4 and, before all others, an action in 1.5.</summary>
public class MeterInstructionTests
{
    private static readonly OutputAction Output = new(2);

    [Fact]
    public void In_1_5_a_meter_is_the_first_action_that_is_applied() => Assert.Equal(
        [new WriteMetadata { Metadata = 1, MetadataMask = 1 }, new ApplyActions([new MeterAction(5), Output]), new GotoTable(3)],
        In15([new WriteMetadata { Metadata = 1, MetadataMask = 1 }, new MeterInstruction(5), new ApplyActions([Output]), new GotoTable(3)]));

    [Fact]
    public void In_1_5_a_meter_without_actions_is_applied_alone() => Assert.Equal(
        [new ApplyActions([new MeterAction(5)]), new GotoTable(3)],
        In15([new MeterInstruction(5), new GotoTable(3)]));

    [Fact]
    public void A_meter_behind_the_actions_measures_before_them_too() => Assert.Equal(
        [new ApplyActions([new MeterAction(5), Output])],
        In15([new ApplyActions([Output]), new MeterInstruction(5)]));

    [Theory]
    [InlineData(OpenFlow13)]
    [InlineData(OpenFlow14)]
    public void Before_1_5_a_meter_is_an_instruction(OpenFlowVersion version)
    {
        var mod = new FlowMod { Instructions = [new MeterInstruction(5), new ApplyActions([Output])] };

        Assert.Equal(mod, OpenFlowCodec.Decode(OpenFlowCodec.Encode(mod, version, 1), out _));
    }

    [Fact]
    public void Wherever_a_flow_is_told_the_meter_is_translated()
    {
        ValueList<Instruction> metered = [new MeterInstruction(5)];
        ValueList<Instruction> expected = [new ApplyActions([new MeterAction(5)])];

        Assert.Equal(expected, RoundTrip(new FlowStatsReply { Body = [new() { Instructions = metered }] }).Body[0].Instructions);
        Assert.Equal(expected, ((FullFlowUpdate)RoundTrip(new FlowMonitorReply { Body = [new FullFlowUpdate { Instructions = metered }] }).Body[0]).Instructions);
    }

    [Fact]
    public void Before_1_3_a_meter_is_refused() =>
        Assert.Throws<UnsupportedByVersionException>(() => OpenFlowCodec.Encode(new FlowMod { Instructions = [new MeterInstruction(5)] }, OpenFlow12, 1));

    private static ValueList<Instruction> In15(ValueList<Instruction> instructions) => RoundTrip(new FlowMod { Instructions = instructions }).Instructions;

    private static T RoundTrip<T>(T message)
        where T : OpenFlowMessage => (T)OpenFlowCodec.Decode(OpenFlowCodec.Encode(message, OpenFlow15, 1), out _);
}
