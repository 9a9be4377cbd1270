using RxOfctl.Protocol.Multipart;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Vectors;

internal sealed class UnknownMultipartRequestVectors : IVectorFile
{
    public IEnumerable<Vector> Vectors { get; } =
    [
        new(
            new UnknownMultipartRequest(0x7001, ByteString.FromHex("0102030405")) { Flags = MultipartFlags.More },
            """
            01 10 0011 00000001
            7001 0001 0102030405     // type, flags, body
            """),
        new(
            new UnknownMultipartRequest(0x7001, ByteString.FromHex("0102030405")),
            """
            04 12 0015 00000001
            7001 0000 00000000 0102030405  // type, flags, pad, body
            """,
            OpenFlow11, OpenFlow12, OpenFlow14, OpenFlow15),
    ];
}
