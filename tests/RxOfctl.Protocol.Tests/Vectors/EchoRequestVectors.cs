using RxOfctl.Protocol.Messages;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Vectors;

internal sealed class EchoRequestVectors : IVectorFile
{
    public IEnumerable<Vector> Vectors { get; } =
    [
        new(
            new EchoRequest { Data = ByteString.FromHex("6869") },
            """
            01 02 000a 00000001
            6869
            """,
            OpenFlow11, OpenFlow12, OpenFlow14, OpenFlow15),
        new(
            new EchoRequest { Data = ByteString.FromHex("6869") },
            """
            04 02 000a 00000001
            6869
            """),
    ];
}
