using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Messages;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Vectors;

internal sealed class PacketOutVectors : IVectorFile
{
    public IEnumerable<Vector> Vectors { get; } =
    [
        new(
            new PacketOut { InPort = 3, Actions = [new OutputAction(PortNumber.Flood) { MaxLen = 0 }], Data = ByteString.FromHex("0a0b0c") },
            """
            01 0d 001b 00000001
            ffffffff 0003 0008        // buffer_id: none; in_port, actions_len
            0000 0008 fffb 0000       // OFPAT_OUTPUT, length, port: OFPP_FLOOD; max_len
            0a0b0c                    // data
            """),
        new(
            new PacketOut { BufferId = 0x100 },
            """
            01 0d 0010 00000001
            00000100 fffd 0000        // buffer_id, in_port: OFPP_CONTROLLER; actions_len
            """),
        new(
            new PacketOut { Actions = [new OutputAction(PortNumber.Table) { MaxLen = 0 }], Data = ByteString.FromHex("0a0b0c") },
            """
            04 0d 002b 00000001
            ffffffff fffffffd         // buffer_id: none; in_port: OFPP_CONTROLLER
            0010 000000000000         // actions_len, pad
            0000 0010 fffffff9        // OFPAT_OUTPUT, length, port: OFPP_TABLE
            0000 000000000000         // max_len, pad
            0a0b0c                    // data
            """,
            OpenFlow11, OpenFlow12, OpenFlow14),
    ];
}
