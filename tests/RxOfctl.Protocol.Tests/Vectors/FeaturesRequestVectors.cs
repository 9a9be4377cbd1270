using RxOfctl.Protocol.Messages;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Vectors;

internal sealed class FeaturesRequestVectors : IVectorFile
{
    public IEnumerable<Vector> Vectors { get; } =
    [
        new(
            new FeaturesRequest(),
            """
            01 05 0008 00000001  // version, type, length, xid
            """,
            OpenFlow11, OpenFlow12, OpenFlow14, OpenFlow15),
        new(
            new FeaturesRequest(),
            """
            04 05 0008 00000001  // version, type, length, xid
            """),
    ];
}
