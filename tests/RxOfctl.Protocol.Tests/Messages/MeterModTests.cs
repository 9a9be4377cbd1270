using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Messages;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Messages;

public class MeterModTests
{
    [Theory]
    [InlineData("00 00")]
    [InlineData("00 04")]
    [InlineData("00 11")]
    public void A_band_of_a_wrong_length_is_refused(string length)
    {
        var bytes = CommentedBytes.Parse($"04 1d 00 20 00 00 00 00 00 00 00 01 00 00 00 05 00 01 {length} 00 00 03 e8 00 00 00 0a 00 00 00 00");
        Assert.Throws<OpenFlowDecodeException>(() => OpenFlowCodec.Decode(bytes, out _));
    }

    [Fact]
    public void A_meter_instruction_is_refused_in_1_5() => Assert.Throws<UnsupportedByVersionException>(
        () => OpenFlowCodec.Encode(new FlowMod { Instructions = [new MeterInstruction(1)] }, OpenFlow15, 1));
}
