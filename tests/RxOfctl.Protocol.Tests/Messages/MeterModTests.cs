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
}
