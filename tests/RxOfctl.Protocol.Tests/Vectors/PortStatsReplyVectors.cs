using RxOfctl.Protocol.Multipart;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Vectors;

internal sealed class PortStatsReplyVectors : IVectorFile
{
    public IEnumerable<Vector> Vectors { get; } =
    [
        new(
            new PortStatsReply
            {
                Body =
                [
                    new PortStats
                    {
                        PortNo = 3,
                        RxPackets = 1,
                        TxPackets = 2,
                        RxBytes = 3,
                        TxBytes = 4,
                        RxDropped = 5,
                        TxDropped = 6,
                        RxErrors = 7,
                        TxErrors = 8,
                        RxFrameErr = 9,
                        RxOverErr = 10,
                        RxCrcErr = 11,
                        Collisions = 12,
                    },
                ],
            },
            """
            01 11 0074 00000001
            0004 0000                 // type: OFPST_PORT; flags
            0003 000000000000         // port_no, pad
            0000000000000001 0000000000000002  // rx_packets, tx_packets
            0000000000000003 0000000000000004  // rx_bytes, tx_bytes
            0000000000000005 0000000000000006  // rx_dropped, tx_dropped
            0000000000000007 0000000000000008  // rx_errors, tx_errors
            0000000000000009 000000000000000a  // rx_frame_err, rx_over_err
            000000000000000b 000000000000000c  // rx_crc_err, collisions
            """),
        new(
            new PortStatsReply
            {
                Body =
                [
                    new PortStats
                    {
                        PortNo = 3,
                        RxPackets = 1,
                        TxPackets = 2,
                        RxBytes = 3,
                        TxBytes = 4,
                        RxDropped = 5,
                        TxDropped = 6,
                        RxErrors = 7,
                        TxErrors = 8,
                        RxFrameErr = 9,
                        RxOverErr = 10,
                        RxCrcErr = 11,
                        Collisions = 12,
                        DurationSec = 30,
                        DurationNsec = 5,
                    },
                ],
            },
            """
            04 13 0080 00000001
            0004 0000 00000000        // type: OFPMP_PORT_STATS; flags, pad
            00000003 00000000         // port_no, pad
            0000000000000001 0000000000000002  // rx_packets, tx_packets
            0000000000000003 0000000000000004  // rx_bytes, tx_bytes
            0000000000000005 0000000000000006  // rx_dropped, tx_dropped
            0000000000000007 0000000000000008  // rx_errors, tx_errors
            0000000000000009 000000000000000a  // rx_frame_err, rx_over_err
            000000000000000b 000000000000000c  // rx_crc_err, collisions
            0000001e 00000005         // duration_sec, duration_nsec
            """),
        // 1.1 and 1.2 have no duration.
        new(
            new PortStatsReply
            {
                Body = [new PortStats { PortNo = 3, RxPackets = 1, TxPackets = 2, RxBytes = 3, TxBytes = 4, RxErrors = 7, RxCrcErr = 11, Collisions = ulong.MaxValue }],
            },
            """
            02 13 0078 00000001
            0004 0000 00000000        // type: OFPST_PORT; flags, pad
            00000003 00000000         // port_no, pad
            0000000000000001 0000000000000002  // rx_packets, tx_packets
            0000000000000003 0000000000000004  // rx_bytes, tx_bytes
            0000000000000000 0000000000000000  // rx_dropped, tx_dropped
            0000000000000007 0000000000000000  // rx_errors, tx_errors
            0000000000000000 0000000000000000  // rx_frame_err, rx_over_err
            000000000000000b ffffffffffffffff  // rx_crc_err, collisions
            """,
            OpenFlow12),
    ];
}
