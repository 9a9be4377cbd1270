using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Vectors;

internal sealed class PacketInVectors : IVectorFile
{
    public IEnumerable<Vector> Vectors { get; } =
    [
        new(
            new PacketIn { BufferId = 0x100, TotalLen = 60, InPort = PortNumber.Local, Reason = PacketInReason.Action, Data = ByteString.FromHex("0a0b0c") },
            """
            01 0a 0015 00000000
            00000100 003c     // buffer_id, total_len
            fffe 01 00        // in_port: OFPP_LOCAL; reason: OFPR_ACTION; pad
            0a0b0c            // data
            """),
        new(
            new PacketIn
            {
                TotalLen = 3,
                Reason = PacketInReason.InvalidTtl,
                TableId = 5,
                Cookie = 0x0102030405060708,
                Match = [Oxm.InPort.Is(1), Oxm.InPhyPort.Is(2), Oxm.Metadata.Is(0x10, 0xf0)],
                Data = ByteString.FromHex("0a0b0c"),
            },
            """
            04 0a 0045 00000000
            ffffffff 0003 02 05              // buffer_id: OFP_NO_BUFFER; total_len, reason: OFPR_INVALID_TTL; table_id
            0102030405060708                 // cookie
            0001 0028                        // match: OFPMT_OXM, length
            80000004 00000001                // in_port=1
            80000204 00000002                // in_phy_port=2
            80000510 0000000000000010 00000000000000f0  // metadata=0x10/0xf0
            0000 0a0b0c                      // pad, data
            """,
            OpenFlow14, OpenFlow15),
        // 1.2 has no cookie.
        new(
            new PacketIn
            {
                BufferId = 0x100,
                TotalLen = 60,
                Reason = PacketInReason.NoMatch,
                TableId = 5,
                Match = [Oxm.InPort.Is(1)],
                Data = ByteString.FromHex("0a0b0c"),
            },
            """
            03 0a 0025 00000000
            00000100 003c 00 05              // buffer_id, total_len, reason: OFPR_NO_MATCH; table_id
            0001 000c 80000004 00000001      // match: OFPMT_OXM, length; in_port=1
            00000000                         // pad
            0000 0a0b0c                      // pad, data
            """),
    ];
}
