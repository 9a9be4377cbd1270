using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Nicira;
using static RxOfctl.Protocol.OpenFlowVersion;

namespace RxOfctl.Interop.Tests.Protocol;

internal static partial class OvsLimits
{
    private static readonly OxmType[] ReadOnly =
    [
        Oxm.InPort, Oxm.EthType, Oxm.IpProto, Oxm.MplsBos, Oxm.TcpFlags, Oxm.ActsetOutput, Oxm.PacketType, OnfOxm.TcpFlags, OnfOxm.ActsetOutput,
        Nxm.EthType, Nxm.IpProto, Nxm.IpFrag, Nxm.TcpFlags, Nxm.DpHash, Nxm.RecircId, Nxm.ConjId, Nxm.CtState, Nxm.CtZone, Nxm.CtNwProto,
        Nxm.CtNwSrc, Nxm.CtNwDst, Nxm.CtIpv6Src, Nxm.CtIpv6Dst, Nxm.CtTpSrc, Nxm.CtTpDst, NxOxm.DpHash, NxOxm.GtpuFlags, NxOxm.GtpuMsgType,
        Nsh.MdType, Nsh.Np,
    ];

    private static OxmField? SettableOf(OxmField field)
    {
        OxmField? mended = field;
        foreach (var limit in Fields())
            mended = mended is { } before ? (OxmField?)limit.Mend(before, Nowhere) : null;
        // In a match it says whether there is a tag; what is set has one.
        return mended is { } vlan && vlan.Type.Equals(Oxm.VlanVid) ? Mended(vlan, Oxm.VlanVid, vid => (ushort)(vid | 0x1000)) : mended;
    }

    private static readonly OvsLimit.Place Nowhere = new(OpenFlow15, 0, []);

    private static readonly HashSet<Type> InSets =
    [
        typeof(OutputAction), typeof(GroupAction), typeof(SetFieldAction), typeof(SetQueueAction),
        typeof(SetVlanVidAction), typeof(SetVlanPcpAction), typeof(SetTpSrcAction), typeof(SetTpDstAction), typeof(PushVlanAction), typeof(PushMplsAction),
        typeof(SetTunnelAction), typeof(SetTunnel64Action), typeof(RegLoadAction), typeof(CopyFieldAction), typeof(ResubmitAction), typeof(CtAction),
    ];

