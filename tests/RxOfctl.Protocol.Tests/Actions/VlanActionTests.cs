using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Actions;

/// <summary>A VLAN tag has 12 bits for an id and 3 for a priority; the actions have room for more.</summary>
public class VlanActionTests
{
    [Theory]
    [InlineData(OpenFlow10)]
    [InlineData(OpenFlow11)]
    public void The_largest_values_are_sent(OpenFlowVersion version)
    {
        var mod = new FlowMod { Actions = [new SetVlanVidAction(4095), new SetVlanPcpAction(7)] };

        Assert.Equal(mod.Actions, ((FlowMod)OpenFlowCodec.Decode(OpenFlowCodec.Encode(mod, version, 1), out _)).Actions);
    }

    [Fact]
    public void Larger_values_are_not_sent()
    {
        AssertRefused(new SetVlanVidAction(4096), "VlanVid");
        AssertRefused(new SetVlanVidAction(0xffff), "VlanVid");
        AssertRefused(new SetVlanPcpAction(8), "VlanPcp");
    }

    [Theory]
    [InlineData("0001 0008 1000 0000")]
    [InlineData("0002 0008 08 000000")]
    public void Larger_values_are_answered_with_bad_argument(string action)
    {
        var frame = CommentedBytes.Parse($"01 0d 0018 00000001 ffffffff ffff 0008 {action}");

        var refusal = Assert.Throws<OpenFlowDecodeException>(() => OpenFlowCodec.Decode(frame, out _));

        Assert.Equal(OpenFlowError.BadActionBadArgument, refusal.Error);
        Assert.Equal(20, refusal.Offset);
    }

    private static void AssertRefused(OpenFlowAction action, string member)
    {
        var refusal = Assert.Throws<OpenFlowEncodeException>(() => OpenFlowCodec.Encode(new FlowMod { Actions = [action] }, OpenFlow10, 1));
        Assert.Contains(member, refusal.Message, StringComparison.Ordinal);
    }
}
