using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Properties;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Multipart;

public class TableMultipartTests
{
    [Fact]
    public void Copied_fields_are_for_1_5() => Assert.Throws<UnsupportedByVersionException>(
        () => OpenFlowCodec.Encode(new TableFeaturesReply { Body = [new() { Properties = [new WriteCopyFieldTableFeature()] }] }, OpenFlow14, 1));

    [Theory]
    [InlineData("00 00")]
    [InlineData("00 01")]
    [InlineData("00 11")]
    public void A_table_of_a_wrong_length_is_refused(string length)
    {
        var bytes = CommentedBytes.Parse($"05 13 00 20 00 00 00 00 00 0e 00 00 00 00 00 00 {length} 01 00 00 00 00 04 00 02 00 08 00 00 00 01");
        Assert.Throws<OpenFlowDecodeException>(() => OpenFlowCodec.Decode(bytes, out _));
    }

    [Theory]
    [InlineData("00 00")]
    [InlineData("00 02")]
    public void A_property_without_length_costs_the_table_that_it_is_of(string length)
    {
        var bytes = CommentedBytes.Parse($"""
            04 13 00 58 00 00 00 00 00 0c 00 00 00 00 00 00
            00 48 01 00 00 00 00 00
            00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
            00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
            00 00 {length} 00 00 00 00
            """);
        var reply = Assert.IsType<TableFeaturesReply>(OpenFlowCodec.Decode(bytes, out _));
        Assert.Empty(reply.Body);
        Assert.StartsWith(OpenFlowError.BadPropertyBadLen.Name, Assert.Single(reply.Malformed).Reason);
        Assert.Equal(bytes, OpenFlowCodec.Encode(reply, OpenFlowVersion.OpenFlow13, 0));
    }
}
