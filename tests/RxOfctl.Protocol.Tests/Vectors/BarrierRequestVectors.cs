using RxOfctl.Protocol.Messages;

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
            """),
    ];
}
