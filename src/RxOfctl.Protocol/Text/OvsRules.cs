namespace RxOfctl.Protocol.Text;

/// <summary>
/// The rules by which <c>ovs-ofctl</c> refuses flows, groups and meters that OpenFlow can carry but a switch would not take: what it asks
/// of the fields that actions set or read, of the order of instructions, of tables, of conjunctions, of buckets and bands.
/// </summary>
internal static class OvsRules
{
    private const int MaxConjunctionClauses = 64;
    private const ushort NshType = 0x894f;

    // What OpenFlow 1.1 and later do first comes first.
    private static readonly Type[] Order =
    [
        typeof(MeterInstruction), typeof(ApplyActions), typeof(ClearActions), typeof(WriteActions), typeof(WriteMetadata),
        typeof(GotoTable),
    ];

    // What a packet has, but no action may change.
    private static readonly OxmType[] ReadOnly =
    [
        Oxm.EthType, Oxm.IpProto, Oxm.MplsBos, Oxm.InPhyPort, Oxm.ActsetOutput, Oxm.PacketType, Oxm.TcpFlags, Oxm.Ipv6Exthdr, Nxm.IpFrag,
        Nxm.ConjId,
        Nxm.DpHash, Nxm.RecircId, Nxm.CtState, Nxm.CtZone, Nxm.CtNwSrc, Nxm.CtNwDst, Nxm.CtIpv6Src, Nxm.CtIpv6Dst, Nxm.CtNwProto,
        Nxm.CtTpSrc, Nxm.CtTpDst,
    ];

    public static IReadOnlyList<string> Check(FlowMod flow)
    {
        var faults = new List<string>();
        if (flow is { Command: FlowModCommand.Add, CookieMask: not 0 })
            faults.Add("a flow that is added has a cookie without a mask");
        if (flow.Command is not (FlowModCommand.Delete or FlowModCommand.DeleteStrict)
            && (flow.OutPort != PortNumber.Any || flow.OutGroup != GroupId.Any))
            faults.Add("out_port and out_group are for deletions");
        CheckInstructions(faults, flow);
        return faults;
    }

    public static IReadOnlyList<string> Check(GroupMod group)
    {
        var faults = new List<string>();
        if (group.Command is GroupModCommand.Add or GroupModCommand.Modify or GroupModCommand.AddOrModify
            && group.GroupId.Value > GroupId.Max.Value)
            faults.Add($"a group has a number up to {GroupId.Max.Value}");
        if (group is { Type: GroupType.Indirect, Buckets.Count: > 1 })
            faults.Add("an indirect group has at most one bucket");
        foreach (var bucket in group.Buckets)
        {
            if (group.Type == GroupType.FastFailover && bucket.WatchPort == PortNumber.Any && bucket.WatchGroup == GroupId.Any)
                faults.Add("a bucket for fast failover watches a port or a group");
            CheckActions(faults, bucket.Actions, Match.Any, Place.Bucket);
        }

        return faults;
    }

    public static IReadOnlyList<string> Check(MeterMod meter)
    {
        var faults = new List<string>();
        if (meter.Command == MeterModCommand.Delete)
            return faults;
        if (meter.Bands.IsEmpty)
            faults.Add("a meter has at least one band");
        if ((meter.Flags & (MeterFlags.Kbps | MeterFlags.Pktps)) is not (MeterFlags.Kbps or MeterFlags.Pktps))
            faults.Add("a meter counts in kbps or pktps");
        faults.AddRange(from band in meter.Bands where band.Rate == 0 select "the rate of a band is not 0");
        return faults;
    }

