using RxOfctl.Protocol.Messages;

namespace RxOfctl.Protocol.Tests.Vectors;

internal sealed class GetConfigRequestVectors : IVectorFile
{
    public IEnumerable<Vector> Vectors { get; } =
    [
        new(
            new GetConfigRequest(),
            """
            01 07 0008 00000001  // version, type, length, xid
            """),
        new(
            new GetConfigRequest(),
            """
            04 07 0008 00000001  // version, type, length, xid
            """),
    ];
}
