using RxOfctl.Protocol.Messages;

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
            """),
        new(
            new GetConfigReply { Flags = ConfigFlags.FragReasm, MissSendLen = 128 },
            """
            04 08 000c 00000001
            0002 0080  // flags: FRAG_REASM; miss_send_len
            """),
    ];
}
