using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Properties;
using RxOfctl.Protocol.Tests.Messages;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Vectors;

internal sealed class GroupModVectors : IVectorFile
{
    public IEnumerable<Vector> Vectors { get; } =
    [
        // Group mod of 1 3 has weight and watch in fixed places.
        new(
            GroupModTests.SelectOfTwo,
            """
            04 0f 00 40 12 34 56 78
            00 00 01 00 00 00 00 07   # command, type, pad, group_id
            00 20 00 03               # bucket: len, weight
            ff ff ff ff ff ff ff ff 00 00 00 00   # watch_port, watch_group, pad
            00 00 00 10 00 00 00 01 00 00 00 00 00 00 00 00   # output:1
            00 10 00 01               # bucket: len, weight
            00 00 00 02 ff ff ff ff 00 00 00 00   # watch_port, watch_group, pad
            """,
            OpenFlow11, OpenFlow12, OpenFlow14),
        // Group mod of 1 5 has them as properties.
        new(
            GroupModTests.SelectOfTwo,
            """
            06 0f 00 50 12 34 56 78
            00 00 01 00 00 00 00 07   # command, type, pad, group_id
            00 38 00 00 ff ff ff ff   # bucket_array_len, pad, command_bucket_id
            00 20 00 10 00 00 00 00   # bucket: len, action_array_len, bucket_id
            00 00 00 10 00 00 00 01 00 00 00 00 00 00 00 00   # output:1
            00 00 00 08 00 03 00 00   # weight
            00 18 00 00 00 00 00 01   # bucket
            00 00 00 08 00 01 00 00   # weight
            00 01 00 08 00 00 00 02   # watch_port
            """),
        // Group mod of 1 5 inserts buckets.
        new(
            new GroupMod
            {
                Command = GroupModCommand.InsertBucket,
                GroupId = 1,
                CommandBucketId = BucketId.First,
                Buckets = [new() { BucketId = 4, Properties = [new UnknownProperty(9, new byte[] { 1 }), new WeightBucketProperty { Weight = 2 }] }],
                Properties = [new ExperimenterProperty { ExperimenterId = 0x2320, ExpType = 1, Data = new byte[] { 5 } }],
            },
            """
            06 0f 00 40 12 34 56 78
            00 03 00 00 00 00 00 01   # command, type, pad, group_id
            00 18 00 00 ff ff ff fd   # bucket_array_len, pad, command_bucket_id
            00 18 00 00 00 00 00 04   # bucket: len, action_array_len, bucket_id
            00 09 00 05 01 00 00 00   # a property that is unknown, padded
            00 00 00 08 00 02 00 00   # weight
            ff ff 00 0d 00 00 23 20 00 00 00 01 05 00 00 00   # experimenter's, padded
            """),
    ];
}
