using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Statistics;

namespace RxOfctl.Protocol.Tests.Vectors;

internal sealed class FlowMessageVectors : IVectorFile
{
    public IEnumerable<Vector> Vectors { get; } =
    [
        // Flow mod of 1 1 has a fixed match.
        new(
            new FlowMod
            {
                Cookie = 1,
                TableId = 2,
                Priority = 100,
                IdleTimeout = 60,
                Match =
                [
                    Oxm.InPort.Is(3),
                    Oxm.EthSrc.Is(MacAddress.Parse("0a:00:00:00:00:00"), MacAddress.Parse("ff:ff:ff:00:00:00")),
                    Oxm.VlanVid.Is(0x1005),
                    Oxm.EthType.Is(0x0800),
                    Oxm.IpDscp.Is(46),
                    Oxm.IpProto.Is(6),
                    Oxm.Ipv4Src.Is(new(10, 0, 0, 0), new(255, 0, 255, 0)),
                    Oxm.TcpDst.Is(80),
                    Oxm.Metadata.Is(0x10, 0xf0),
                ],
                Instructions = [new GotoTable(3), new WriteActions([new SetFieldAction(Oxm.IpEcn.Is(2)), new GroupAction(7)])],
            },
            """
            02 0e 00 a8 12 34 56 78
            00 00 00 00 00 00 00 01   # cookie
            00 00 00 00 00 00 00 00   # cookie_mask
            02 00 00 3c 00 00 00 64   # table_id, command, idle_timeout, hard_timeout, priority
            ff ff ff ff ff ff ff ff   # buffer_id, out_port
            ff ff ff ff 00 00 00 00   # out_group, flags, pad
            00 00 00 58 00 00 00 03   # match: type standard, length 88, in_port
            00 00 03 44               # wildcards: all but in_port, vlan, type, tos, proto, tp_dst
            0a 00 00 00 00 00 00 00 00 ff ff ff   # dl_src, its mask: 1 is any
            00 00 00 00 00 00 ff ff ff ff ff ff   # dl_dst
            00 05 00 00               # dl_vlan, dl_vlan_pcp, pad
            08 00 b8 06               # dl_type, nw_tos, nw_proto
            0a 00 00 00 00 ff 00 ff   # nw_src
            00 00 00 00 ff ff ff ff   # nw_dst
            00 00 00 50               # tp_src, tp_dst
            00 00 00 00 00 00 00 00   # mpls_label, mpls_tc, pad
            00 00 00 00 00 00 00 10 ff ff ff ff ff ff ff 0f   # metadata
            00 01 00 08 03 00 00 00   # goto_table:3
            00 03 00 18 00 00 00 00   # write_actions
            00 08 00 08 02 00 00 00   # set_nw_ecn
            00 16 00 08 00 00 00 07   # group:7
            """),
        // Flow mod of 1 4 has an importance.
        new(
            new FlowMod { Command = FlowModCommand.Add, Priority = 1, Importance = 0x0102, Match = [Oxm.InPort.Is(1)] },
            """
            05 0e 00 40 12 34 56 78
            00 00 00 00 00 00 00 00   # cookie
            00 00 00 00 00 00 00 00   # cookie_mask
            00 00 00 00 00 00 00 01   # table_id, command, timeouts, priority
            ff ff ff ff ff ff ff ff   # buffer_id, out_port
            ff ff ff ff 00 00 01 02   # out_group, flags, importance
            00 01 00 0c 80 00 00 04 00 00 00 01 00 00 00 00   # match
            """),
        // Flow mod of 1 5 meters and copies by actions.
        new(
            new FlowMod
            {
                Instructions =
                [
                    new ApplyActions(
                    [
                        new MeterAction(5),
                        new CopyFieldAction { NBits = 16, SrcOffset = 0, DstOffset = 8, Src = OxmId.Of(Oxm.TcpSrc), Dst = OxmId.Of(Oxm.Metadata) },
                        new SetFieldAction(Oxm.PacketReg(1).Is(0x12, 0xff)),
                    ]),
                    new StatTrigger { Flags = StatTriggerFlags.Periodic, Thresholds = [Oxs.PacketCount.Is(1000)] },
                ],
            },
            """
            06 0e 00 90 12 34 56 78
            00 00 00 00 00 00 00 00   # cookie
            00 00 00 00 00 00 00 00   # cookie_mask
            00 00 00 00 00 00 80 00   # table_id, command, timeouts, priority
            ff ff ff ff ff ff ff ff   # buffer_id, out_port
            ff ff ff ff 00 00 00 00   # out_group, flags, importance
            00 01 00 04 00 00 00 00   # match
            00 04 00 40 00 00 00 00   # apply_actions
            00 1d 00 08 00 00 00 05   # meter
            00 1c 00 18 00 10 00 00 00 08 00 00   # copy_field: n_bits, src_offset, dst_offset, pad
            80 00 1a 02 80 00 04 08 00 00 00 00   # tcp_src, metadata, pad
            00 19 00 18 80 01 03 10   # set_field: packet_reg1 with a mask
            00 00 00 00 00 00 00 12 00 00 00 00 00 00 00 ff
            00 07 00 18 00 00 00 01   # stat_trigger: periodic
            00 00 00 10 80 02 08 08 00 00 00 00 00 00 03 e8   # thresholds
            """),
        // Flow removed of 1 5 has a list of statistics.
        new(
            new FlowRemoved
            {
                TableId = 1,
                Reason = FlowRemovedReason.Eviction,
                Priority = 2,
                IdleTimeout = 3,
                HardTimeout = 4,
                Cookie = 5,
                Match = [Oxm.EthType.Is(0x0806)],
                Stats = [Oxs.Duration.Is((6UL << 32) | 7), Oxs.FlowCount.Is(8), OxsField.Unknown(0x8002, 9, new byte[] { 1, 2 })],
            },
            """
            06 0b 00 48 12 34 56 78
            01 05 00 02 00 03 00 04   # table_id, reason, priority, timeouts
            00 00 00 00 00 00 00 05   # cookie
            00 01 00 0a 80 00 0a 02 08 06 00 00 00 00 00 00   # match
            00 00 00 1e               # stats: reserved, length
            80 02 00 08 00 00 00 06 00 00 00 07   # duration
            80 02 06 04 00 00 00 08   # flow_count
            80 02 12 02 01 02 00 00   # a field that is unknown, pad
            """),
        // Packet in of 1 1 has both ports.
        new(
            new PacketIn
            {
                BufferId = 9,
                TotalLen = 64,
                Reason = PacketInReason.Action,
                TableId = 2,
                Match = [Oxm.InPort.Is(3), Oxm.InPhyPort.Is(4)],
                Data = new byte[] { 0xaa, 0xbb },
            },
            """
            02 0a 00 1a 12 34 56 78
            00 00 00 09 00 00 00 03 00 00 00 04   # buffer_id, in_port, in_phy_port
            00 40 01 02               # total_len, reason, table_id
            aa bb
            """),
        // Packet out of 1 5 has a match.
        new(
            new PacketOut
            {
                Match = [Oxm.InPort.Is(PortNumber.Controller), Oxm.TunnelId.Is(5)],
                Actions = [new OutputAction(PortNumber.Flood)],
                Data = new byte[] { 1, 2, 3 },
            },
            """
            06 0d 00 3b 12 34 56 78
            ff ff ff ff 00 10 00 00   # buffer_id, actions_len, pad
            00 01 00 18 80 00 00 04 ff ff ff fd   # match: in_port
            80 00 4c 08 00 00 00 00 00 00 00 05   # tunnel_id
            00 00 00 10 ff ff ff fb ff ff 00 00 00 00 00 00   # output
            01 02 03
            """),
    ];
}
