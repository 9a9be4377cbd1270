using RxOfctl.Protocol.Multipart;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Vectors;

internal sealed class PortDescRequestVectors : IVectorFile
{
    public IEnumerable<Vector> Vectors { get; } =
    [
        new(
            new PortDescRequest(),
            """
            04 12 0010 00000001
            000d 0000 00000000     // type: OFPMP_PORT_DESC; flags, pad
            """,
            OpenFlow11, OpenFlow12, OpenFlow14),
        // Open vSwitch answers in 1.0 too.
        new(
            new PortDescRequest(),
            """
            01 10 000c 00000001
            000d 0000              // type: OFPST_PORT_DESC; flags
            """),
    ];
}
