using RxOfctl.Protocol.Messages;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Vectors;

internal sealed class UnknownMessageVectors : IVectorFile
{
    public IEnumerable<Vector> Vectors { get; } =
    [
        new(
            new UnknownMessage(200, ByteString.FromHex("0102")),
            """
            01 c8 000a 00000001
            0102
            """,
            OpenFlow11, OpenFlow12, OpenFlow14, OpenFlow15),
        new(
            new UnknownMessage(200, ByteString.FromHex("0102")),
            """
            04 c8 000a 00000001
            0102
            """),
    ];
}
