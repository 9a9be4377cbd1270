using RxOfctl.Protocol.Messages;
using static RxOfctl.Protocol.OpenFlowVersion;

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
            """,
            OpenFlow11, OpenFlow12, OpenFlow14, OpenFlow15),
        new(
            new SetConfig { Flags = ConfigFlags.FragDrop, MissSendLen = 0xffff },
            """
            04 09 000c 00000001
            0001 ffff  // flags: FRAG_DROP; miss_send_len
            """),
    ];
}
