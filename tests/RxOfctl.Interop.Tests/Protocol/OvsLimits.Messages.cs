using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Nicira;
using RxOfctl.Protocol.Properties;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Interop.Tests.Protocol;

internal static partial class OvsLimits
{
    private static IEnumerable<OvsLimit> Messages() =>
    [
        OvsLimit.Absent<UnknownMessage>("does not know what we do not know"),
        OvsLimit.Absent<UnknownMultipartRequest>("does not know what we do not know"),
        OvsLimit.Absent<UnknownMultipartReply>("does not know what we do not know"),
        OvsLimit.Absent<Experimenter>("does not know a made-up experimenter"),
        OvsLimit.Absent<ExperimenterMultipartRequest>("does not know a made-up experimenter"),
        OvsLimit.Absent<ExperimenterMultipartReply>("does not know a made-up experimenter"),
        OvsLimit.Absent<ControllerStatus>("does not have it (ofp-msgs.h)", from: OpenFlow15),
        OvsLimit.Absent<ControllerStatusRequest>("does not have it (ofp-msgs.h)", from: OpenFlow15),
        OvsLimit.Absent<ControllerStatusReply>("does not have it (ofp-msgs.h)", from: OpenFlow15),
        OvsLimit.Absent<BundleFeaturesRequest>("does not have it (ofp-msgs.h)", from: OpenFlow15),
        OvsLimit.Absent<BundleFeaturesReply>("does not have it (ofp-msgs.h)", from: OpenFlow15),
        OvsLimit.Absent<FlowLightweightStatsRequest>("does not have it (ofp-msgs.h)", from: OpenFlow15),
        OvsLimit.Absent<FlowLightweightStatsReply>("does not have it (ofp-msgs.h)", from: OpenFlow15),
        OvsLimit.Absent<MeterFeaturesReply>("expects the shorter body of 1.3 (ofp-msgs.h)", from: OpenFlow15),
        OvsLimit.Of<MultipartRequest>(
            "MORE in a request", "says that the flag is unknown (ofp_print_stats); from 1.3 on it has a name",
            request => request with { Flags = MultipartFlags.None }, to: OpenFlow12),
        OvsLimit.Of<SetConfig>("unknown flags", "refuses them (OFPSCFC_BAD_FLAGS)", config => config with { Flags = config.Flags & (ConfigFlags)3 }, from: OpenFlow13),
        OvsLimit.Of<ErrorMessage>("quoted bytes that are no message", "prints them as one", error => error with { Data = ByteString.Empty }),
        OvsLimit.Of<PacketIn>("a total length of other than the data's", "notes that it differs", packet => packet with { TotalLen = (ushort)packet.Data.Length }),
        OvsLimit.Of<BundleAddMessage>(
            "messages other than of flows, groups and ports", "bundles no others (ofputil_is_bundlable)",
            add => add.Message is FlowMod or GroupMod or PortMod ? add : null),
        OvsLimit.Of<RequestForward>(
            "messages other than of groups and meters", "forwards no others (ofputil_decode_requestforward)",
            forward => forward.Request is GroupMod or MeterMod ? forward : null),
        OvsLimit.Of<FlowMod>(
            "emergency flows", "has no cache of them (OFPFMFC_BAD_EMERG_TIMEOUT, OFPFMFC_TABLE_FULL)", mod => mod with { Flags = mod.Flags & ~FlowModFlags.Emerg }, to: OpenFlow10),
        OvsLimit.Of<FlowMod>(
            "all tables, other than in a deletion; a next table that is not behind", "refuses them (ofputil_decode_flow_mod, ofpact_check__)",
            (mod, place) => mod with { TableId = Table(mod.TableId, mod.Instructions, place.Version > OpenFlow11 && mod.Command is (FlowModCommand.Delete or FlowModCommand.DeleteStrict)) },
            from: OpenFlow11),
        OvsLimit.Of<FlowMod>(
            "actions that do not suit the match", "refuses them (ofpacts_check_consistency)",
            mod => mod with { Instructions = Suiting(mod.Instructions, mod.Match) }),
        OvsLimit.Of<GroupMod>(
            "groups that contradict themselves", "refuses them (ofputil_check_group_mod)", (mod, place) => Group(mod, place.Version)),
        OvsLimit.Of<GroupMod>(
            "a selection of buckets other than in a select group that is added or modified", "refuses it (parse_group_prop_ntr_selection_method)",
            mod => mod.Type == GroupType.Select && mod.Command is (GroupModCommand.Add or GroupModCommand.Modify or GroupModCommand.AddOrModify)
                ? mod
                : mod with { Properties = WithoutSelection(mod.Properties) }),
        OvsLimit.Of<GroupDesc>(
            "a selection of buckets other than in a select group", "refuses it (parse_group_prop_ntr_selection_method)",
            desc => desc.Type == GroupType.Select ? desc : desc with { Properties = WithoutSelection(desc.Properties) }),
        OvsLimit.Of<SetAsync>(
            "reasons that it does not have before 1.4", "refuses them (OFPACFC_INVALID)", config => config with { Properties = Known(config, Masks10) }, to: OpenFlow13),
        OvsLimit.Of<SetAsync>(
            "reasons that it does not have", "refuses them (OFPACFC_INVALID)", config => config with { Properties = Known(config, Masks14) }, from: OpenFlow14),
        OvsLimit.Of<TableMod>(
            "vacancy in a table-mod", "refuses thresholds upside down or above 100, and a vacancy other than 0 (parse_table_mod_vacancy_property)",
            mod => mod with
            {
                Properties = mod.Properties.Select(property => property is VacancyTableProperty vacancy
                    ? new VacancyTableProperty { VacancyDown = (byte)(vacancy.VacancyDown % 50), VacancyUp = (byte)(50 + vacancy.VacancyUp % 51) }
                    : property).ToValueList(),
            },
            from: OpenFlow14),
        OvsLimit.Of<TableMod>(
            "unknown properties", "refuses them", mod => mod with { Properties = mod.Properties.Where(property => property is not UnknownProperty).ToValueList() }, from: OpenFlow14),
        OvsLimit.Of<TableMod>(
            "several flags of eviction, and LIFETIME", "takes the flags for an eviction that is on or off, and prints an error (ofputil_decode_table_mod)",
            mod => mod with
            {
                Properties = mod.Properties.Select(property => property is EvictionTableProperty { Flags: not (TableEvictionFlags.Other or TableEvictionFlags.Importance) }
                    ? new EvictionTableProperty { Flags = TableEvictionFlags.Other }
                    : property).ToValueList(),
            },
            from: OpenFlow14),
        OvsLimit.Of<TableDescReply>("a reply without entries", "wants one (ofp-msgs.h)", reply => reply.Body.IsEmpty ? null : reply, from: OpenFlow14),
        OvsLimit.Of<TableFeaturesReply>("a reply without entries", "wants one (ofp-msgs.h)", reply => reply.Body.IsEmpty ? null : reply, from: OpenFlow13),
        OvsLimit.Of<PacketInProperties>("a packet-in without packet", "wants one", packet => packet.Packet.IsEmpty ? packet with { Packet = ByteString.FromHex("0102030405060708090a0b0c0d0e") } : packet),
        OvsLimit.Of<PacketInProperties>(
            "a total length below the packet's", "refuses it (decode_nx_packet_in2)",
            packet => packet.FullLen < packet.Packet.Length ? packet with { FullLen = (uint)packet.Packet.Length + packet.FullLen } : packet),
        OvsLimit.Of<PacketInProperties>(
            "continuations of anyone else", "reads its own only (ofputil_decode_packet_in_private)",
            packet => packet.Continuation.IsEmpty ? packet : packet with { Continuation = ByteString.FromHex("8000001400112233445566778899aabbccddeeff00000000") }),
        OvsLimit.Of<PacketInProperties>(
            "a packet that is cut and in no buffer", "notes that it is cut",
            packet => packet.BufferId == BufferId.NoBuffer ? packet with { FullLen = null } : packet),
        OvsLimit.Of<PacketOut>(
            "fields of a packet, not of its way through the tables", "refuses them (mf_is_pipeline_field)",
            packet => packet with { Match = Match.Create([.. packet.Match.Where(field => OfPipeline.Contains(field.Type))]) }, from: OpenFlow15),
        OvsLimit.Of<PacketOut>(
            "input ports by which no packet comes", "refuses them (OFPBRC_BAD_PORT)",
            packet => packet.InPort == PortNumber.Any || packet.InPort == PortNumber.Controller || packet.InPort == PortNumber.Local || !packet.InPort.IsReserved
                ? packet
                : packet with { InPort = PortNumber.Controller }),
        OvsLimit.Of<PacketOut>(
            "no input port", "wants one (OFPBRC_BAD_PORT)", packet => packet.Match.Any(field => field.Type.Equals(Oxm.InPort)) ? packet : packet with { InPort = PortNumber.Controller },
            from: OpenFlow15),
        OvsLimit.Of<ErrorMessage>(
            "ONF's experimenter error 2320 of 1.3", "has CANT_SYNC from 1.4 on (ofp-errors.h)",
            error => error.Error == OpenFlowError.FlowModFailedCantSync ? null : error, from: OpenFlow13, to: OpenFlow13),
        OvsLimit.Of<NiciraTlvTableReply>("fewer fields than are mapped", "refuses them (ofputil_decode_tlv_table_reply)", reply => reply with { MaxFields = 64 }),
        OvsLimit.Of<QueueGetConfigRequest>("reserved ports", "wants one port or, from 1.1 on, any", request => request with { Port = request.Port.Value % 0xff00 }, to: OpenFlow13),
        OvsLimit.Of<MeterMod>("rates in kbit/s and in packets at once", "refuses both (OFPMMFC_BAD_FLAGS)", mod => mod with { Flags = mod.Flags & ~MeterFlags.Pktps }, from: OpenFlow13),
    ];

