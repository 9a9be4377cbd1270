using RxOfctl.Protocol.Messages;
using static RxOfctl.Protocol.OpenFlowVersion;

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
            """,
            OpenFlow11, OpenFlow12, OpenFlow14, OpenFlow15),
        new(
            new EchoReply { Data = ByteString.FromHex("6869") },
            """
            04 03 000a 00000001
            6869
            """),
    ];
}