    private static void CheckInstructions(List<string> faults, FlowMod flow)
    {
        var last = -1;
        foreach (var instruction in flow.Instructions)
        {
            var place = Array.IndexOf(Order, instruction.GetType());
            if (place >= 0 && place <= last)
                faults.Add($"{instruction} stands behind what it must come before, or twice");
            last = Math.Max(place, last);
            switch (instruction)
            {
                case GotoTable { TableId: var next } when next.Value <= flow.TableId.Value && flow.TableId != TableId.All:
                    faults.Add($"goto_table goes to a later table than {flow.TableId.Value}, not to {next.Value}");
                    break;
                case MeterInstruction { MeterId.Value: 0 }:
                    faults.Add("a meter has a number from 1 on");
                    break;
                case ApplyActions apply:
                    CheckActions(faults, apply.Actions, flow.Match, Place.Flow);
                    break;
                case WriteActions write:
                    CheckActions(faults, write.Actions, flow.Match, Place.Flow);
                    break;
            }
        }

        var actions = flow.Instructions.OfType<ApplyActions>().SelectMany(apply => apply.Actions).ToList();
        if (actions.Exists(action => action is ConjunctionAction)
            && actions.Find(action => action is not (ConjunctionAction or NoteAction)) is { } other)
            faults.Add($"conjunction stands beside note only, not beside {other}");
    }

    private static void CheckActions(List<string> faults, ValueList<OpenFlowAction> actions, Match match, Place place)
    {
        foreach (var action in actions)
        {
            CheckAction(faults, action, match, place);
            // What is pushed or taken off changes what later actions need.
            match = After(action, match);
        }
    }

    private static void CheckAction(List<string> faults, OpenFlowAction action, Match match, Place place)
    {
        switch (action)
        {
            case OutputAction { Port: var port } when port == PortNumber.Any:
                faults.Add("output goes to a port, not to ANY");
                break;
            case SetFieldAction set:
                CheckSet(faults, set.Field.Type, match, place, action);
                break;
            case RegLoadAction load:
                CheckSet(faults, load.Dst.Field, match, place, action);
                break;
            case CopyFieldAction { Src.Type: { } src, Dst.Type: { } dst }:
                CheckNeeds(faults, src, match, action);
                CheckSet(faults, dst, match, place, action);
                break;
            case ConjunctionAction conjunction:
                if (conjunction.NClauses is < 2 or > MaxConjunctionClauses || conjunction.Clause >= conjunction.NClauses)
                    faults.Add($"{action} has 2 to {MaxConjunctionClauses} clauses, and is one of them");
                break;
            case CtAction track:
                CheckTracking(faults, track, match);
                break;
            case NatAction when place != Place.Connection:
                faults.Add("nat stands within ct");
                break;
            case CloneAction clone:
                CheckActions(faults, clone.Actions, match, place);
                break;
            case PushVlanAction { EtherType: not (0x8100 or 0x88a8) }:
                faults.Add($"{action}: the EtherType of a VLAN tag is 0x8100 or 0x88a8");
                break;
            case PushMplsAction { EtherType: not (0x8847 or 0x8848) }:
                faults.Add($"{action}: the EtherType of MPLS is 0x8847 or 0x8848");
                break;
            case SampleAction { Probability: 0 }:
                faults.Add("the probability of sample is not 0");
                break;
            case DecNwTtlAction or DecTtlCntIdsAction or SetNwTtlAction:
                CheckNeeds(faults, Nxm.IpTtl, match, action);
                break;
            case PopMplsAction or DecMplsTtlAction or SetMplsTtlAction:
                CheckNeeds(faults, Nxm.MplsTtl, match, action);
                break;
            case FinTimeoutAction:
                CheckNeeds(faults, Oxm.TcpSrc, match, action);
                break;
            case LearnAction { TableId.Value: 255 }:
                faults.Add("learn adds flows to one table, 0 to 254");
                break;
            case DeleteFieldAction { Field: not TunMetadataType }:
                faults.Add($"{action}: only tunnel metadata is deleted");
                break;
            case ResubmitAction { WithCt: true } when !IsTracked(match):
                faults.Add($"{action} needs a match of tracked connections, as in ct_state=+trk");
                break;
        }
    }

