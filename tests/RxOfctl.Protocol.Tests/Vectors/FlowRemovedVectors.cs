using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Vectors;

internal sealed class FlowRemovedVectors : IVectorFile
{
    public IEnumerable<Vector> Vectors { get; } =
    [
        new(
            new FlowRemoved
            {
                Match = [Oxm.InPort.Is(1)],
                Cookie = 0xc0,
                Priority = 100,
                Reason = FlowRemovedReason.HardTimeout,
                DurationSec = 30,
                DurationNsec = 5,
                IdleTimeout = 60,
                PacketCount = 7,
                ByteCount = 700,
            },
            """
            01 0b 0058 00000000
            003820fe          // match: wildcards
            0001 000000000000 000000000000  // in_port, dl_src, dl_dst
            0000 00 00 0000  // dl_vlan, dl_vlan_pcp, pad, dl_type
            00 00 0000          // nw_tos, nw_proto, pad
            00000000 00000000  // nw_src, nw_dst
            0000 0000           // tp_src, tp_dst
            00000000000000c0          // cookie
            0064 01 00                // priority, reason: OFPRR_HARD_TIMEOUT; pad
            0000001e 00000005         // duration_sec, duration_nsec
            003c 0000                 // idle_timeout, pad
            0000000000000007 00000000000002bc  // packet_count, byte_count
            """),
        new(
            new FlowRemoved
            {
                Match = [Oxm.InPort.Is(1)],
                Cookie = 0xc0,
                Priority = 100,
                Reason = FlowRemovedReason.GroupDelete,
                TableId = 4,
                DurationSec = 30,
                DurationNsec = 5,
                IdleTimeout = 60,
                HardTimeout = 90,
                PacketCount = 7,
                ByteCount = 700,
            },
            """
            04 0b 0040 00000000
            00000000000000c0          // cookie
            0064 03 04                // priority, reason: OFPRR_GROUP_DELETE; table_id
            0000001e 00000005         // duration_sec, duration_nsec
            003c 005a                 // idle_timeout, hard_timeout
            0000000000000007 00000000000002bc  // packet_count, byte_count
            0001 000c             // match: OFPMT_OXM, length
            80000004 00000001     // in_port=1
            00000000              // pad
            """,
            OpenFlow12, OpenFlow14),
        // 1.1 has the fixed match of its own, and no hard timeout.
        new(
            new FlowRemoved
            {
                Match = [Oxm.InPort.Is(1)],
                Cookie = 0xc0,
                Priority = 100,
                Reason = FlowRemovedReason.Delete,
                TableId = 4,
                DurationSec = 30,
                DurationNsec = 5,
                IdleTimeout = 60,
                PacketCount = 7,
                ByteCount = 700,
            },
            """
            02 0b 0088 00000000
            00000000000000c0          // cookie
            0064 02 04                // priority, reason: OFPRR_DELETE; table_id
            0000001e 00000005         // duration_sec, duration_nsec
            003c 0000                 // idle_timeout, pad
            0000000000000007 00000000000002bc  // packet_count, byte_count
            0000 0058 00000001        // match: OFPMT_STANDARD, length, in_port
            000003fe                  // wildcards: all but in_port
            00*6 ff*6 00*6 ff*6       // dl_src, dl_dst
            0000 00 00 0000 00 00     // dl_vlan, dl_vlan_pcp, pad, dl_type, nw_tos, nw_proto
            00000000 ffffffff 00000000 ffffffff  // nw_src, nw_dst
            0000 0000 00000000 00 000000  // tp_src, tp_dst, mpls_label, mpls_tc, pad
            00*8 ff*8                 // metadata
            """),
    ];
}
