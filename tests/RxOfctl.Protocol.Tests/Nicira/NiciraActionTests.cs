using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Nicira;
using RxOfctl.Protocol.Properties;
using RxOfctl.Protocol.Tests.Properties;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Protocol.Tests.Nicira;

/// <summary>Every action: its bytes as Open vSwitch 3.1 wrote them, the action, and its text as ovs-ofctl wrote it.</summary>
public class NiciraActionTests
{
    // Every line begins with type, length, experimenter and subtype.
    private static readonly (string Bytes, OpenFlowAction Action, string Text, OpenFlowVersion From, OpenFlowVersion To)[] Vectors =
    [
        // in_port, padding
        ("ffff 0010 00002320 0001 0001 00000000", WireForms.Keep(new ResubmitAction { InPort = 1 }, OpenFlow13, form: 3), "resubmit:1", OpenFlow13, OpenFlow13),
        // in_port, table, padding
        ("ffff 0010 00002320 000e fff8 05 000000", new ResubmitAction(5), "resubmit(,5)", OpenFlow10, OpenFlow15),
        ("ffff 0010 00002320 000e 0001 ff 000000", new ResubmitAction { InPort = 1 }, "resubmit:1", OpenFlow10, OpenFlow15),
        ("ffff 0010 00002320 000e 0002 06 000000", new ResubmitAction(6) { InPort = 2 }, "resubmit(2,6)", OpenFlow10, OpenFlow15),
        ("ffff 0010 00002320 002c 0002 06 000000", new ResubmitAction(6) { InPort = 2, WithCt = true }, "resubmit(2,6,ct)", OpenFlow10, OpenFlow15),
        // padding, tunnel id
        ("ffff 0010 00002320 0002 0000 00000005", new SetTunnelAction(5), "set_tunnel:0x5", OpenFlow10, OpenFlow15),
        ("ffff 0018 00002320 0009 000000000000 000000123456789a", new SetTunnel64Action(0x123456789a), "set_tunnel64:0x123456789a", OpenFlow10, OpenFlow15),
        // padding, queue
        ("ffff 0010 00002320 0004 0000 00000005", new SetQueueAction(5), "set_queue:5", OpenFlow10, OpenFlow10),
        ("ffff 0010 00002320 0005 000000000000", new PopQueueAction(), "pop_queue", OpenFlow10, OpenFlow15),
        // number of bits, start in source, start in destination, header of source, header of destination
        (
            "ffff 0018 00002320 0006 000c 0000 0004 00000802 00010004",
            new CopyFieldAction(new(Nxm.VlanTci, 0, 12), new(Nxm.Reg0, 4, 12)),
            "move:NXM_OF_VLAN_TCI[0..11]->NXM_NX_REG0[4..15]",
            OpenFlow10,
            OpenFlow14),
        (
            "ffff 0018 00002320 0006 0030 0000 0000 00000406 00000206",
            new CopyFieldAction(Nxm.EthSrc, Nxm.EthDst),
            "move:NXM_OF_ETH_SRC[]->NXM_OF_ETH_DST[]",
            OpenFlow10,
            OpenFlow14),
        (
            "ffff 0018 00002320 0006 0020 0000 0000 80003410 00010604",
            new CopyFieldAction(new(Oxm.Ipv6Src, 0, 32), Nxm.Reg3),
            "move:NXM_NX_IPV6_SRC[0..31]->NXM_NX_REG3[]",
            OpenFlow10,
            OpenFlow14),
        // the source has an experimenter behind its header, so that padding follows
        (
            "ffff 0020 00002320 0006 0018 0000 0000 ffff0808 005ad650 00010604 00000000",
            new CopyFieldAction(Nsh.Spi, new(Nxm.Reg3, 0, 24)),
            "move:NXOXM_NSH_SPI[]->NXM_NX_REG3[0..23]",
            OpenFlow10,
            OpenFlow14),
        // start (10 bits) and number of bits less one (6 bits), header of destination, value
        ("ffff 0018 00002320 0007 001f 00010004 0000000000000005", new RegLoadAction(5, Nxm.Reg0), "load:0x5->NXM_NX_REG0[]", OpenFlow10, OpenFlow14),
        ("ffff 0018 00002320 0007 0103 00010004 0000000000000005", new RegLoadAction(5, new(Nxm.Reg0, 4, 4)), "load:0x5->NXM_NX_REG0[4..7]", OpenFlow10, OpenFlow14),
        ("ffff 0018 00002320 0007 07c0 00010004 0000000000000001", new RegLoadAction(1, new(Nxm.Reg0, 31, 1)), "load:0x1->NXM_NX_REG0[31]", OpenFlow10, OpenFlow14),
        (
            "ffff 0018 00002320 0007 103f 0001dc10 fe80000000000000",
            new RegLoadAction(0xfe80000000000000, new(Nxm.TunIpv6Dst, 64, 64)),
            "load:0xfe80000000000000->NXM_NX_TUN_IPV6_DST[64..127]",
            OpenFlow10,
            OpenFlow14),
        // a TLV of a match with its value
        ("ffff 0010 00002320 0021 00015001 05 00", new SetFieldAction(Nxm.TunMetadata(0).Is(new byte[] { 5 })), "set_field:0x5->tun_metadata0", OpenFlow10, OpenFlow10),
        ("ffff 0018 00002320 0021 ffff0a05 005ad650 0a 0000000000", new SetFieldAction(Nsh.Si.Is(10)), "set_field:10->nsh_si", OpenFlow10, OpenFlow10),
        ("ffff 0010 00002320 0008 000102000000", new NoteAction(ByteString.FromHex("000102000000")), "note:00.01.02.00.00.00", OpenFlow10, OpenFlow15),
        // fields, basis, padding, algorithm, last link, argument, padding, range and header of destination
        (
            "ffff 0020 00002320 000a 0001 0400 0000 0000 0009 00000000 0000 0005 00010004",
            new MultipathAction(new(Nxm.Reg0, 0, 6)) { Fields = HashFields.SymmetricL4, Basis = 1024, MaxLink = 9 },
            "multipath(symmetric_l4,1024,modulo_n,10,0,NXM_NX_REG0[0..5])",
            OpenFlow10,
            OpenFlow15),
        // algorithm, fields, basis, header of what the members are, their number, padding, members, padding
        (
            "ffff 0028 00002320 000c 0001 0000 0032 00000002 0003 000000000000 00000000 0001 0002 0003 0000",
            new BundleAction { Algorithm = BundleAlgorithm.Hrw, Fields = HashFields.EthSrc, Basis = 50, Members = [1, 2, 3] },
            "bundle(eth_src,50,hrw,ofport,members:1,2,3)",
            OpenFlow10,
            OpenFlow15),
        // ... their number, range and header of destination, padding, members, padding
        (
            "ffff 0028 00002320 000d 0000 0002 003c 00000002 0002 000f 00010004 00000000 0004 0005 00000000",
            new BundleLoadAction(new(Nxm.Reg0, 0, 16)) { Fields = HashFields.SymmetricL3L4, Basis = 60, Members = [4, 5] },
            "bundle_load(symmetric_l3l4,60,active_backup,ofport,NXM_NX_REG0[0..15],members:4,5)",
            OpenFlow10,
            OpenFlow15),
        // range, header, max_len, padding
        ("ffff 0018 00002320 000f 000f 00010004 ffff 000000000000", new OutputRegAction(new(Nxm.Reg0, 0, 16)), "output:NXM_NX_REG0[0..15]", OpenFlow10, OpenFlow15),
        // range, max_len, header with experimenter, padding
        ("ffff 0018 00002320 0020 0017 ffff ffff0808 005ad650 0000", new OutputRegAction(Nsh.Spi), "output:NXOXM_NSH_SPI[]", OpenFlow10, OpenFlow15),
        ("ffff 0018 00002320 0020 001f 0064 00010004 000000000000", WireForms.Keep(new OutputRegAction(Nxm.Reg0) { MaxLen = 100 }, OpenFlow13, form: 2), "output:NXM_NX_REG0[]", OpenFlow13, OpenFlow13),
        (
            // idle, hard, priority, cookie, flags, table, padding, fin_idle, fin_hard
            "ffff 0048 00002320 0010 0000 003c 8000 0000000000000000 0000 01 00 0000 0000"
            // match 12 bits from field: header and start of source, of destination
            + "000c 00000802 0000 00000802 0000"
            + "0030 00000406 0000 00000206 0000"
            // output 16 bits from field; padding
            + "1010 00000002 0000 00000000",
            new LearnAction
            {
                TableId = 1,
                HardTimeout = 60,
                Specs =
                [
                    LearnSpec.Match(new Subfield(Nxm.VlanTci, 0, 12)),
                    LearnSpec.Match(Nxm.EthSrc, Nxm.EthDst),
                    LearnSpec.Output(Nxm.InPort),
                ],
            },
            "learn(table=1,hard_timeout=60,NXM_OF_VLAN_TCI[0..11],NXM_OF_ETH_DST[]=NXM_OF_ETH_SRC[],output:NXM_OF_IN_PORT[])",
            OpenFlow10,
            OpenFlow15),
        (
            "ffff 0068 00002320 0010 000a 0000 0005 0000000000000007 0003 02 00 0003 0004"
            // match 16 bits from value; match 8 bits from value, which is padded to two bytes
            + "2010 0800 00000602 0000"
            + "2008 0006 00000c01 0000"
            + "0020 00001004 0000 00000e04 0000"
            // load 8 bits from value; load 16 bits from field
            + "2808 0005 00010004 0000"
            + "0810 00000002 0000 00010204 0000"
            + "2004 0005 00010404 0000 00000000",
            new LearnAction
            {
                TableId = 2,
                IdleTimeout = 10,
                FinIdleTimeout = 3,
                FinHardTimeout = 4,
                Priority = 5,
                Flags = LearnFlags.SendFlowRem | LearnFlags.DeleteLearned,
                Cookie = 7,
                Specs =
                [
                    LearnSpec.Match(0x800, Nxm.EthType),
                    LearnSpec.Match(6, Nxm.IpProto),
                    LearnSpec.Match(Nxm.IpDst, Nxm.IpSrc),
                    LearnSpec.Load(5, new(Nxm.Reg0, 0, 8)),
                    LearnSpec.Load(Nxm.InPort, new(Nxm.Reg1, 0, 16)),
                    LearnSpec.Match(5, new(Nxm.Reg2, 0, 4)),
                ],
            },
            "learn(table=2,idle_timeout=10,fin_idle_timeout=3,fin_hard_timeout=4,priority=5,send_flow_rem,delete_learned,cookie=0x7,"
            + "eth_type=0x800,nw_proto=6,NXM_OF_IP_SRC[]=NXM_OF_IP_DST[],load:0x5->NXM_NX_REG0[0..7],load:NXM_OF_IN_PORT[]->NXM_NX_REG1[0..15],"
            + "NXM_NX_REG2[0..3]=0x5)",
            OpenFlow10,
            OpenFlow15),
        (
            "ffff 0050 00002320 002d 0000 0000 8000 0000000000000000 0004 02 00 0000 0000"
            // limit, start in the field of the result, padding, header of that field
            + "00000004 0008 0000 00010004"
            + "2010 0800 00000602 0000"
            + "0020 00000e04 0000 00000e04 0000"
            + "1010 00000002 0000 00000000",
            new LearnAction
            {
                TableId = 2,
                Limit = 4,
                ResultDst = new(Nxm.Reg0, 8, 1),
                Specs = [LearnSpec.Match(0x800, Nxm.EthType), LearnSpec.Match(Nxm.IpSrc), LearnSpec.Output(Nxm.InPort)],
            },
            "learn(table=2,limit=4,result_dst=NXM_NX_REG0[8],eth_type=0x800,NXM_OF_IP_SRC[],output:NXM_OF_IN_PORT[])",
            OpenFlow10,
            OpenFlow15),
        ("ffff 0010 00002320 0011 000000000000", new ExitAction(), "exit", OpenFlow10, OpenFlow15),
        // number of controllers, padding, ids, padding
        ("ffff 0018 00002320 0015 0003 00000000 0001 0002 0003 0000", new DecTtlCntIdsAction([1, 2, 3]), "dec_ttl(1,2,3)", OpenFlow10, OpenFlow15),
        // idle, hard, padding
        ("ffff 0010 00002320 0013 0005 0006 0000", new FinTimeoutAction { FinIdleTimeout = 5, FinHardTimeout = 6 }, "fin_timeout(idle_timeout=5,hard_timeout=6)", OpenFlow10, OpenFlow15),
        // max_len, controller id, reason, padding
        (
            "ffff 0010 00002320 0014 0064 0007 02 00",
            new ControllerAction { MaxLen = 100, ControllerId = 7, Reason = PacketInReason.InvalidTtl },
            "controller(reason=invalid_ttl,max_len=100,id=7)",
            OpenFlow10,
            OpenFlow15),
        (
            // padding; properties: max_len, controller id, reason, userdata, pause
            "ffff 0038 00002320 0025 000000000000"
            + "0000 0008 0064 0000  0001 0008 0007 0000  0002 0005 00 000000  0003 0007 010203 00  0004 0004 00000000",
            new ControllerAction { MaxLen = 100, ControllerId = 7, Reason = PacketInReason.NoMatch, Userdata = new byte[] { 1, 2, 3 }, Pause = true },
            "controller(reason=no_match,max_len=100,id=7,userdata=01.02.03,pause)",
            OpenFlow10,
            OpenFlow15),
        (
            // userdata, meter
            "ffff 0028 00002320 0025 000000000000 0003 0009 0102030405 00000000000000 0005 0008 00000005",
            new ControllerAction { Userdata = new byte[] { 1, 2, 3, 4, 5 }, MeterId = 5 },
            "controller(userdata=01.02.03.04.05,meter_id=5)",
            OpenFlow10,
            OpenFlow15),
        ("ffff 0010 00002320 0025 000000000000", WireForms.Keep(new ControllerAction(), OpenFlow13, form: 2), "CONTROLLER:65535", OpenFlow13, OpenFlow13),
        // padding, metadata, mask
        (
            "ffff 0020 00002320 0016 000000000000 0000000000000005 00000000000000ff",
            new NiciraWriteMetadataAction { Metadata = 5, MetadataMask = 0xff },
            "write_metadata:0x5/0xff",
            OpenFlow10,
            OpenFlow15),
        // probability, collector set, observation domain, observation point
        (
            "ffff 0018 00002320 001d 000a 00000001 00000002 00000003",
            new SampleAction { Probability = 10, CollectorSetId = 1, ObsDomainId = 2, ObsPointId = 3 },
            "sample(probability=10,collector_set_id=1,obs_domain_id=2,obs_point_id=3)",
            OpenFlow10,
            OpenFlow15),
        // ... sampling port, padding
        (
            "ffff 0020 00002320 0026 000a 00000001 00000002 00000003 0004 000000000000",
            new SampleAction { Probability = 10, CollectorSetId = 1, ObsDomainId = 2, ObsPointId = 3, SamplingPort = 4 },
            "sample(probability=10,collector_set_id=1,obs_domain_id=2,obs_point_id=3,sampling_port=4)",
            OpenFlow10,
            OpenFlow15),
        // ... sampling port, direction, padding
        (
            "ffff 0020 00002320 0029 000a 00000001 00000002 00000003 0004 02 0000000000",
            new SampleAction { Probability = 10, CollectorSetId = 1, ObsDomainId = 2, ObsPointId = 3, SamplingPort = 4, Direction = SampleDirection.Egress },
            "sample(probability=10,collector_set_id=1,obs_domain_id=2,obs_point_id=3,sampling_port=4,egress)",
            OpenFlow10,
            OpenFlow15),
        // start, header, number of bits, padding
        ("ffff 0018 00002320 001b 0000 00010004 0010 000000000000", new StackPushAction(new(Nxm.Reg0, 0, 16)), "push:NXM_NX_REG0[0..15]", OpenFlow10, OpenFlow15),
        ("ffff 0018 00002320 001b 0000 ffff0808 005ad650 0018 0000", new StackPushAction(Nsh.Spi), "push:NXOXM_NSH_SPI[]", OpenFlow10, OpenFlow15),
        ("ffff 0018 00002320 001c 0000 00000406 0030 000000000000", new StackPopAction(Nxm.EthSrc), "pop:NXM_OF_ETH_SRC[]", OpenFlow10, OpenFlow15),
        // clause, number of clauses, id
        ("ffff 0010 00002320 0022 00 03 00000005", new ConjunctionAction { Clause = 0, NClauses = 3, Id = 5 }, "conjunction(5,1/3)", OpenFlow10, OpenFlow15),
        // flags, header of the zone, zone, table, padding, alg
        ("ffff 0018 00002320 0023 0000 00000000 0000 ff 000000 0000", new CtAction(), "ct()", OpenFlow10, OpenFlow15),
        (
            "ffff 0018 00002320 0023 0003 00000000 0005 04 000000 0000",
            new CtAction { Flags = CtFlags.Commit | CtFlags.Force, RecircTable = 4, Zone = 5 },
            "ct(commit,force,table=4,zone=5)",
            OpenFlow10,
            OpenFlow15),
        ("ffff 0018 00002320 0023 0000 00010004 000f ff 000000 0000", new CtAction { ZoneSrc = new(Nxm.Reg0, 0, 16) }, "ct(zone=NXM_NX_REG0[0..15])", OpenFlow10, OpenFlow15),
        (
            "ffff 0030 00002320 0023 0001 00000000 0000 ff 000000 0000"
            + "ffff 0018 00002320 0007 001f 0001d604 0000000000000001",
            new CtAction { Flags = CtFlags.Commit, Actions = [new RegLoadAction(1, Nxm.CtMark)] },
            "ct(commit,exec(load:0x1->NXM_NX_CT_MARK[]))",
            OpenFlow10,
            OpenFlow14),
        (
            "ffff 0038 00002320 0023 0001 00000000 0000 ff 000000 0000"
            // padding, flags, parts of the range; the range; padding
            + "ffff 0020 00002320 0024 0000 0011 0033 0a000001 0a000009 0064 00c8 00000000",
            new CtAction
            {
                Flags = CtFlags.Commit,
                Actions =
                [
                    new NatAction
                    {
                        Flags = NatFlags.Src | NatFlags.ProtoRandom,
                        RangeIpv4Min = Ipv4Address.Parse("10.0.0.1"),
                        RangeIpv4Max = Ipv4Address.Parse("10.0.0.9"),
                        RangeProtoMin = 100,
                        RangeProtoMax = 200,
                    },
                ],
            },
            "ct(commit,nat(src=10.0.0.1-10.0.0.9:100-200,random))",
            OpenFlow10,
            OpenFlow15),
        (
            "ffff 0068 00002320 0023 0001 00000000 0000 ff 000000 0015"
            + "ffff 0038 00002320 0024 0000 000e 001c fe800000000000000000000000000001 fe800000000000000000000000000002 0064 000000000000"
            + "ffff 0018 00002320 0007 001f 0001d604 0000000000000001",
            new CtAction
            {
                Flags = CtFlags.Commit,
                Alg = 21,
                Actions =
                [
                    new NatAction
                    {
                        Flags = NatFlags.Dst | NatFlags.Persistent | NatFlags.ProtoHash,
                        RangeIpv6Min = Ipv6Address.Parse("fe80::1"),
                        RangeIpv6Max = Ipv6Address.Parse("fe80::2"),
                        RangeProtoMin = 100,
                    },
                    new RegLoadAction(1, Nxm.CtMark),
                ],
            },
            "ct(commit,nat(dst=[fe80::1]-[fe80::2]:100,persistent,hash),exec(load:0x1->NXM_NX_CT_MARK[]),alg=ftp)",
            OpenFlow10,
            OpenFlow14),
        (
            "ffff 0048 00002320 0023 0001 00000000 0000 ff 000000 0000"
            + "ffff 0030 00002320 0024 0000 0001 000c fe800000000000000000000000000001 fe800000000000000000000000000002",
            new CtAction
            {
                Flags = CtFlags.Commit,
                Actions =
                [
                    new NatAction { Flags = NatFlags.Src, RangeIpv6Min = Ipv6Address.Parse("fe80::1"), RangeIpv6Max = Ipv6Address.Parse("fe80::2") },
                ],
            },
            "ct(commit,nat(src=fe80::1-fe80::2))",
            OpenFlow10,
            OpenFlow15),
        (
            "ffff 0028 00002320 0023 0001 00000000 0000 ff 000000 0000 ffff 0010 00002320 0024 0000 0001 0000",
            new CtAction { Flags = CtFlags.Commit, Actions = [new NatAction { Flags = NatFlags.Src }] },
            "ct(commit,nat(src))",
            OpenFlow10,
            OpenFlow15),
        ("ffff 0010 00002320 002b 000000000000", new CtClearAction(), "ct_clear", OpenFlow10, OpenFlow15),
        // port, max_len
        ("ffff 0010 00002320 0027 0001 00000064", new OutputTruncAction { Port = 1, MaxLen = 100 }, "output(port=1,max_len=100)", OpenFlow10, OpenFlow15),
        (
            // padding; the actions
            "ffff 0040 00002320 002a 000000000000"
            + "0000 0008 0001 0000"
            + "ffff 0010 00002320 000e fff8 03 000000"
            + "ffff 0018 00002320 002a 000000000000 0000 0008 0002 0000",
            new CloneAction([new OutputAction(1) { MaxLen = 0 }, new ResubmitAction(3), new CloneAction([new OutputAction(2) { MaxLen = 0 }])]),
            "clone(output:1,resubmit(,3),clone(output:2))",
            OpenFlow10,
            OpenFlow10),
        (
            "ffff 0020 00002320 002a 000000000000 0000 0010 00000001 0000 000000000000",
            new CloneAction([new OutputAction(1) { MaxLen = 0 }]),
            "clone(output:1)",
            OpenFlow12,
            OpenFlow15),
        // length, start, header, padding
        ("ffff 0018 00002320 0031 05dc 0003 00010004 000000000000", new CheckPktLargerAction(1500, new(Nxm.Reg0, 3, 1)), "check_pkt_larger(1500)->NXM_NX_REG0[3]", OpenFlow10, OpenFlow15),
        // header, padding
        ("ffff 0018 00002320 0032 0001527c 00000000000000000000", new DeleteFieldAction(Nxm.TunMetadata(1)), "delete_field:tun_metadata1", OpenFlow10, OpenFlow15),
        // header size, new packet type, properties: class, type, length, value
        ("ffff 0010 00002320 002e 0000 00000000", new EncapAction { NewPktType = EncapAction.Ethernet }, "encap(ethernet)", OpenFlow13, OpenFlow15),
        ("ffff 0010 00002320 002e 0000 00018847", new EncapAction { NewPktType = EncapAction.Mpls }, "encap(mpls)", OpenFlow13, OpenFlow15),
        (
            "ffff 0018 00002320 002e 0000 0001894f 0004 01 05 01 000000",
            new EncapAction { NewPktType = EncapAction.Nsh, Props = [EncapProperty.NshMdType(1)] },
            "encap(nsh(md_type=1))",
            OpenFlow13,
            OpenFlow15),
        (
            "ffff 0028 00002320 002e 0000 0001894f 0004 01 05 02 000000 0004 02 10 1000 0a 04 12345678 00000000",
            new EncapAction { NewPktType = EncapAction.Nsh, Props = [EncapProperty.NshMdType(2), EncapProperty.NshTlv(0x1000, 10, ByteString.FromHex("12345678"))] },
            "encap(nsh(md_type=2,tlv(0x1000,10,0x12345678)))",
            OpenFlow13,
            OpenFlow15),
        // padding, new packet type
        ("ffff 0010 00002320 002f 0000 0000fffe", new DecapAction(), "decap()", OpenFlow13, OpenFlow15),
        ("ffff 0010 00002320 002f 0000 00000000", new DecapAction { NewPktType = 0 }, "decap(packet_type(ns=0,type=0))", OpenFlow13, OpenFlow15),
        ("ffff 0010 00002320 0030 000000000000", new DecNshTtlAction(), "dec_nsh_ttl", OpenFlow13, OpenFlow15),
        ("ffff 0010 00002320 0017 8847 00000000", new PushMplsAction(0x8847), "push_mpls:0x8847", OpenFlow10, OpenFlow10),
        ("ffff 0010 00002320 0018 0800 00000000", new PopMplsAction(0x0800), "pop_mpls:0x0800", OpenFlow10, OpenFlow10),
        ("ffff 0010 00002320 0019 05 0000000000", new SetMplsTtlAction(5), "set_mpls_ttl(5)", OpenFlow10, OpenFlow10),
        ("ffff 0010 00002320 001a 000000000000", new DecMplsTtlAction(), "dec_mpls_ttl", OpenFlow10, OpenFlow10),
        ("ffff 0010 00002320 001e 0000 00000005", new SetFieldAction(Oxm.MplsLabel.Is(5)), "set_field:5->mpls_label", OpenFlow10, OpenFlow10),
        ("ffff 0010 00002320 001f 05 0000000000", new SetFieldAction(Oxm.MplsTc.Is(5)), "set_field:5->mpls_tc", OpenFlow10, OpenFlow10),
        ("ffff 0010 00002320 0012 000000000000", new DecNwTtlAction(), "dec_ttl", OpenFlow10, OpenFlow10),
        ("ffff 0010 00002320 0028 0000 00000005", new GroupAction(new GroupId(5)), "group:5", OpenFlow10, OpenFlow10),
        // experimenter type, padding, number of bits, starts, padding, headers
        (
            "ffff 0020 4f4e4600 0c80 0000 0010 0000 0004 0000 00000802 00010004 00000000",
            WireForms.Keep(new CopyFieldAction(Nxm.VlanTci, new(Nxm.Reg0, 4, 16)), OpenFlow13, form: 3),
            "move:NXM_OF_VLAN_TCI[]->NXM_NX_REG0[4..19]",
            OpenFlow13,
            OpenFlow13),
    ];

