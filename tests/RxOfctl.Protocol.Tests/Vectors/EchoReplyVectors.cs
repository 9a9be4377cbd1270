using RxOfctl.Protocol.Messages;

namespace RxOfctl.Protocol.Tests.Vectors;

internal sealed class EchoReplyVectors : IVectorFile
{
    public IEnumerable<Vector> Vectors { get; } =
    [
        new(
            new EchoReply { Data = ByteString.FromHex("6869") },
            """
            01 03 000a 00000001
            6869
            """),
        new(
            new EchoReply { Data = ByteString.FromHex("6869") },
            """
            04 03 000a 00000001
            6869
            """),
    ];
}
