using RxOfctl.Protocol.Multipart;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Vectors;

internal sealed class DescRequestVectors : IVectorFile
{
    public IEnumerable<Vector> Vectors { get; } =
    [
        new(
            new DescRequest(),
            """
            01 10 000c 00000001
            0000 0000              // type, flags
            """),
        new(
            new DescRequest(),
            """
            04 12 0010 00000001
            0000 0000 00000000     // type, flags, pad
            """,
            OpenFlow11, OpenFlow12, OpenFlow14, OpenFlow15),
    ];
}