    private static IEnumerable<OvsLimit> Actions() =>
    [
        OvsLimit.Absent<UnknownAction>("does not know what we do not know"),
        OvsLimit.Absent<ExperimenterAction>("does not know a made-up experimenter"),
        OvsLimit.Absent<CopyTtlInAction>("does not have it (ofp-actions.c)", from: OpenFlow11),
        OvsLimit.Absent<CopyTtlOutAction>("does not have it (ofp-actions.c)", from: OpenFlow11),
        OvsLimit.Absent<PushPbbAction>("does not have it (ofp-actions.c)", from: OpenFlow13),
        OvsLimit.Absent<PopPbbAction>("does not have it (ofp-actions.c)", from: OpenFlow13),
        OvsLimit.Absent<UnknownInstruction>("does not know what we do not know", from: OpenFlow11),
        OvsLimit.Absent<ExperimenterInstruction>("knows no instruction of any experimenter", from: OpenFlow11),
        OvsLimit.Absent<StatTrigger>("does not have it", from: OpenFlow15),

        OvsLimit.Of<OpenFlowAction>(
            "fields that it does not have, in actions", "does not have them (meta-flow.h)",
            action => FieldsOf(action).Any(field => NoFields.Contains(field.Type)) ? null : action),
        OvsLimit.Of<OpenFlowAction>(
            "fields that an action sets and that are read-only", "does not set them (meta-flow.h)",
            action => FieldsOf(action).Any(field => field.IsSet && ReadOnly.Contains(field.Type)) ? null : action),
        OvsLimit.Of<OpenFlowAction>(
            "tun_flags in actions", "gives it one bit, and the header sixteen (meta-flow.h)",
            action => FieldsOf(action).Any(field => field.Type.Equals(Nxm.TunFlags)) ? null : action),

        OvsLimit.Of<OpenFlowAction>(
            "the bit of vlan_vid that says that there is a tag, in actions", "gives the field twelve bits, and the specification thirteen (meta-flow.h)",
            action => BitsOf(action).Any(bits => bits.Field.Equals(Oxm.VlanVid) && bits.Start + bits.Bits > 12) ? null : action),
        OvsLimit.Of<SetFieldAction>("values that a field cannot have", "refuses them as in a match", action => SettableOf(action.Field) is { } field ? new SetFieldAction(field) : null),
        OvsLimit.Of<LearnAction>("flows learned in all tables", "wants one table", action => action with { TableId = new((byte)(action.TableId.Value % 255)) }),
        OvsLimit.Of<MeterAction>("meter 0", "has none", action => action with { MeterId = new(1 + action.MeterId.Value % 0xffff) }, from: OpenFlow15),
        OvsLimit.Of<OutputAction>("output to ANY", "is no port to send to", action => action.Port == PortNumber.Any ? null : action),
        OvsLimit.Of<EnqueueAction>(
            "queues of reserved ports", "has queues at ports, LOCAL and IN_PORT only",
            action => action with { Port = action.Port.Value % 0xff00 }, to: OpenFlow10),
        OvsLimit.Of<PushVlanAction>(
            "tags of other types", "pushes 0x8100 and 0x88a8", action => action with { EtherType = action.EtherType % 2 == 0 ? (ushort)0x8100 : (ushort)0x88a8 }, from: OpenFlow11),
        OvsLimit.Of<PushMplsAction>(
            "tags of other types", "pushes 0x8847 and 0x8848", action => action with { EtherType = (ushort)(0x8847 + action.EtherType % 2) }),
        OvsLimit.Of<CopyFieldAction>(
            "bits that the fields do not have", "looks whether they are there (mf_check_src, mf_check_dst)",
            (action, place) => new CopyFieldAction
            {
                Src = OxmId.Of(Oxm.Metadata),
                Dst = OxmId.Of(Oxm.TunnelId),
                NBits = (ushort)(1 + action.NBits % 32),
                SrcOffset = (ushort)(action.SrcOffset % 32),
                DstOffset = (ushort)(action.DstOffset % 32),
            }),

        OvsLimit.Of<BundleActionBase>("members other than ports", "has one type of members", action => action with { MemberType = Nxm.InPort }),
        OvsLimit.Of<BundleActionBase>(
            "the controller as a member", "sends to ports only",
            action => action with { Members = action.Members.Select(member => new PortNumber(member.Value % 0xff00)).ToValueList() }),
        OvsLimit.Of<BundleLoadAction>("a member's number in less than 16 bits", "wants 16", action => action.Dst.Bits < 16 ? null : action),
        OvsLimit.Of<MultipathAction>(
            "more links than the field has room for", "looks whether they fit (multipath_check)",
            action => action with { MaxLink = (ushort)(action.MaxLink % (1 << Math.Min(action.Dst.Bits, 15))) }),
        OvsLimit.Of<ConjunctionAction>(
            "clauses other than one of 2 to 64", "takes no others",
            action => action with { NClauses = (byte)(2 + action.NClauses % 63), Clause = (byte)(action.Clause % (2 + action.NClauses % 63)) }),
        OvsLimit.Of<ControllerAction>("unknown properties", "does not know them", action => action with { UnknownProperties = [] }),
        OvsLimit.Of<OutputTruncAction>("less than 14 bytes", "keeps an Ethernet header", action => action with { MaxLen = 14 + action.MaxLen / 2 }),
        OvsLimit.Of<SampleAction>("probability 0", "refuses what does nothing", action => action with { Probability = (ushort)(action.Probability | 1) }),
        OvsLimit.Of<EncapAction>(
            "headers and properties other than of Ethernet, MPLS and NSH", "knows no others (ofp-ed-props.c)",
            action => Encapsulation(action), from: OpenFlow13),
        OvsLimit.Of<NatAction>(
            "both sides, both ways to choose, ranges upside down or without a start", "refuses what contradicts itself (decode_NXAST_RAW_NAT)",
            action => Translation(action)),
        OvsLimit.Of<OpenFlowAction>(
            "nat outside of ct", "has no connection to translate",
            (action, place) => action is NatAction && place.Parent != typeof(CtAction) ? null : action),
        OvsLimit.Of<CtAction>(
            "zones other than of 16 bits", "has 16", action => action.ZoneSrc is { Bits: not 16 } ? action with { ZoneSrc = null } : action),
        OvsLimit.Of<CtAction>(
            "force or actions without commit", "keeps nothing without it",
            action => action with { Flags = action.Flags | CtFlags.Commit }),
        OvsLimit.Of<CtAction>(
            "actions other than nat and those that set the mark and the label", "has no others in ct (ofpacts_verify_nested)",
            (action, place) => action with { Actions = [.. action.Actions.Where(nested => nested is NatAction), .. Marks(place.Version)] }),
        OvsLimit.Of<OpenFlowAction>(
            "ct_mark and ct_label set outside of ct", "sets them in ct only (ofpacts_verify_nested)",
            (action, place) => place.Parent != typeof(CtAction) && action is SetFieldAction or RegLoadAction or CopyFieldAction
                && FieldsOf(action).Any(field => field.IsSet && (field.Type.Equals(Nxm.CtMark) || field.Type.Equals(Nxm.CtLabel)))
                ? null
                : action),
        OvsLimit.Of<NiciraWriteMetadataAction>(
            "write_metadata among actions", "takes it for the instruction that it is (ofpacts_verify)", (_, _) => null),
        OvsLimit.Of<MeterInstruction>("meter 0", "has none", instruction => instruction with { MeterId = new(1 + instruction.MeterId.Value % 0xffff) }, from: OpenFlow13),
        OvsLimit.Of<GotoTable>("table 0 or all tables as the next one", "wants a table behind (OFPBIC_BAD_TABLE_ID)", next => next with { TableId = new((byte)(1 + next.TableId.Value % 254)) }, from: OpenFlow11),
        OvsLimit.Of<ValueList<Instruction>>(
            "conjunction in one of several lists of actions", "takes it alone (ofpacts_verify)",
            instructions => instructions.FirstOrDefault(instruction => instruction is ApplyActions apply && apply.Actions.Any(action => action is ConjunctionAction)) is { } alone ? [alone] : instructions),
        OvsLimit.Of<ValueList<Instruction>>(
            "an instruction twice", "refuses it (OFPBIC_DUP_INST)", instructions => instructions.DistinctBy(instruction => instruction.GetType()).ToValueList(), from: OpenFlow11),
        OvsLimit.Of<WriteActions>(
            "actions that are for a list only, in the action set", "refuses them (action_set_classify)",
            write => write with { Actions = write.Actions.Where(action => InSets.Contains(action.GetType())).ToValueList() }, from: OpenFlow11),
        OvsLimit.Of<ValueList<OpenFlowAction>>(
            "conjunction beside other actions", "takes them alone (ofpacts_verify)",
            actions => actions.Any(action => action is ConjunctionAction) ? [.. actions.Where(action => action is ConjunctionAction or NoteAction)] : actions),
    ];

