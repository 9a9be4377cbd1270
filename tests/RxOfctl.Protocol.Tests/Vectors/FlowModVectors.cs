using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Protocol.Tests.Vectors;

internal sealed class FlowModVectors : IVectorFile
{
    public IEnumerable<Vector> Vectors { get; } =
    [
        new(
            new FlowMod
            {
                Command = FlowModCommand.DeleteStrict,
                Cookie = 0xc0,
                IdleTimeout = 10,
                HardTimeout = 20,
                Priority = 0x1234,
                OutPort = PortNumber.Controller,
                Flags = FlowModFlags.SendFlowRem | FlowModFlags.Emerg,
            },
            """
            01 0e 0048 00000001
            003820ff          // match: wildcards
            0000 000000000000 000000000000  // in_port, dl_src, dl_dst
            0000 00 00 0000  // dl_vlan, dl_vlan_pcp, pad, dl_type
            00 00 0000          // nw_tos, nw_proto, pad
            00000000 00000000  // nw_src, nw_dst
            0000 0000           // tp_src, tp_dst
            00000000000000c0          // cookie
            0004 000a 0014 1234       // command: OFPFC_DELETE_STRICT; idle_timeout, hard_timeout, priority
            ffffffff fffd 0005        // buffer_id: none; out_port: OFPP_CONTROLLER; flags: SEND_FLOW_REM, EMERG
            """),
        new(
            new FlowMod
            {
                Match =
                [
                    Oxm.InPort.Is(1), Oxm.EthSrc.Is(new(0x0a0000000001)), Oxm.EthDst.Is(new(0x0a0000000002)), Oxm.VlanVid.Is(0x1005), Oxm.VlanPcp.Is(3),
                    Oxm.EthType.Is(0x0800), Oxm.IpDscp.Is(10), Oxm.IpProto.Is(17), Oxm.Ipv4Src.Is(new(10, 0, 0, 0), Ipv4Address.Mask(8)),
                    Oxm.Ipv4Dst.Is(new(10, 0, 0, 2)), Oxm.UdpSrc.Is(68), Oxm.UdpDst.Is(67),
                ],
                Actions =
                [
                    new SetVlanVidAction(5), new SetVlanPcpAction(3), new PopVlanAction(), new SetFieldAction(Oxm.EthSrc.Is(new(0x0a0000000003))),
                    new SetFieldAction(Oxm.EthDst.Is(new(0x0a0000000004))), new SetFieldAction(Oxm.Ipv4Src.Is(new(10, 0, 0, 3))),
                    new SetFieldAction(Oxm.Ipv4Dst.Is(new(10, 0, 0, 4))), new SetFieldAction(Oxm.IpDscp.Is(10)), new SetTpSrcAction(1), new SetTpDstAction(2),
                    new EnqueueAction { Port = 2, QueueId = 7 }, new ExperimenterAction { ExperimenterId = 0x7f001234, Data = ByteString.FromHex("0102030405060708") },
                    new UnknownAction(0x7001, ByteString.FromHex("01020304")), new OutputAction(2) { MaxLen = 64 },
                ],
            },
            """
            01 0e 00d8 00000001
            00001800          // match: wildcards
            0001 0a0000000001 0a0000000002  // in_port, dl_src, dl_dst
            0005 03 00 0800  // dl_vlan, dl_vlan_pcp, pad, dl_type
            28 11 0000          // nw_tos, nw_proto, pad
            0a000000 0a000002  // nw_src, nw_dst
            0044 0043           // tp_src, tp_dst
            0000000000000000          // cookie
            0000 0000 0000 8000       // command: OFPFC_ADD; idle_timeout, hard_timeout, priority
            ffffffff ffff 0000        // buffer_id: none; out_port: OFPP_NONE; flags
            0001 0008 0005 0000       // OFPAT_SET_VLAN_VID
            0002 0008 03 000000       // OFPAT_SET_VLAN_PCP
            0003 0008 00000000        // OFPAT_STRIP_VLAN
            0004 0010 0a0000000003 000000000000  // OFPAT_SET_DL_SRC
            0005 0010 0a0000000004 000000000000  // OFPAT_SET_DL_DST
            0006 0008 0a000003        // OFPAT_SET_NW_SRC
            0007 0008 0a000004        // OFPAT_SET_NW_DST
            0008 0008 28 000000       // OFPAT_SET_NW_TOS
            0009 0008 0001 0000       // OFPAT_SET_TP_SRC
            000a 0008 0002 0000       // OFPAT_SET_TP_DST
            000b 0010 0002 000000000000 00000007  // OFPAT_ENQUEUE: port, pad, queue_id
            ffff 0010 7f001234 0102030405060708   // OFPAT_VENDOR
            7001 0008 01020304        // an action that is unknown
            0000 0008 0002 0040       // OFPAT_OUTPUT
            """),
        new(
            new FlowMod
            {
                Match = [Oxm.VlanVid.Is(0), Oxm.EthType.Is(0x0806), Oxm.ArpOp.Is(1), Oxm.ArpSpa.Is(new(10, 0, 0, 1)), Oxm.ArpTpa.Is(new(10, 0, 0, 2))],
            },
            """
            01 0e 0048 00000001
            003000cd          // match: wildcards
            0000 000000000000 000000000000  // in_port, dl_src, dl_dst
            ffff 00 00 0806  // dl_vlan, dl_vlan_pcp, pad, dl_type
            00 01 0000          // nw_tos, nw_proto, pad
            0a000001 0a000002  // nw_src, nw_dst
            0000 0000           // tp_src, tp_dst
            0000000000000000          // cookie
            0000 0000 0000 8000       // command: OFPFC_ADD; idle_timeout, hard_timeout, priority
            ffffffff ffff 0000        // buffer_id: none; out_port: OFPP_NONE; flags
            """),
        new(
            new FlowMod
            {
                Cookie = 0xc0,
                CookieMask = 0xff,
                TableId = TableId.All,
                Command = FlowModCommand.Delete,
                IdleTimeout = 10,
                HardTimeout = 20,
                Priority = 0x1234,
                OutPort = PortNumber.Controller,
                OutGroup = 9,
                Flags = FlowModFlags.SendFlowRem | FlowModFlags.NoBytCounts,
            },
            """
            04 0e 0038 00000001
            00000000000000c0 00000000000000ff  // cookie, cookie_mask
            ff 03 000a 0014 1234      // table_id: OFPTT_ALL; command: OFPFC_DELETE; idle_timeout, hard_timeout, priority
            ffffffff fffffffd 00000009  // buffer_id: none; out_port: OFPP_CONTROLLER; out_group
            0011 0000                 // flags: SEND_FLOW_REM, NO_BYT_COUNTS; pad
            0001 0004 00000000    // match: OFPMT_OXM, length, pad
            """),
        new(
            new FlowMod
            {
                TableId = 1,
                BufferId = 0x100,
                Match =
                [
                    Oxm.InPort.Is(1), Oxm.EthDst.Is(new(0x010000000000), new(0x010000000000)), Oxm.EthType.Is(0x86dd), Oxm.VlanVid.Is(0x1000, 0x1000),
                    Oxm.Ipv6Src.Is(Ipv6Address.Parse("2001:db8::"), Ipv6Address.Mask(32)), Oxm.TunnelId.Is(0x17), OxmField.Unknown(0x8000, 120, false, ByteString.FromHex("aa")),
                ],
                Instructions =
                [
                    new MeterInstruction(4),
                    new ApplyActions(
                    [
                        new CopyTtlOutAction(), new CopyTtlInAction(), new SetMplsTtlAction(64), new DecMplsTtlAction(), new PushVlanAction(0x8100), new PopVlanAction(),
                        new PushMplsAction(0x8847), new PopMplsAction(0x0800), new SetQueueAction(7), new GroupAction(9), new SetNwTtlAction(63), new DecNwTtlAction(),
                        new SetFieldAction(Oxm.EthSrc.Is(new(0x0a0000000003))), new SetFieldAction(Oxm.VlanVid.Is(0x1005)), new PushPbbAction(0x88e7), new PopPbbAction(),
                        new ExperimenterAction { ExperimenterId = 0x7f001234, Data = ByteString.FromHex("0102030405060708") },
                        new UnknownAction(0x7001, ByteString.FromHex("01020304")),
                    ]),
                    new ClearActions(),
                    new WriteActions([new OutputAction(PortNumber.Controller) { MaxLen = 128 }]),
                    new WriteMetadata { Metadata = 0x10, MetadataMask = 0xf0 },
                    new GotoTable(2),
                    new ExperimenterInstruction { ExperimenterId = 0x7f001234, Data = ByteString.FromHex("0102030405060708") },
                    new UnknownInstruction(0x7001, ByteString.FromHex("01020304")),
                ],
            },
            """
            04 0e 01a0 00000001
            0000000000000000 0000000000000000  // cookie, cookie_mask
            01 00 0000 0000 8000      // table_id, command: OFPFC_ADD; idle_timeout, hard_timeout, priority
            00000100 ffffffff ffffffff  // buffer_id; out_port: OFPP_ANY; out_group: OFPG_ANY
            0000 0000                 // flags, pad
            0001 005f                 // match: OFPMT_OXM, length
            80000004 00000001         // in_port=1
            8000070c 010000000000 010000000000  // eth_dst, multicast
            80000a02 86dd             // eth_type
            80000d04 1000 1000        // vlan_vid: any, but there
            80003520 20010db8 00*12 ffffffff 00*12  // ipv6_src=2001:db8::/32
            80004c08 0000000000000017  // tunnel_id
            8000f001 aa               // field 120, unknown
            00                        // pad
            0006 0008 00000004        // OFPIT_METER: meter_id
            0004 00b0 00000000        // OFPIT_APPLY_ACTIONS: length, pad
            000b 0008 00000000        // OFPAT_COPY_TTL_OUT
            000c 0008 00000000        // OFPAT_COPY_TTL_IN
            000f 0008 40 000000       // OFPAT_SET_MPLS_TTL
            0010 0008 00000000        // OFPAT_DEC_MPLS_TTL
            0011 0008 8100 0000       // OFPAT_PUSH_VLAN
            0012 0008 00000000        // OFPAT_POP_VLAN
            0013 0008 8847 0000       // OFPAT_PUSH_MPLS
            0014 0008 0800 0000       // OFPAT_POP_MPLS
            0015 0008 00000007        // OFPAT_SET_QUEUE
            0016 0008 00000009        // OFPAT_GROUP
            0017 0008 3f 000000       // OFPAT_SET_NW_TTL
            0018 0008 00000000        // OFPAT_DEC_NW_TTL
            0019 0010 80000806 0a0000000003 0000  // OFPAT_SET_FIELD: eth_src, pad
            0019 0010 80000c02 1005 000000000000  // OFPAT_SET_FIELD: vlan_vid, pad
            001a 0008 88e7 0000       // OFPAT_PUSH_PBB
            001b 0008 00000000        // OFPAT_POP_PBB
            ffff 0010 7f001234 0102030405060708  // OFPAT_EXPERIMENTER
            7001 0008 01020304        // an action that is unknown
            0005 0008 00000000        // OFPIT_CLEAR_ACTIONS: length, pad
            0003 0018 00000000        // OFPIT_WRITE_ACTIONS: length, pad
            0000 0010 fffffffd 0080 000000000000  // OFPAT_OUTPUT: OFPP_CONTROLLER, max_len, pad
            0002 0018 00000000        // OFPIT_WRITE_METADATA: length, pad
            0000000000000010 00000000000000f0  // metadata, metadata_mask
            0001 0008 02 000000       // OFPIT_GOTO_TABLE: table_id, pad
            ffff 0010 7f001234 0102030405060708  // OFPIT_EXPERIMENTER
            7001 0008 01020304        // an instruction that is unknown
            """),
        // 1.2 is the first version with OXM and set-field.
        new(
            new FlowMod
            {
                Cookie = 1,
                CookieMask = 3,
                TableId = 4,
                Command = FlowModCommand.Modify,
                HardTimeout = 5,
                Priority = 6,
                OutGroup = GroupId.All,
                Flags = FlowModFlags.CheckOverlap | FlowModFlags.ResetCounts,
                Match = [Oxm.EthType.Is(0x8847), Oxm.MplsLabel.Is(0x12345), Oxm.MplsTc.Is(5)],
                Instructions =
                [
                    new ApplyActions([new SetFieldAction(Oxm.MplsTc.Is(2)), new SetMplsTtlAction(9), new OutputAction(PortNumber.InPort)]),
                    new GotoTable(7),
                ],
            },
            """
            03 0e 0080 00000001
            0000000000000001 0000000000000003  // cookie, cookie_mask
            04 01 0000 0005 0006      // table_id, command: OFPFC_MODIFY; idle_timeout, hard_timeout, priority
            ffffffff ffffffff fffffffc  // buffer_id: none; out_port: OFPP_ANY; out_group: OFPG_ALL
            0006 0000                 // flags: CHECK_OVERLAP, RESET_COUNTS; pad
            0001 0017                 // match: OFPMT_OXM, length
            80000a02 8847             // eth_type
            80004404 00012345         // mpls_label
            80004601 05               // mpls_tc
            00                        // pad
            0004 0030 00000000        // OFPIT_APPLY_ACTIONS: length, pad
            0019 0010 80004601 02 000000 00000000  // OFPAT_SET_FIELD: mpls_tc, pad
            000f 0008 09 000000       // OFPAT_SET_MPLS_TTL
            0000 0010 fffffff8 ffff 000000000000  // OFPAT_OUTPUT: OFPP_IN_PORT; max_len: OFPCML_NO_BUFFER
            0001 0008 07 000000       // OFPIT_GOTO_TABLE
            """),
    ];
}