    private static readonly OpenFlowVersion[] Versions = [OpenFlow10, OpenFlow12, OpenFlow13, OpenFlow14, OpenFlow15];

    public static TheoryData<int, string> Indexes()
    {
        var data = new TheoryData<int, string>();
        for (var index = 0; index < Vectors.Length; index++)
            data.Add(index, Vectors[index].Text);
        return data;
    }

    [Theory]
    [MemberData(nameof(Indexes))]
    public void Every_action_is_written_as_Open_vSwitch_writes_it_in_every_version_that_has_it(int index, string text)
    {
        var (bytes, action, _, from, to) = Vectors[index];
        Assert.Equal(text, action.ToString());
        foreach (var version in Versions)
        {
            if (version >= from && version <= to)
                Assert.Equal(ByteString.FromHex(bytes).ToString(), Convert.ToHexStringLower(ActionFrame.Encode(action, version)));
            // A nested action alone decides for the actions that hold it.
            else if (action is not CloneAction && DeclaredCode.Preferred(action.GetType(), version) is null)
                Assert.Throws<UnsupportedByVersionException>(() => ActionFrame.Encode(action, version));
        }
    }

    [Theory]
    [MemberData(nameof(Indexes))]
    public void Every_action_is_read_from_what_Open_vSwitch_writes(int index, string text)
    {
        var (bytes, action, _, from, to) = Vectors[index];
        foreach (var version in Versions)
        {
            if (version < from || version > to)
                continue;
            var read = ActionFrame.Decode(ByteString.FromHex(bytes).ToArray(), version);
            Assert.Equal(action, read);
            Assert.Equal(text, read.ToString());
        }
    }

