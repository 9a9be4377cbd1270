using RxOfctl.Protocol.Messages;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Vectors;

internal sealed class RoleReplyVectors : IVectorFile
{
    public IEnumerable<Vector> Vectors { get; } =
    [
        new(
            new RoleReply { Role = ControllerRole.Master, GenerationId = 0x0102030405060708 },
            """
            04 19 0018 00000001
            00000002 00000000         // role: OFPCR_ROLE_MASTER; pad
            0102030405060708          // generation_id
            """,
            OpenFlow12, OpenFlow14, OpenFlow15),
    ];
}
