using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Properties;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Messages;

public class BundleTests
{
    [Fact]
    public void Bundle_control_at_a_time() => CommentedBytes.Match(
        new BundleControl
        {
            BundleId = 1,
            Type = BundleControlType.CommitRequest,
            Flags = BundleFlags.Atomic | BundleFlags.Time,
            Properties = [new TimeBundleProperty { ScheduledTime = new(5, 6) }],
        },
        OpenFlow15,
        """
        06 21 00 28 12 34 56 78
        00 00 00 01 00 04 00 05   # bundle_id, type, flags
        00 01 00 18 00 00 00 00   # time
        00 00 00 00 00 00 00 05 00 00 00 06 00 00 00 00   # seconds, nanoseconds, pad
        """);

    [Fact]
    public void Bundle_add_has_a_message_with_its_own_xid() => CommentedBytes.Match(
        new BundleAddMessage { BundleId = 1, Flags = BundleFlags.Ordered, Message = new PortMod { PortNo = 2, Mask = PortConfig.NoFwd } },
        OpenFlow14,
        """
        05 22 00 30 12 34 56 78
        00 00 00 01 00 00 00 02   # bundle_id, pad, flags
        05 10 00 20 12 34 56 78   # port_mod
        00 00 00 02 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 20
        """);

    [Fact]
    public void Bundle_add_is_padded_only_before_a_property() => CommentedBytes.Match(
        new BundleAddMessage
        {
            Message = new UnknownMessage(99, new byte[] { 1, 2, 3 }),
            Properties = [new ExperimenterBundleProperty { ExperimenterId = 1, ExpType = 2, Data = new byte[] { 1, 2, 3, 4 } }],
        },
        OpenFlow14,
        """
        05 22 00 30 12 34 56 78
        00 00 00 00 00 00 00 00   # bundle_id, pad, flags
        05 63 00 0b 12 34 56 78 01 02 03 00 00 00 00 00   # message, pad
        ff ff 00 10 00 00 00 01 00 00 00 02 01 02 03 04   # an experimenter's
        """);

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
