using RxOfctl.Protocol.Messages;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Vectors;

internal sealed class BarrierReplyVectors : IVectorFile
{
    public IEnumerable<Vector> Vectors { get; } =
    [
        new(
            new BarrierReply(),
            """
            01 13 0008 00000001  // version, type, length, xid
            """),
        new(
            new BarrierReply(),
            """
            04 15 0008 00000001  // version, type, length, xid
            """,
            OpenFlow11, OpenFlow12, OpenFlow14, OpenFlow15),
    ];
}
