using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Properties;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Vectors;

internal sealed class QueueGetConfigVectors : IVectorFile
{
    public IEnumerable<Vector> Vectors { get; } =
    [
        // Request of 1 0.
        new(
            new QueueGetConfigRequest { Port = 1 },
            """
            01 14 00 0c 12 34 56 78
            00 01 00 00               # port, pad
            """),
        // Request of 1 3.
        new(
            new QueueGetConfigRequest(),
            """
            04 16 00 10 12 34 56 78
            ff ff ff ff 00 00 00 00   # port, pad
            """,
            OpenFlow11, OpenFlow12),
        // Reply of 1 0 names the port once.
        new(
            new QueueGetConfigReply { Port = 1, Queues = [new() { QueueId = 2, Properties = [new MinRateQueueProperty { Rate = 500 }] }] },
            """
            01 15 00 28 12 34 56 78
            00 01 00 00 00 00 00 00   # port, pad
            00 00 00 02 00 18 00 00   # queue_id, len, pad
            00 01 00 10 00 00 00 00 01 f4 00 00 00 00 00 00   # min_rate
            """),
        // Reply of 1 3 names the port of each queue.
        new(
            new QueueGetConfigReply
            {
                Port = PortNumber.Any,
                Queues =
                [
                    new() { PortNo = 1, QueueId = 2, Properties = [new MaxRateQueueProperty { Rate = 500 }, new ExperimenterProperty { ExperimenterId = 7, Data = new byte[] { 1 } }] },
                ],
            },
            """
            04 17 00 41 12 34 56 78
            ff ff ff ff 00 00 00 00   # port, pad
            00 00 00 02 00 00 00 01   # queue_id, port
            00 31 00 00 00 00 00 00   # len, pad
            00 02 00 10 00 00 00 00 01 f4 00 00 00 00 00 00   # max_rate
            ff ff 00 11 00 00 00 00 00 00 00 07 00 00 00 00 01   # experimenter's
            """,
            OpenFlow12),
        // Queues of 1 1 do not name their port.
        new(
            new QueueGetConfigReply { Port = 3, Queues = [new() { QueueId = 2 }, new() { QueueId = 3, Properties = [new MinRateQueueProperty { Rate = 250 }] }] },
            """
            02 17 00 30 12 34 56 78
            00 00 00 03 00 00 00 00   # port, pad
            00 00 00 02 00 08 00 00   # queue_id, len, pad
            00 00 00 03 00 18 00 00   # queue_id, len, pad
            00 01 00 10 00 00 00 00 00 fa 00 00 00 00 00 00   # min_rate
            """),
    ];
}
