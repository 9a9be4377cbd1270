using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Properties;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Vectors;

internal sealed class OtherMultipartVectors : IVectorFile
{
    public IEnumerable<Vector> Vectors { get; } =
    [
        // Bundle features request.
        new(
            new BundleFeaturesRequest
            {
                FeatureRequestFlags = BundleFeatureFlags.TimeSetSched,
                Properties = [new TimeBundleFeature { SchedAccuracy = new(1, 2), SchedMaxFuture = new(3, 4), SchedMaxPast = new(5, 6), Timestamp = new(7, 8) }],
            },
            """
            06 12 00 60 12 34 56 78
            00 13 00 00 00 00 00 00   # type, flags, pad
            00 00 00 02 00 00 00 00   # feature_request_flags, pad
            00 01 00 48 00 00 00 00   # time
            00 00 00 00 00 00 00 01 00 00 00 02 00 00 00 00   # sched_accuracy
            00 00 00 00 00 00 00 03 00 00 00 04 00 00 00 00   # sched_max_future
            00 00 00 00 00 00 00 05 00 00 00 06 00 00 00 00   # sched_max_past
            00 00 00 00 00 00 00 07 00 00 00 08 00 00 00 00   # timestamp
            """),
        // Bundle features reply.
        new(
            new BundleFeaturesReply { Capabilities = BundleFlags.Atomic | BundleFlags.Ordered, Properties = [new UnknownProperty(7, default)] },
            """
            06 13 00 20 12 34 56 78
            00 13 00 00 00 00 00 00   # type, flags, pad
            00 03 00 00 00 00 00 00   # capabilities, pad
            00 07 00 04 00 00 00 00   # one that is unknown, pad
            """),
        // Controller status request.
        new(
            new ControllerStatusRequest(),
            "06 12 00 10 12 34 56 78 00 12 00 00 00 00 00 00"),
        // Controller status reply.
        new(
            new ControllerStatusReply { Body = [new() { ShortId = 1, Role = ControllerRole.Master }, new() { ShortId = 2, ChannelStatus = ControlChannelStatus.Down }] },
            """
            06 13 00 30 12 34 56 78
            00 12 00 00 00 00 00 00   # type, flags, pad
            00 10 00 01 00 00 00 02 00 00 00 00 00 00 00 00   # length, short_id, role, reason, channel_status, pad
            00 10 00 02 00 00 00 00 00 01 00 00 00 00 00 00
            """),
        // Experimenter multipart request of 1 0 has no type.
        new(
            new ExperimenterMultipartRequest { ExperimenterId = 0x2320, Data = new byte[] { 1, 2 } },
            "01 10 00 12 12 34 56 78 ff ff 00 00 00 00 23 20 01 02"),
        // Experimenter multipart reply.
        new(
            new ExperimenterMultipartReply { Flags = MultipartFlags.More, ExperimenterId = 0x4f4e4600, ExpType = 5, Data = new byte[] { 1 } },
            "04 13 00 19 12 34 56 78 ff ff 00 01 00 00 00 00 4f 4e 46 00 00 00 00 05 01",
            OpenFlow11, OpenFlow12, OpenFlow14, OpenFlow15),
        // Experimenter multipart request since 1 1.
        new(
            new ExperimenterMultipartRequest { ExperimenterId = 0x7f001234, ExpType = 5, Data = new byte[] { 1, 2, 3 } },
            """
            04 12 00 1b 12 34 56 78
            ff ff 00 00 00 00 00 00   # type, flags, pad
            7f 00 12 34 00 00 00 05   # experimenter, exp_type
            01 02 03
            """,
            OpenFlow11, OpenFlow12, OpenFlow14, OpenFlow15),
        // Experimenter multipart reply of 1 0 has no type.
        new(
            new ExperimenterMultipartReply { ExperimenterId = 0x7f001234, Data = new byte[] { 1, 2, 3 } },
            """
            01 11 00 13 12 34 56 78
            ff ff 00 00               # type, flags
            7f 00 12 34 01 02 03      # vendor
            """),
    ];
}
