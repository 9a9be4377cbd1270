using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Properties;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Vectors;

internal sealed class PortAndQueueMultipartVectors : IVectorFile
{
    public IEnumerable<Vector> Vectors { get; } =
    [
        // Port stats of 1 4 have properties.
        new(
            new PortStatsReply
            {
                Body =
                [
                    new()
                    {
                        PortNo = 1,
                        DurationSec = 2,
                        RxPackets = 3,
                        TxErrors = 4,
                        Properties = [new EthernetPortStatsProperty { Collisions = 5 }, new OpticalPortStatsProperty { Flags = OpticalPortStatsFlags.TxTemp, Temperature = 6 }],
                    },
                ],
            },
            """
            05 13 00 b8 12 34 56 78
            00 04 00 00 00 00 00 00   # type, flags, pad
            00 a8 00 00 00 00 00 01   # length, pad, port_no
            00 00 00 02 00 00 00 00   # duration
            00 00 00 00 00 00 00 03 00 00 00 00 00 00 00 00   # packets
            00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00   # bytes
            00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00   # dropped
            00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 04   # errors
            00 00 00 28 00 00 00 00   # ethernet
            00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00   # rx_frame_err, rx_over_err
            00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 05   # rx_crc_err, collisions
            00 01 00 2c 00 00 00 00   # optical
            00 00 00 40 00 00 00 00 00 00 00 00 00 00 00 00   # flags, tx
            00 00 00 00 00 00 00 00 00 00 00 00   # rx
            00 00 00 00 00 00 00 06 00 00 00 00   # tx_pwr, rx_pwr, bias_current, temperature, pad
            """,
            OpenFlow15),
        // Queue desc request.
        new(
            new QueueDescRequest(),
            """
            05 12 00 18 12 34 56 78
            00 0f 00 00 00 00 00 00   # type, flags, pad
            ff ff ff ff ff ff ff ff   # port_no, queue_id
            """,
            OpenFlow15),
        // Queue desc reply.
        new(
            new QueueDescReply
            {
                Body =
                [
                    new()
                    {
                        PortNo = 1,
                        QueueId = 2,
                        Properties = [new MinRateQueueProperty { Rate = 100 }, new MaxRateQueueProperty { Rate = 200 }, new UnknownProperty(9, new byte[] { 1 })],
                    },
                ],
            },
            """
            05 13 00 38 12 34 56 78
            00 0f 00 00 00 00 00 00   # type, flags, pad
            00 00 00 01 00 00 00 02   # port_no, queue_id
            00 28 00 00 00 00 00 00   # len, pad
            00 01 00 08 00 64 00 00   # min_rate
            00 02 00 08 00 c8 00 00   # max_rate
            00 09 00 05 01 00 00 00   # one that is unknown
            """,
            OpenFlow15),
        // Queue stats request.
        new(
            new QueueStatsRequest { PortNo = 3, QueueId = 4 },
            "01 10 00 14 12 34 56 78 00 05 00 00 00 03 00 00 00 00 00 04"),
        new(
            new QueueStatsRequest { PortNo = 3, QueueId = 4 },
            "02 12 00 18 12 34 56 78 00 05 00 00 00 00 00 00 00 00 00 03 00 00 00 04",
            OpenFlow12, OpenFlow13, OpenFlow14),
        new(
            new QueueStatsRequest { PortNo = 3, QueueId = 4 },
            "06 12 00 18 12 34 56 78 00 05 00 00 00 00 00 00 00 00 00 03 00 00 00 04"),
        // Queue stats.
        new(
            new QueueStatsReply { Body = [new() { PortNo = 1, QueueId = 2, TxBytes = 3, TxPackets = 4, TxErrors = 5 }] },
            """
            01 11 00 2c 12 34 56 78 00 05 00 00
            00 01 00 00 00 00 00 02   # port_no, pad, queue_id
            00 00 00 00 00 00 00 03 00 00 00 00 00 00 00 04 00 00 00 00 00 00 00 05
            """),
        new(
            new QueueStatsReply { Body = [new() { PortNo = 1, QueueId = 2, TxBytes = 3, TxPackets = 4, TxErrors = 5 }] },
            """
            03 13 00 30 12 34 56 78 00 05 00 00 00 00 00 00
            00 00 00 01 00 00 00 02   # port_no, queue_id
            00 00 00 00 00 00 00 03 00 00 00 00 00 00 00 04 00 00 00 00 00 00 00 05
            """,
            OpenFlow11),
        new(
            new QueueStatsReply { Body = [new() { PortNo = 1, QueueId = 2, TxBytes = 3, TxPackets = 4, TxErrors = 5 }] },
            """
            04 13 00 38 12 34 56 78 00 05 00 00 00 00 00 00
            00 00 00 01 00 00 00 02   # port_no, queue_id
            00 00 00 00 00 00 00 03 00 00 00 00 00 00 00 04 00 00 00 00 00 00 00 05
            00 00 00 00 00 00 00 00   # duration
            """),
        new(
            new QueueStatsReply { Body = [new() { PortNo = 1, QueueId = 2, TxBytes = 3, TxPackets = 4, TxErrors = 5 }] },
            """
            05 13 00 40 12 34 56 78 00 05 00 00 00 00 00 00
            00 30 00 00 00 00 00 00   # length, pad
            00 00 00 01 00 00 00 02   # port_no, queue_id
            00 00 00 00 00 00 00 03 00 00 00 00 00 00 00 04 00 00 00 00 00 00 00 05
            00 00 00 00 00 00 00 00   # duration
            """,
            OpenFlow15),
    ];
}