    // Of packet-in, port-status, flow-removed, role-status, table-status and request-forward.
    private static readonly uint[] Masks10 = [0x07, 0x07, 0x3f, 0x07, 0x18, 0x03];
    private static readonly uint[] Masks14 = [0x3f, 0x07, 0x3f, 0x07, 0x18, 0x03];

    private static ValueList<IAsyncConfigProperty> Known(SetAsync config, uint[] masks) => config.Properties
        .OfType<AsyncMask>()
        .Where(mask => (int)mask.Type / 2 < masks.Length)
        .Select(mask => (IAsyncConfigProperty)(mask with { Mask = mask.Mask & masks[(int)mask.Type / 2] }))
        .ToValueList();

    // In 1.0 groups are Nicira's (NXT_GROUP_MOD).
    private static ByteString GroupDeletion(OpenFlowVersion version, uint xid) => version == OpenFlow10
        ? ByteString.FromHex($"01040020 {xid:x8} 00002320 0000001f 0002 00 00 00000005 0000 0000 ffffffff")
        : OpenFlowCodec.Encode(new GroupMod { Command = GroupModCommand.Delete, GroupId = 5 }, version, xid);

    private static TableId Table(TableId table, ValueList<Instruction> instructions, bool mayBeAll)
    {
        var next = instructions.OfType<GotoTable>().FirstOrDefault();
        return next is not null ? new((byte)Math.Min(table.Value, next.TableId.Value - 1)) : table == TableId.All && !mayBeAll ? new(0) : table;
    }

