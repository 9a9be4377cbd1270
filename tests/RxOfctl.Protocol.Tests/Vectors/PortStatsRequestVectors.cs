using RxOfctl.Protocol.Multipart;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Vectors;

internal sealed class PortStatsRequestVectors : IVectorFile
{
    public IEnumerable<Vector> Vectors { get; } =
    [
        new(
            new PortStatsRequest(),
            """
            01 10 0014 00000001
            0004 0000                 // type: OFPST_PORT; flags
            ffff 000000000000         // port_no: OFPP_NONE; pad
            """),
        new(
            new PortStatsRequest { PortNo = 3 },
            """
            04 12 0018 00000001
            0004 0000 00000000        // type: OFPMP_PORT_STATS; flags, pad
            00000003 00000000         // port_no, pad
            """,
            OpenFlow11, OpenFlow12, OpenFlow14, OpenFlow15),
    ];
}