    [Fact]
    public void Every_action_has_a_vector()
    {
        var without = from type in typeof(OpenFlowAction).Assembly.GetTypes()
                      where type.IsSubclassOf(typeof(OpenFlowAction)) && type.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "NiciraCodeAttribute")
                      where Vectors.All(vector => vector.Action.GetType() != type && !Nested(vector.Action).Any(action => action.GetType() == type))
                      select type.Name;
        Assert.Empty(without);
    }

    [Fact]
    public void No_action_cut_or_changed_in_one_byte_gives_another_exception_than_the_typed_one()
    {
        foreach (var (bytes, _, _, from, _) in Vectors)
        {
            var good = ByteString.FromHex(bytes).ToArray();
            foreach (var bad in Mutations.Of(good).Where(bad => bad.Length is >= 8 && bad.Length % 8 == 0))
            {
                try
                {
                    ActionFrame.Decode(bad, from);
                }
                catch (Exception exception) when (exception is OpenFlowDecodeException or Xunit.Sdk.SingleException)
                {
                    // Refused, or read as several actions because a length was changed: both are right.
                }
            }
        }
    }

    [Fact]
    public void An_unknown_subtype_keeps_its_bytes()
    {
        var bytes = ByteString.FromHex("ffff 0018 00002320 7777 0102030405060708090a0b0c0d0e").ToArray();
        var action = Assert.IsType<ExperimenterAction>(ActionFrame.Decode(bytes, OpenFlow13));
        Assert.Equal(NiciraExperimenter.Id, action.ExperimenterId);
        Assert.Equal(bytes, ActionFrame.Encode(action, OpenFlow13));
    }

    [Fact]
    public void An_unknown_property_of_a_controller_action_keeps_its_bytes()
    {
        var bytes = ByteString.FromHex("ffff 0028 00002320 0025 000000000000 0004 0004 00000000 7777 000b 01020304050607 0000000000").ToArray();
        var action = Assert.IsType<ControllerAction>(ActionFrame.Decode(bytes, OpenFlow13));
        Assert.True(action.Pause);
        Assert.Equal([new UnknownProperty(0x7777, ByteString.FromHex("01020304050607"))], action.UnknownProperties);
        Assert.Equal(bytes, ActionFrame.Encode(action, OpenFlow13));
    }

    [Theory]
    [InlineData("0004 0004 00000000 0000 0008 0064 0000")] // another order than Open vSwitch's
    [InlineData("0000 0008 ffff 0000 0000 0008 0064 0000 0004 0004 00000000")] // a property twice: the last counts
    [InlineData("0000 0008 0064 0000 0001 0008 0000 0000 0004 0004 00000000")] // a default spelled out
    public void Properties_of_a_controller_action_are_written_once_in_the_order_of_Open_vSwitch_and_without_defaults(string properties)
    {
        var body = ByteString.FromHex(properties).ToArray();
        byte[] bytes = [.. ByteString.FromHex("ffff 0000 00002320 0025 000000000000").Span, .. body];
        bytes[3] = (byte)bytes.Length;
        var action = ActionFrame.Decode(bytes, OpenFlow13);
        Assert.Equal(new ControllerAction { MaxLen = 100, Pause = true }, action);
        Assert.Equal(
            ByteString.FromHex("ffff 0020 00002320 0025 000000000000 0000 0008 0064 0000 0004 0004 00000000"),
            ActionFrame.Encode(action, OpenFlow13));
    }

    [Fact]
    public void A_part_of_a_field_that_this_library_does_not_know_keeps_its_header()
    {
        var bytes = ByteString.FromHex("ffff 0018 00002320 0006 0010 0000 0004 7ffe2404 00010004").ToArray();
        var action = Assert.IsType<CopyFieldAction>(ActionFrame.Decode(bytes, OpenFlow13));
        Assert.Null(action.Src.Type);
        Assert.Equal(bytes, ActionFrame.Encode(action, OpenFlow13));
    }

    [Fact]
    public void Tunnel_metadata_keep_the_width_that_the_datapath_gave_them()
    {
        var bytes = ByteString.FromHex("ffff 0018 00002320 0006 0010 0000 0004 00015004 00010004").ToArray();
        var action = Assert.IsType<CopyFieldAction>(ActionFrame.Decode(bytes, OpenFlow13));
        Assert.Equal(Nxm.TunMetadata(0), action.Src.Type);
        Assert.Equal(4, action.Src.Length);
        Assert.Equal("move:NXM_NX_TUN_METADATA0[0..15]->NXM_NX_REG0[4..19]", action.ToString());
        Assert.Equal(bytes, ActionFrame.Encode(action, OpenFlow13));
    }

    [Fact]
    public void Actions_are_made_within_one_another_to_the_depth_that_is_read()
    {
        OpenFlowAction action = new OutputAction(1);
        for (var depth = 1; depth <= 31; depth++)
            action = depth % 2 == 0 ? new CloneAction([action]) : new CtAction { Actions = [action] };

        var deepest = new CloneAction([action]) with { Actions = [] };
        Assert.Equal(new CloneAction(), deepest);
        Assert.Throws<ArgumentException>(() => new CloneAction([new CloneAction([action])]));
        Assert.Throws<ArgumentException>(() => new CtAction { Actions = [new OutputAction(2), new CloneAction([action])] });
    }

    [Theory]
    [InlineData(32, true)]
    [InlineData(33, false)]
    [InlineData(4000, false)]
    public void Clones_within_clones_are_read_to_a_bounded_depth(int depth, bool isRead)
    {
        var bytes = new byte[16 * depth];
        for (var level = 0; level < depth; level++)
        {
            ByteString.FromHex("ffff 0000 00002320 002a 000000000000").Span.CopyTo(bytes.AsSpan(16 * level));
            System.Buffers.Binary.BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan((16 * level) + 2), (ushort)(16 * (depth - level)));
        }

        if (isRead)
            Assert.Equal(bytes, ActionFrame.Encode(ActionFrame.Decode(bytes, OpenFlow13), OpenFlow13));
        else
            Assert.Throws<OpenFlowDecodeException>(() => ActionFrame.Decode(bytes, OpenFlow13));
    }

    [Theory]
    [InlineData("ffff 0018 00002320 0006 0040 0000 0000 00000406 00000206")] // 64 bits of a field of 48
    [InlineData("ffff 0018 00002320 0006 0000 0000 0000 00000406 00000206")] // no bits
    [InlineData("ffff 0018 00002320 0006 0010 0000 0000 00000405 00000206")] // a header with another width than its field's
    [InlineData("ffff 0018 00002320 0006 0010 0000 0000 00000506 00000206")] // a header with a mask
    public void A_copy_of_bits_that_a_field_does_not_have_keeps_its_bytes(string hex)
    {
        var bytes = ByteString.FromHex(hex).ToArray();
        var action = Assert.IsType<CopyFieldAction>(ActionFrame.Decode(bytes, OpenFlow13));
        Assert.Equal(bytes, ActionFrame.Encode(action, OpenFlow13));
        Assert.Equal(action, OpenFlowAction.Parse(action.ToString()));
    }

    [Theory]
    [InlineData("ffff 0018 00002320 0007 001f ffff0808 0000000000000005")] // an experimenter's field where there is no room for its id
    [InlineData("ffff 0018 00002320 0007 0003 00010004 0000000000000010")] // a value of five bits for four
    [InlineData("ffff 0020 00002320 0005 000000000000 00000000000000000000000000000000")] // longer than the action is
    [InlineData("ffff 0018 00002320 0015 0063 00000000 0001 0002 0003 0000")] // 99 ids where there is room for four
    [InlineData("ffff 0010 00002320 0024 0000 0001 0040")] // a part of a range that does not exist
    [InlineData("ffff 0018 00002320 0025 000000000000 0004 0003 00000000")] // a property shorter than its header
    [InlineData("ffff 0018 00002320 0025 000000000000 0004 0009 00000000")] // a property longer than the action
    [InlineData("ffff 0018 00002320 0025 000000000000 0000 0005 64 000000")] // a property shorter than its value
    [InlineData("ffff 0018 00002320 002e 0000 0001894f 0004 01 03 01 000000")] // likewise of a header
    [InlineData("ffff 0028 00002320 0010 0000 003c 8000 0000000000000000 0000 01 00 0000 0000 3010 0000 00000000")] // learns an output from a value
    [InlineData("ffff 0028 00002320 0010 0000 003c 8000 0000000000000000 0000 01 00 0000 0000 2000 0000 00000000")] // learns no bits
    [InlineData("ffff 0020 00002320 0010 0000 003c 8000 0000000000000000 0004 01 00 0000 0000")] // a result that the form has no room for
    [InlineData("ffff 0020 00002320 0023 0000 00000000 0000 ff 000000 0000 ffff 0000 00000000")] // an action of no length within another
    public void What_an_action_cannot_be_is_refused(string bytes) =>
        Assert.Throws<OpenFlowDecodeException>(() => ActionFrame.Decode(ByteString.FromHex(bytes).ToArray(), OpenFlow13));

    [Fact]
    public void Bits_that_a_field_does_not_have_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Subfield(Nxm.Reg0, 0, 33));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Subfield(Nxm.Reg0, 32, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Subfield(Nxm.Reg0, 0, 0));
        Assert.Throws<ArgumentException>(() => new CopyFieldAction(Nxm.Reg0, Nxm.EthSrc));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RegLoadAction(16, new(Nxm.Reg0, 0, 4)));
        Assert.Throws<ArgumentException>(() => new CheckPktLargerAction(1500, Nxm.Reg0));
        Assert.Throws<OpenFlowEncodeException>(() => ActionFrame.Encode(new RegLoadAction(1, Nsh.Si), OpenFlow13));
        Assert.Throws<OpenFlowEncodeException>(() => ActionFrame.Encode(new RegLoadAction(1, Nxm.CtLabel), OpenFlow13));
        Assert.Throws<OpenFlowEncodeException>(() => ActionFrame.Encode(new ResubmitAction { InPort = 0x10000 }, OpenFlow13));
    }

    private static ValueList<OpenFlowAction> Nested(OpenFlowAction action) => action switch
    {
        CtAction ct => ct.Actions,
        CloneAction clone => clone.Actions,
        _ => [],
    };
}
