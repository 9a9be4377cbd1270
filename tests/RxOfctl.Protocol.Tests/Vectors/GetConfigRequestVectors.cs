using RxOfctl.Protocol.Messages;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Vectors;

internal sealed class GetConfigRequestVectors : IVectorFile
{
    public IEnumerable<Vector> Vectors { get; } =
    [
        new(
            new GetConfigRequest(),
            """
            01 07 0008 00000001  // version, type, length, xid
            """,
            OpenFlow11, OpenFlow12, OpenFlow14, OpenFlow15),
        new(
            new GetConfigRequest(),
            """
            04 07 0008 00000001  // version, type, length, xid
            """),
    ];
}
