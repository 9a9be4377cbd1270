using RxOfctl.Protocol.Messages;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Vectors;

internal sealed class BarrierRequestVectors : IVectorFile
{
    public IEnumerable<Vector> Vectors { get; } =
    [
        new(
            new BarrierRequest(),
            """
            01 12 0008 00000001  // version, type, length, xid
            """),
        new(
            new BarrierRequest(),
            """
            04 14 0008 00000001  // version, type, length, xid
            """,
            OpenFlow11, OpenFlow12, OpenFlow14, OpenFlow15),
    ];
}
