using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Multipart;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Vectors;

internal sealed class FlowStatsRequestVectors : IVectorFile
{
    public IEnumerable<Vector> Vectors { get; } =
    [
        new(
            new FlowStatsRequest { TableId = 2, OutPort = PortNumber.Local, Match = [Oxm.InPort.Is(1)] },
            """
            01 10 0038 00000001
            0001 0000                 // type, flags
            003820fe          // match: wildcards
            0001 000000000000 000000000000  // in_port, dl_src, dl_dst
            0000 00 00 0000  // dl_vlan, dl_vlan_pcp, pad, dl_type
            00 00 0000          // nw_tos, nw_proto, pad
            00000000 00000000  // nw_src, nw_dst
            0000 0000           // tp_src, tp_dst
            02 00 fffe                // table_id, pad, out_port: OFPP_LOCAL
            """),
        new(
            new FlowStatsRequest { TableId = 2, OutPort = PortNumber.Local, OutGroup = 9, Cookie = 0xc0, CookieMask = 0xff, Match = [Oxm.InPort.Is(1)] },
            """
            04 12 0040 00000001
            0001 0000 00000000        // type, flags, pad
            02 000000 fffffffe        // table_id, pad, out_port: OFPP_LOCAL
            00000009 00000000         // out_group, pad
            00000000000000c0 00000000000000ff  // cookie, cookie_mask
            0001 000c             // match: OFPMT_OXM, length
            80000004 00000001     // in_port=1
            00000000              // pad
            """,
            OpenFlow12, OpenFlow14, OpenFlow15),
        // 1.1 has the fixed match of its own.
        new(
            new FlowStatsRequest { TableId = 2, OutPort = PortNumber.Local, OutGroup = 9, Cookie = 0xc0, CookieMask = 0xff, Match = [Oxm.InPort.Is(1)] },
            """
            02 12 0088 00000001
            0001 0000 00000000        // type, flags, pad
            02 000000 fffffffe        // table_id, pad, out_port: OFPP_LOCAL
            00000009 00000000         // out_group, pad
            00000000000000c0 00000000000000ff  // cookie, cookie_mask
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
