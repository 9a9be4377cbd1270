using RxOfctl.Protocol.Messages;

namespace RxOfctl.Protocol.Tests.Vectors;

internal sealed class FeaturesRequestVectors : IVectorFile
{
    public IEnumerable<Vector> Vectors { get; } =
    [
        new(
            new FeaturesRequest(),
            """
            01 05 0008 00000001  // version, type, length, xid
            """),
        new(
            new FeaturesRequest(),
            """
            04 05 0008 00000001  // version, type, length, xid
            """),
    ];
}