    private static IEnumerable<OpenFlowAction> Marks(OpenFlowVersion version) => version < OpenFlow15
        ? [new RegLoadAction(7, Nxm.CtMark), new SetFieldAction(Nxm.CtLabel.Is(9))]
        : [new SetFieldAction(Nxm.CtMark.Is(7)), new SetFieldAction(Nxm.CtLabel.Is(9))];

    private static EncapAction Encapsulation(EncapAction action)
    {
        uint[] types = [EncapAction.Ethernet, EncapAction.Nsh, EncapAction.Mpls, EncapAction.MplsMulticast];
        var type = types[action.NewPktType % types.Length];
        return action with
        {
            NewPktType = type,
            Props = type == EncapAction.Nsh
                ? [EncapProperty.NshMdType((byte)(1 + action.Props.Count % 2)), EncapProperty.NshTlv(0x1234, 5, action.Props.Count == 0 ? ByteString.Empty : ByteString.FromHex("0102030405"))]
                : [],
        };
    }

    private static NatAction Translation(NatAction action)
    {
        var flags = action.Flags;
        if ((flags & NatFlags.Src) != 0)
            flags &= ~NatFlags.Dst;
        if ((flags & NatFlags.ProtoHash) != 0)
            flags &= ~NatFlags.ProtoRandom;
        var v4 = action.RangeIpv4Min is { Value: not 0 } min4 ? min4 : (Ipv4Address?)null;
        var v6 = v4 is null && action.RangeIpv6Min is { } min6 && min6.Value != 0 ? min6 : (Ipv6Address?)null;
        var port = (v4 is not null || v6 is not null) && action.RangeProtoMin is > 0 and var start ? start : (ushort?)null;
        return action with
        {
            Flags = flags,
            RangeIpv4Min = v4,
            RangeIpv4Max = v4 is { } from4 && action.RangeIpv4Max?.Value >= from4.Value ? action.RangeIpv4Max : null,
            RangeIpv6Min = v6,
            RangeIpv6Max = v6 is { } from6 && action.RangeIpv6Max?.Value >= from6.Value ? action.RangeIpv6Max : null,
            RangeProtoMin = port,
            RangeProtoMax = port is { } first && action.RangeProtoMax >= first ? action.RangeProtoMax : null,
        };
    }

