using RxOfctl.Protocol.Messages;

namespace RxOfctl.Protocol.Tests.Vectors;

internal sealed class SetConfigVectors : IVectorFile
{
    public IEnumerable<Vector> Vectors { get; } =
    [
        new(
            new SetConfig { Flags = ConfigFlags.FragDrop, MissSendLen = 0xffff },
            """
            01 09 000c 00000001
            0001 ffff  // flags: FRAG_DROP; miss_send_len
            """),
        new(
            new SetConfig { Flags = ConfigFlags.FragDrop, MissSendLen = 0xffff },
            """
            04 09 000c 00000001
            0001 ffff  // flags: FRAG_DROP; miss_send_len
            """),
    ];
}
