using RxOfctl.Protocol.Messages;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Vectors;

internal sealed class HelloVectors : IVectorFile
{
    public IEnumerable<Vector> Vectors { get; } =
    [
        new(
            new Hello(),
            """
            01 00 0008 00000001
            """,
            OpenFlow11, OpenFlow12, OpenFlow14, OpenFlow15),
        new(
            new Hello { Body = ByteString.FromHex("aabbcc") },
            """
            01 00 000b 00000001
            aabbcc  // what the receiver is to ignore
            """),
        new(
            Hello.Of([OpenFlowVersion.OpenFlow10, OpenFlowVersion.OpenFlow13]),
            """
            04 00 0010 00000001
            0001 0008 00000012  // OFPHET_VERSIONBITMAP, length, bits of wire versions 1 and 4
            """),
        new(
            new Hello { Elements = [new(7, ByteString.FromHex("aa")), new(HelloElement.VersionBitmap, ByteString.FromHex("00000010"))] },
            """
            04 00 0018 00000001
            0007 0005 aa 000000    // an element of another type, padded
            0001 0008 00000010
            """),
    ];
}