    private static ValueList<Instruction> Suiting(ValueList<Instruction> instructions, Match match) => instructions.Select(instruction => instruction switch
    {
        ApplyActions apply => apply with { Actions = apply.Actions.Where(action => Suits(action, match)).ToValueList() },
        WriteActions write => write with { Actions = write.Actions.Where(action => Suits(action, match)).ToValueList() },
        _ => instruction,
    }).ToValueList();

    // A field that is matched has what it needs; nothing else is asked of metadata, registers and addresses of Ethernet.
    private static bool Suits(OpenFlowAction action, Match match) => action switch
    {
        PopVlanAction or PopMplsAction or SetMplsTtlAction or DecMplsTtlAction or SetNwTtlAction or DecNwTtlAction or DeleteFieldAction or ResubmitAction { WithCt: true }
            or DecTtlCntIdsAction or DecNshTtlAction or SetVlanVidAction or SetVlanPcpAction or DecapAction or EncapAction => false,
        SetTpSrcAction or SetTpDstAction or FinTimeoutAction => match.Get(Oxm.EthType) is 0x0800 && match.Get(Oxm.IpProto) is 6 && match.Get(Nxm.IpFrag) is null,
        CtAction ct => ct.ZoneSrc is null && !ct.Actions.Any(nested => nested is NatAction) && match.Get(Nxm.CtState) is null && match.Get(Oxm.EthType) is (0x0800 or 0x86dd),
        PushMplsAction or PushVlanAction => match.Get(Oxm.PacketType) is null,
        OutputTruncAction output => !output.Port.IsReserved,
        CloneAction clone => clone.Actions.All(nested => Suits(nested, match)),
        _ => FieldsOf(action).All(field => Anywhere.Contains(field.Type) || match.Any(matched => matched.Type.Equals(field.Type))),
    };

