using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Protocol.Tests.Vectors;

internal sealed class FlowStatsReplyVectors : IVectorFile
{
    public IEnumerable<Vector> Vectors { get; } =
    [
        new(
            new FlowStatsReply
            {
                Flags = MultipartFlags.More,
                Body =
                [
                    new FlowStats
                    {
                        TableId = 3,
                        DurationSec = 30,
                        DurationNsec = 5,
                        Priority = 0x1234,
                        IdleTimeout = 10,
                        HardTimeout = 20,
                        Cookie = 0xc0,
                        PacketCount = 7,
                        ByteCount = 700,
                        Match = [Oxm.InPort.Is(1)],
                        Actions = [new OutputAction(2) { MaxLen = 0 }],
                    },
                    new FlowStats(),
                ],
            },
            """
            01 11 00c4 00000001
            0001 0001                 // type: OFPST_FLOW; flags: OFPSF_REPLY_MORE
            0060 03 00                // length, table_id, pad
            003820fe          // match: wildcards
            0001 000000000000 000000000000  // in_port, dl_src, dl_dst
            0000 00 00 0000  // dl_vlan, dl_vlan_pcp, pad, dl_type
            00 00 0000          // nw_tos, nw_proto, pad
            00000000 00000000  // nw_src, nw_dst
            0000 0000           // tp_src, tp_dst
            0000001e 00000005         // duration_sec, duration_nsec
            1234 000a 0014 000000000000  // priority, idle_timeout, hard_timeout, pad
            00000000000000c0          // cookie
            0000000000000007 00000000000002bc  // packet_count, byte_count
            0000 0008 0002 0000       // OFPAT_OUTPUT
            0058 00 00                // a flow of zeros: length, table_id, pad
            003820ff 00*36            // match: anything
            00*44                     // all the rest
            """),
        new(
            new FlowStatsReply
            {
                Body =
                [
                    new FlowStats
                    {
                        TableId = 3,
                        DurationSec = 30,
                        DurationNsec = 5,
                        Priority = 0x1234,
                        IdleTimeout = 10,
                        HardTimeout = 20,
                        Flags = FlowModFlags.SendFlowRem | FlowModFlags.NoPktCounts,
                        Cookie = 0xc0,
                        PacketCount = 7,
                        ByteCount = 700,
                        Match = [Oxm.InPort.Is(1)],
                        Actions = [new OutputAction(2) { MaxLen = 0 }],
                    },
                    new FlowStats(),
                ],
            },
            """
            04 13 00a0 00000001
            0001 0000 00000000        // type: OFPMP_FLOW; flags, pad
            0058 03 00                // length, table_id, pad
            0000001e 00000005         // duration_sec, duration_nsec
            1234 000a 0014            // priority, idle_timeout, hard_timeout
            0009 00000000             // flags: SEND_FLOW_REM, NO_PKT_COUNTS; pad
            00000000000000c0          // cookie
            0000000000000007 00000000000002bc  // packet_count, byte_count
            0001 000c             // match: OFPMT_OXM, length
            80000004 00000001     // in_port=1
            00000000              // pad
            0004 0018 00000000        // OFPIT_APPLY_ACTIONS: length, pad
            0000 0010 00000002 0000 000000000000  // OFPAT_OUTPUT
            0038 00*46                // a flow of zeros: length, and what is before the match
            0001 0004 00000000    // match: OFPMT_OXM, length, pad
            """),
        // 1.1 has no flags.
        new(
            new FlowStatsReply
            {
                Body =
                [
                    new FlowStats
                    {
                        TableId = 3,
                        DurationSec = 30,
                        DurationNsec = 5,
                        Priority = 0x1234,
                        IdleTimeout = 10,
                        HardTimeout = 20,
                        Cookie = 0xc0,
                        PacketCount = 7,
                        ByteCount = 700,
                        Match = [Oxm.InPort.Is(1)],
                        Instructions = [new GotoTable(4)],
                    },
                ],
            },
            """
            02 13 00a0 00000001
            0001 0000 00000000        // type: OFPST_FLOW; flags, pad
            0090 03 00                // length, table_id, pad
            0000001e 00000005         // duration_sec, duration_nsec
            1234 000a 0014 000000000000  // priority, idle_timeout, hard_timeout, pad
            00000000000000c0          // cookie
            0000000000000007 00000000000002bc  // packet_count, byte_count
            0000 0058 00000001        // match: OFPMT_STANDARD, length, in_port
            000003fe                  // wildcards: all but in_port
            00*6 ff*6 00*6 ff*6       // dl_src, dl_dst
            0000 00 00 0000 00 00     // dl_vlan, dl_vlan_pcp, pad, dl_type, nw_tos, nw_proto
            00000000 ffffffff 00000000 ffffffff  // nw_src, nw_dst
            0000 0000 00000000 00 000000  // tp_src, tp_dst, mpls_label, mpls_tc, pad
            00*8 ff*8                 // metadata
            0001 0008 04 000000       // OFPIT_GOTO_TABLE
            """),

        // 1.2 has no flags.
        new(
            new FlowStatsReply
            {
                Body =
                [
                    new FlowStats
                    {
                        TableId = 3,
                        DurationSec = 30,
                        DurationNsec = 5,
                        Priority = 0x1234,
                        IdleTimeout = 10,
                        HardTimeout = 20,
                        Cookie = 0xc0,
                        PacketCount = 7,
                        ByteCount = 700,
                        Match = [Oxm.InPort.Is(1)],
                        Instructions = [new GotoTable(4)],
                    },
                ],
            },
            """
            03 13 0058 00000001
            0001 0000 00000000        // type: OFPST_FLOW; flags, pad
            0048 03 00                // length, table_id, pad
            0000001e 00000005         // duration_sec, duration_nsec
            1234 000a 0014 000000000000  // priority, idle_timeout, hard_timeout, pad
            00000000000000c0          // cookie
            0000000000000007 00000000000002bc  // packet_count, byte_count
            0001 000c 80000004 00000001  // match: OFPMT_OXM, length; in_port=1
            00000000                  // pad
            0001 0008 04 000000       // OFPIT_GOTO_TABLE
            """),
    ];
}
