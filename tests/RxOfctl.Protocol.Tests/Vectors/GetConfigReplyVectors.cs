using RxOfctl.Protocol.Messages;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Vectors;

internal sealed class GetConfigReplyVectors : IVectorFile
{
    public IEnumerable<Vector> Vectors { get; } =
    [
        new(
            new GetConfigReply { Flags = ConfigFlags.FragReasm, MissSendLen = 128 },
            """
            01 08 000c 00000001
            0002 0080  // flags: FRAG_REASM; miss_send_len
            """,
            OpenFlow11, OpenFlow12, OpenFlow14, OpenFlow15),
        new(
            new GetConfigReply { Flags = ConfigFlags.FragReasm, MissSendLen = 128 },
            """
            04 08 000c 00000001
            0002 0080  // flags: FRAG_REASM; miss_send_len
            """),
    ];
}
