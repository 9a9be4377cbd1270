using RxOfctl.Protocol.Messages;

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
            """),
        new(
            new UnknownMessage(200, ByteString.FromHex("0102")),
            """
            04 c8 000a 00000001
            0102
            """),
    ];
}