    private static void CheckTracking(List<string> faults, CtAction track, Match match)
    {
        if (match.Get(Oxm.EthType) is not (0x0800 or 0x86dd))
            faults.Add("ct needs ip or ipv6 in the match");
        if ((track.Flags & CtFlags.Force) != 0 && (track.Flags & CtFlags.Commit) == 0)
            faults.Add("ct has force only beside commit");
        foreach (var nested in track.Actions)
        {
            if (nested is NatAction nat)
                CheckNat(faults, nat);
            else if (nested is not (SetFieldAction or RegLoadAction or CopyFieldAction))
                faults.Add($"ct sets fields of connections, it does not do {nested}");
        }

        CheckActions(faults, track.Actions, match, Place.Connection);
    }

    private static void CheckNat(List<string> faults, NatAction nat)
    {
        if ((nat.Flags & (NatFlags.Src | NatFlags.Dst)) == 0 && nat.Flags != NatFlags.None)
            faults.Add("nat has persistent, hash and random only beside src or dst");
        if ((nat.Flags & NatFlags.ProtoHash) != 0 && (nat.Flags & NatFlags.ProtoRandom) != 0)
            faults.Add("nat has hash or random, not both");
        if (nat.RangeIpv4Max?.Value < nat.RangeIpv4Min?.Value || nat.RangeIpv6Max?.Value < nat.RangeIpv6Min?.Value
            || nat.RangeProtoMax < nat.RangeProtoMin)
            faults.Add($"the range of {nat} ends before it begins");
    }

    private static void CheckSet(List<string> faults, OxmType type, Match match, Place place, OpenFlowAction action)
    {
        type = FieldNames.ToSpecified(type, OpenFlowVersion.OpenFlow15);
        var isOfConnection = type.Equals(Nxm.CtMark) || type.Equals(Nxm.CtLabel);
        if (Array.Exists(ReadOnly, type.Equals))
            faults.Add($"{action}: {type} is read only");
        else if (isOfConnection != (place == Place.Connection))
            faults.Add(isOfConnection ? $"{action}: {type} is set within ct only" : $"{action}: ct sets ct_mark and ct_label only");
        CheckNeeds(faults, type, match, action);
    }

    private static void CheckNeeds(List<string> faults, OxmType type, Match match, OpenFlowAction action)
    {
        type = FieldNames.ToSpecified(type, OpenFlowVersion.OpenFlow15);
        // A tag's id needs a tag.
        var hasNeeds = type.Equals(Oxm.VlanVid) ? OxmPrerequisites.AreMet(Oxm.VlanPcp, match) : OxmPrerequisites.AreMet(type, match);
        // A later fragment has no transport header.
        var isTransport = OxmPrerequisites.Of(type).Any(need => need.Type.Equals(Oxm.IpProto));
        if (!hasNeeds || (isTransport && match.Get(Nxm.IpFrag) is { } fragment && (fragment & match.GetMask(Nxm.IpFrag) & 2) != 0))
            faults.Add($"{action}: packets of this match need not have {type}");
    }

    private static bool IsTracked(Match match) =>
        match.Get(Nxm.CtState) is { } state && (state & match.GetMask(Nxm.CtState) & (uint)CtState.Tracked) != 0;

    private static Match After(OpenFlowAction action, Match match) => action switch
    {
        PushVlanAction => match.With(Oxm.VlanVid.Tagged(1)),
        SetVlanVidAction or SetVlanPcpAction => match.With(Oxm.VlanVid.Tagged(1)),
        PopVlanAction => match.With(Oxm.VlanVid.Untagged),
        EncapAction { NewPktType: EncapAction.Nsh } => match.With(Oxm.EthType.Is(NshType)),
        PushMplsAction push => match.With(Oxm.EthType.Is(push.EtherType)),
        PopMplsAction pop => match.With(Oxm.EthType.Is(pop.EtherType)),
        _ => match,
    };

    private enum Place
    {
        Flow,
        Bucket,
        Connection,
    }
}
