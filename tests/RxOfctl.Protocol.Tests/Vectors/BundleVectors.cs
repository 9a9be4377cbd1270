using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Properties;

namespace RxOfctl.Protocol.Tests.Vectors;

internal sealed class BundleVectors : IVectorFile
{
    public IEnumerable<Vector> Vectors { get; } =
    [
        // Bundle control at a time.
        new(
            new BundleControl
            {
                BundleId = 1,
                Type = BundleControlType.CommitRequest,
                Flags = BundleFlags.Atomic | BundleFlags.Time,
                Properties = [new TimeBundleProperty { ScheduledTime = new(5, 6) }],
            },
            """
            06 21 00 28 12 34 56 78
            00 00 00 01 00 04 00 05   # bundle_id, type, flags
            00 01 00 18 00 00 00 00   # time
            00 00 00 00 00 00 00 05 00 00 00 06 00 00 00 00   # seconds, nanoseconds, pad
            """),
        // Bundle add has a message with its own xid.
        new(
            new BundleAddMessage { BundleId = 1, Flags = BundleFlags.Ordered, Message = new PortMod { PortNo = 2, Mask = PortConfig.NoFwd } },
            """
            05 22 00 30 12 34 56 78
            00 00 00 01 00 00 00 02   # bundle_id, pad, flags
            05 10 00 20 12 34 56 78   # port_mod
            00 00 00 02 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 20
            """),
        // Bundle add is padded only before a property.
        new(
            new BundleAddMessage
            {
                Message = new UnknownMessage(99, new byte[] { 1, 2, 3 }),
                Properties = [new ExperimenterProperty { ExperimenterId = 1, ExpType = 2, Data = new byte[] { 1, 2, 3, 4 } }],
            },
            """
            05 22 00 30 12 34 56 78
            00 00 00 00 00 00 00 00   # bundle_id, pad, flags
            05 63 00 0b 12 34 56 78 01 02 03 00 00 00 00 00   # message, pad
            ff ff 00 10 00 00 00 01 00 00 00 02 01 02 03 04   # an experimenter's
            """),
        // Bundle control of 1 4 knows no time.
        new(
            new BundleControl
            {
                BundleId = 7,
                Type = BundleControlType.CloseReply,
                Flags = BundleFlags.Ordered,
                Properties = [new ExperimenterProperty { ExperimenterId = 1, ExpType = 2 }],
            },
            """
            05 21 00 20 12 34 56 78
            00 00 00 07 00 03 00 02   # bundle_id, type, flags
            ff ff 00 0c 00 00 00 01 00 00 00 02 00 00 00 00   # an experimenter's, pad
            """),
        // Bundle add of 1 5 has a message of 1.5.
        new(
            new BundleAddMessage
            {
                BundleId = 7,
                Flags = BundleFlags.Atomic,
                Message = new GroupMod { Command = GroupModCommand.Delete, GroupId = GroupId.All },
            },
            """
            06 22 00 28 12 34 56 78
            00 00 00 07 00 00 00 01   # bundle_id, pad, flags
            06 0f 00 18 12 34 56 78   # group_mod
            00 02 00 00 ff ff ff fc   # command, type, pad, group_id
            00 00 00 00 ff ff ff ff   # bucket_array_len, pad, command_bucket_id
            """),
    ];
}
