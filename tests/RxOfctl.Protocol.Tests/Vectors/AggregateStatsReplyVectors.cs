using RxOfctl.Protocol.Multipart;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Vectors;

internal sealed class AggregateStatsReplyVectors : IVectorFile
{
    public IEnumerable<Vector> Vectors { get; } =
    [
        new(
            new AggregateStatsReply { PacketCount = 7, ByteCount = 700, FlowCount = 2 },
            """
            01 11 0024 00000001
            0002 0000                 // type: OFPST_AGGREGATE; flags
            0000000000000007 00000000000002bc  // packet_count, byte_count
            00000002 00000000         // flow_count, pad
            """),
        new(
            new AggregateStatsReply { PacketCount = 7, ByteCount = 700, FlowCount = 2 },
            """
            04 13 0028 00000001
            0002 0000 00000000        // type: OFPMP_AGGREGATE; flags, pad
            0000000000000007 00000000000002bc  // packet_count, byte_count
            00000002 00000000         // flow_count, pad
            """,
            OpenFlow11, OpenFlow12, OpenFlow14),
    ];
}
