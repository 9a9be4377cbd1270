using System.Text.Json;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Messages;

public class BundleTests
{
    [Fact]
    public void A_message_with_another_xid_is_refused()
    {
        var bytes = CommentedBytes.Parse("05 22 00 18 00 00 00 01 00 00 00 00 00 00 00 00 05 14 00 08 00 00 00 02");
        Assert.Equal(OpenFlowError.BundleFailedMsgBadXid, Assert.Throws<OpenFlowDecodeException>(() => OpenFlowCodec.Decode(bytes, out _)).Error);
    }

    [Theory]
    [InlineData("20")]
    [InlineData("21")]
    [InlineData("22")]
    public void A_bundle_within_a_bundle_is_refused(string type)
    {
        var bytes = CommentedBytes.Parse($"05 22 00 18 00 00 00 01 00 00 00 00 00 00 00 00 05 {type} 00 08 00 00 00 01");
        Assert.Equal(OpenFlowError.BundleFailedMsgUnsup, Assert.Throws<OpenFlowDecodeException>(() => OpenFlowCodec.Decode(bytes, out _)).Error);
        Assert.Throws<OpenFlowEncodeException>(() => OpenFlowCodec.Encode(new BundleAddMessage { Message = new BundleAddMessage() }, OpenFlow14, 1));
    }

    [Fact]
    public void Messages_cannot_be_nested_without_end()
    {
        var nested = new BundleAddMessage { Message = new RequestForward() };

        Assert.Throws<ArgumentException>(() => new BundleAddMessage { Message = nested });
        Assert.Throws<ArgumentException>(() => new RequestForward { Request = nested });
        var text = $$"""{"$type":"bundle_add_message","message":{{JsonSerializer.Serialize<OpenFlowMessage>(nested)}}}""";
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<OpenFlowMessage>(text));
    }

    [Theory]
    [InlineData("00 00")]
    [InlineData("00 07")]
    [InlineData("00 09")]
    public void A_message_of_a_wrong_length_is_refused(string length)
    {
        var bytes = CommentedBytes.Parse($"05 22 00 18 00 00 00 01 00 00 00 00 00 00 00 00 05 14 {length} 00 00 00 01");
        Assert.Equal(OpenFlowError.BadRequestBadLen, Assert.Throws<OpenFlowDecodeException>(() => OpenFlowCodec.Decode(bytes, out _)).Error);
    }
}
