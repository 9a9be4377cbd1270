using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Properties;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Multipart;

public class OtherMultipartTests
{
    [Fact]
    public void Bundle_features_request() => CommentedBytes.Match(
        new BundleFeaturesRequest
        {
            FeatureRequestFlags = BundleFeatureFlags.TimeSetSched,
            Properties = [new TimeBundleFeature { SchedAccuracy = new(1, 2), SchedMaxFuture = new(3, 4), SchedMaxPast = new(5, 6), Timestamp = new(7, 8) }],
        },
        OpenFlow15,
        """
        06 12 00 60 12 34 56 78
        00 13 00 00 00 00 00 00   # type, flags, pad
        00 00 00 02 00 00 00 00   # feature_request_flags, pad
        00 01 00 48 00 00 00 00   # time
        00 00 00 00 00 00 00 01 00 00 00 02 00 00 00 00   # sched_accuracy
        00 00 00 00 00 00 00 03 00 00 00 04 00 00 00 00   # sched_max_future
        00 00 00 00 00 00 00 05 00 00 00 06 00 00 00 00   # sched_max_past
        00 00 00 00 00 00 00 07 00 00 00 08 00 00 00 00   # timestamp
        """);

    [Fact]
    public void Bundle_features_reply() => CommentedBytes.Match(
        new BundleFeaturesReply { Capabilities = BundleFlags.Atomic | BundleFlags.Ordered, Properties = [new UnknownBundleFeature(7, default)] },
        OpenFlow15,
        """
        06 13 00 20 12 34 56 78
        00 13 00 00 00 00 00 00   # type, flags, pad
        00 03 00 00 00 00 00 00   # capabilities, pad
        00 07 00 04 00 00 00 00   # one that nobody knows, pad
        """);

    [Fact]
    public void Controller_status_request() => CommentedBytes.Match(
        new ControllerStatusRequest(), OpenFlow15, "06 12 00 10 12 34 56 78 00 12 00 00 00 00 00 00");

    [Fact]
    public void Controller_status_reply() => CommentedBytes.Match(
        new ControllerStatusReply { Body = [new() { ShortId = 1, Role = ControllerRole.Master }, new() { ShortId = 2, ChannelStatus = ControlChannelStatus.Down }] },
        OpenFlow15,
        """
        06 13 00 30 12 34 56 78
        00 12 00 00 00 00 00 00   # type, flags, pad
        00 10 00 01 00 00 00 02 00 00 00 00 00 00 00 00   # length, short_id, role, reason, channel_status, pad
        00 10 00 02 00 00 00 00 00 01 00 00 00 00 00 00
        """);

    [Fact]
    public void Experimenter_multipart_request_of_1_0_has_no_type() => CommentedBytes.Match(
        new ExperimenterMultipartRequest { ExperimenterId = 0x2320, Data = new byte[] { 1, 2 } },
        OpenFlow10,
        "01 10 00 12 12 34 56 78 ff ff 00 00 00 00 23 20 01 02");

    [Fact]
    public void Experimenter_multipart_reply() => CommentedBytes.Match(
        new ExperimenterMultipartReply { Flags = MultipartFlags.More, ExperimenterId = 0x4f4e4600, ExpType = 5, Data = new byte[] { 1 } },
        OpenFlow13,
        "04 13 00 19 12 34 56 78 ff ff 00 01 00 00 00 00 4f 4e 46 00 00 00 00 05 01");

    [Theory]
    [InlineData(OpenFlow10)]
    [InlineData(OpenFlow12)]
    public void Port_desc_is_read_where_Open_vSwitch_sends_it(OpenFlowVersion version)
    {
        var reply = new PortDescReply { Body = [new() { PortNo = 1, Name = "eth1" }] };
        Assert.Equal(reply, OpenFlowCodec.Decode(OpenFlowCodec.Encode(reply, version, 1), out _));
    }
}