    private static readonly HashSet<OxmType> Anywhere =
    [
        Oxm.InPort, Oxm.Metadata, Oxm.TunnelId, Nxm.InPort, Nxm.TunId, Nxm.PktMark, Nxm.CtMark, Nxm.CtLabel, Nxm.Reg0, Nxm.Reg1, Nxm.Reg2, Nxm.Reg3,
        Nxm.Reg4, Nxm.Reg5, Nxm.Reg6, Nxm.Reg7, Nxm.Reg8, Nxm.Reg9, Nxm.Reg10, Nxm.Reg11, Nxm.Reg12, Nxm.Reg13, Nxm.Reg14, Nxm.Reg15,
        Nxm.XXReg0, Nxm.XXReg1, Nxm.XXReg2, Nxm.XXReg3, Nxm.TunIpv4Src, Nxm.TunIpv4Dst, Nxm.TunIpv6Src, Nxm.TunIpv6Dst, Nxm.TunGbpId,
        Nxm.TunGbpFlags, NxOxm.ErspanIdx, NxOxm.ErspanVer, NxOxm.ErspanDir, NxOxm.ErspanHwid,
    ];

    private static readonly HashSet<OxmType> OfPipeline =
    [
        .. Anywhere.Except([Nxm.PktMark, Nxm.CtMark, Nxm.CtLabel]), Oxm.PacketType, .. Enumerable.Range(0, 8).Select(Oxm.PacketReg),
    ];

    private static ValueList<IGroupProperty> WithoutSelection(ValueList<IGroupProperty> properties) =>
        properties.Where(property => property is not SelectionMethodGroupProperty).ToValueList();

    private static GroupMod Group(GroupMod mod, OpenFlowVersion version)
    {
        var command = mod.Command;
        var buckets = command is GroupModCommand.Delete or GroupModCommand.RemoveBucket ? [] : mod.Buckets;
        var type = mod.Type;
        if (type == GroupType.Indirect && buckets.Count != 1 && command != GroupModCommand.Delete)
            type = GroupType.Select;
        buckets = buckets.Select(bucket => type switch
        {
            GroupType.Select => bucket,
            GroupType.FastFailover => bucket with { Weight = 0, WatchPort = bucket.WatchPort == PortNumber.Any ? 3 : bucket.WatchPort },
            _ => bucket with { Weight = 0, WatchPort = PortNumber.Any, WatchGroup = GroupId.Any },
        }).ToValueList();
        var bucketId = mod.CommandBucketId;
        // Nicira's groups of 1.0 are those of 1.5.
        if (version is OpenFlow10 or OpenFlow15)
        {
            bucketId = command switch
            {
                GroupModCommand.InsertBucket when bucketId == BucketId.All => BucketId.Last,
                GroupModCommand.InsertBucket or GroupModCommand.RemoveBucket when bucketId < BucketId.First => bucketId & 0x7fff_ffff,
                GroupModCommand.InsertBucket or GroupModCommand.RemoveBucket => bucketId,
                _ => BucketId.All,
            };
        }

        return mod with { Type = type, Buckets = buckets, CommandBucketId = bucketId };
    }
}