    private static IEnumerable<Subfield> BitsOf(OpenFlowAction action) => action switch
    {
        RegLoadAction load => [load.Dst],
        OutputRegAction output => [output.Src],
        StackPushAction push => [push.Subfield],
        StackPopAction pop => [pop.Subfield],
        MultipathAction multipath => [multipath.Dst],
        BundleLoadAction bundle => [bundle.Dst],
        CheckPktLargerAction check => [check.Dst],
        LearnAction learn => learn.Specs.SelectMany(spec => new[] { spec.Src, spec.Dst }).OfType<Subfield>(),
        _ => [],
    };

    // The fields that an action names itself, and whether it sets them.
    private static IEnumerable<(OxmType Type, bool IsSet)> FieldsOf(OpenFlowAction action) => action switch
    {
        SetFieldAction set => [(set.Field.Type, true)],
        RegLoadAction load => [(load.Dst.Field, true)],
        OutputRegAction output => [(output.Src.Field, false)],
        StackPushAction push => [(push.Subfield.Field, false)],
        StackPopAction pop => [(pop.Subfield.Field, true)],
        MultipathAction multipath => [(multipath.Dst.Field, true)],
        BundleLoadAction bundle => [(bundle.Dst.Field, true)],
        CheckPktLargerAction check => [(check.Dst.Field, true)],
        DeleteFieldAction delete => [(delete.Field, false)],
        CtAction { ZoneSrc: { } zone } => [(zone.Field, false)],
        LearnAction learn => [.. learn.Specs.SelectMany(FieldsOf), .. learn.ResultDst is { } result ? [(result.Field, true)] : Array.Empty<(OxmType, bool)>()],
        _ => [],
    };

    private static IEnumerable<(OxmType Type, bool IsSet)> FieldsOf(LearnSpec spec)
    {
        if (spec.Src is { } src)
            yield return (src.Field, false);
        if (spec.Dst is { } dst)
            yield return (dst.Field, spec.Destination == LearnDestination.Load);
    }
}
