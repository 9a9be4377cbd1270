using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Protocol.Tests.Malformed;

public class HeaderTests
{
    [Theory]
    [InlineData("")]
    [InlineData("aabb")]
    [InlineData("04000008000000")]
    public void Less_than_a_header_is_refused(string hex) => Frames.AssertRefused(OpenFlowError.BadRequestBadLen, hex);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(9)]
    [InlineData(0xffff)]
    public void A_length_that_is_not_that_of_the_frame_is_refused(ushort length)
    {
        foreach (var version in Properties.ProtocolTypes.AllVersions)
            Frames.AssertRefused(OpenFlowError.BadRequestBadLen, $"{(byte)version:x2}05{length:x4}00000001");
    }

    [Theory]
    [InlineData("00")]
    [InlineData("07")]
    [InlineData("40")]
    [InlineData("ff")]
    public void A_message_of_a_version_that_there_is_not_is_refused(string version) =>
        Frames.AssertRefused(OpenFlowError.BadRequestBadVersion, $"{version}05000800000001");

    [Fact]
    public void A_hello_of_version_0_is_refused() => Frames.AssertRefused(OpenFlowError.BadRequestBadVersion, "0000000800000001");

    [Fact]
    public void A_hello_of_a_version_to_come_is_read()
    {
        var hello = Assert.IsType<Hello>(OpenFlowCodec.Decode(Convert.FromHexString("0700001000000001" + "0001000800000092"), out var xid));

        Assert.Equal([OpenFlowVersion.OpenFlow10, OpenFlowVersion.OpenFlow13, (OpenFlowVersion)7], hello.Versions);
        Assert.Equal(1u, xid);
    }

    [Fact]
    public void A_frame_longer_than_any_message_is_refused() => Assert.NotNull(Frames.DecodeOrRefuse(new byte[70_000]));

    [Fact]
    public void The_exception_says_what_is_wrong_and_where()
    {
        var refusal = Frames.DecodeOrRefuse(Convert.FromHexString("0405000900000001"));

        Assert.Equal("OFPBRC_BAD_LEN at byte 2: the header says 9 bytes, here are 8.", refusal?.Message);
    }
}
