using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Protocol.Tests.Multipart;

public class FlowMultipartTests
{
    [Fact]
    public void Sums_are_the_same_in_all_versions()
    {
        var reply = new AggregateStatsReply { PacketCount = 1, ByteCount = 2, FlowCount = 3 };
        foreach (var version in Enum.GetValues<OpenFlowVersion>())
            Assert.Equal(reply, OpenFlowCodec.Decode(OpenFlowCodec.Encode(reply, version, 1), out _));
    }

    [Theory]
    [InlineData("00 00")]
    [InlineData("00 03")]
    [InlineData("00 09")]
    public void An_update_of_a_wrong_length_is_refused(string length)
    {
        var bytes = CommentedBytes.Parse($"05 13 00 18 00 00 00 01 00 10 00 00 00 00 00 00 {length} 00 05 00 00 00 00");
        Assert.Throws<OpenFlowDecodeException>(() => OpenFlowCodec.Decode(bytes, out _));
    }
}
