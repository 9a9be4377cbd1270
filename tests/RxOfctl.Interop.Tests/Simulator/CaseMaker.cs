using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Interop.Tests.Simulator;

/// <summary>Makes cases by seed: flow-mods, group-mods and packets that often match. What OVS is known to do otherwise is in <see cref="AcceptedDifferences"/>.</summary>
internal sealed class CaseMaker(int seed, OpenFlowVersion version)
{
    private readonly Random _random = new(seed);
    private readonly List<SampleFrame> _frames = [];
    private readonly List<(Match Match, ushort Priority)> _flows = [];
    private readonly HashSet<Match> _matches = [];
    private bool _hasPushed;

    public SwitchCase Make()
    {
        _frames.AddRange(Enumerable.Range(0, 3).Select(_ => SampleFrame.Make(_random)));
        var steps = new List<SwitchStep>();
        if (version >= OpenFlowVersion.OpenFlow11)
            steps.AddRange(Enumerable.Range(0, _random.Next(3)).Select(_ => new SwitchStep(GroupMod(GroupModCommand.Add))));
        steps.AddRange(Enumerable.Range(0, _random.Next(1, 9)).Select(_ => new SwitchStep(FlowMod(FlowModCommand.Add))));
        for (var index = _random.Next(2, 8); index > 0; index--)
        {
            steps.Add(_random.Next(8) switch
            {
                0 => new(FlowMod(Pick<FlowModCommand>(FlowModCommand.Modify, FlowModCommand.ModifyStrict))),
                1 => new(FlowMod(Pick<FlowModCommand>(FlowModCommand.Delete, FlowModCommand.DeleteStrict))),
                2 when version >= OpenFlowVersion.OpenFlow11 => new(GroupMod(Pick<GroupModCommand>(GroupModCommand.Modify, GroupModCommand.Delete))),
                3 => new(FlowMod(FlowModCommand.Add)),
                _ => SwitchStep.Packet((uint)_random.Next(1, 4), Pick<SampleFrame>([.. _frames]).Bytes),
            });
        }

        return new(version, steps);
    }

    private FlowMod FlowMod(FlowModCommand command)
    {
        _hasPushed = false;
        var deletes = command is FlowModCommand.Delete or FlowModCommand.DeleteStrict;
        var is10 = version == OpenFlowVersion.OpenFlow10;
        var (match, priority) = Place(deletes, out var checksOverlap);
        var tableId = is10 || Chance(2) ? (byte)0 : (byte)_random.Next(3);
        var flags = (Chance(4) ? FlowModFlags.SendFlowRem : 0) | (checksOverlap ? FlowModFlags.CheckOverlap : 0);
        if (version >= OpenFlowVersion.OpenFlow13)
            flags |= Chance(10) ? FlowModFlags.ResetCounts : 0;
        return new()
        {
            Command = command,
            TableId = deletes && Chance(3) ? TableId.All : tableId,
            Priority = priority,
            Match = match,
            Cookie = (ulong)_random.Next(4),
            CookieMask = !is10 && command != FlowModCommand.Add && Chance(3) ? 1ul : 0,
            Flags = flags,
            IdleTimeout = Chance(4) ? (ushort)600 : (ushort)0,
            HardTimeout = Chance(6) ? (ushort)900 : (ushort)0,
            Importance = version >= OpenFlowVersion.OpenFlow14 && !deletes ? (ushort)_random.Next(3) : (ushort)0,
            OutPort = deletes && Chance(4) ? new PortNumber(2) : PortNumber.Any,
            Instructions = deletes ? [] : Instructions(match, tableId, allowGroups: command == FlowModCommand.Add),
        };
    }

    // A flow that was there before, or a new one of another priority than all others: which of two flows of one priority a packet meets is not
    // defined. With the overlap check, a new one may have the priority of another.
    private (Match Match, ushort Priority) Place(bool deletes, out bool checksOverlap)
    {
        checksOverlap = false;
        if (_flows.Count > 0 && Chance(2))
            return Pick<(Match, ushort)>([.. _flows]);
        var match = MatchOf(Pick<SampleFrame>([.. _frames]));
        checksOverlap = _flows.Count > 0 && !deletes && Chance(6) && _matches.Add(match);
        var priority = checksOverlap ? Pick<(Match, ushort Priority)>([.. _flows]).Priority : (ushort)(100 + _flows.Count * 50 + _random.Next(50));
        if (!deletes && !checksOverlap)
            _flows.Add((match, priority));
        _matches.Add(match);
        return (match, priority);
    }

    private GroupMod GroupMod(GroupModCommand command)
    {
        _hasPushed = false;
        // Which bucket of a select group takes a packet is each switch's own affair.
        var type = Pick<GroupType>(GroupType.All, GroupType.Indirect, GroupType.FastFailover);
        var buckets = Enumerable.Range(0, type == GroupType.Indirect && !Chance(8) ? 1 : _random.Next(4)).Select(index => new Bucket
        {
            BucketId = (uint)index,
            WatchPort = type == GroupType.FastFailover ? new PortNumber((uint)_random.Next(1, 4)) : PortNumber.Any,
            Actions = Actions([], allowGroups: false, mayControl: false).ToValueList(),
        });
        return new()
        {
            Command = command,
            Type = type,
            GroupId = (uint)_random.Next(1, 4),
            Buckets = command == GroupModCommand.Delete ? [] : buckets.ToValueList(),
        };
    }

    private Match MatchOf(SampleFrame frame)
    {
        var known = frame.Fields.Where(field => field.From <= version).ToArray();
        var chosen = new HashSet<SampleField>();
        if (Chance(4))
            chosen.UnionWith(frame.Fields.Where(field => field.Id == 2));
        for (var index = _random.Next(4); index > 0; index--)
        {
            for (var field = Pick(known); field is not null; field = known.FirstOrDefault(other => other.Id == field.Needs && field.Needs != 0))
            {
                // Sometimes what a field needs is missing, which is an error.
                if (!chosen.Add(field) || (version >= OpenFlowVersion.OpenFlow11 && Chance(30)))
                    break;
            }
        }

        var match = Match.Create([.. known.Where(chosen.Contains).Select(field =>
            field.Masked is { } masked && field.Id == 0 && version != OpenFlowVersion.OpenFlow10 && Chance(3) ? masked : field.Field)]);
        return Chance(4) ? match.With(Oxm.InPort.Is((uint)_random.Next(1, 4))) : match;
    }

    private ValueList<Instruction> Instructions(Match match, byte tableId, bool allowGroups)
    {
        if (version == OpenFlowVersion.OpenFlow10)
            return [new ApplyActions(Actions(match, allowGroups: false).ToValueList())];
        var all = new List<Instruction>();
        if (!Chance(5))
            all.Add(new ApplyActions(Actions(match, allowGroups).ToValueList()));
        if (Chance(6))
            all.Add(new ClearActions());
        if (Chance(3))
            all.Add(new WriteActions { Actions = Actions(match, allowGroups, mayControl: false).ToValueList() });
        if (Chance(5))
            all.Add(new WriteMetadata { Metadata = (ulong)_random.Next(4), MetadataMask = Pick<ulong>(ulong.MaxValue, 3) });
        if (Chance(3))
            all.Add(new GotoTable((byte)(tableId + _random.Next(Chance(12) ? 0 : 1, 3))));
        return all.ToValueList();
    }

    private IEnumerable<OpenFlowAction> Actions(Match match, bool allowGroups, bool mayControl = true)
    {
        var type = match.Get(Oxm.EthType);
        var protocol = match.Get(Oxm.IpProto);
        for (var index = _random.Next(4); index > 0; index--)
        {
            yield return _random.Next(12) switch
            {
                0 => new SetFieldAction(Oxm.EthDst.Is(new(0x0a))),
                1 => new SetFieldAction(Oxm.EthSrc.Is(new(0x0b))),
                2 when type == 0x0800 => new SetFieldAction(Oxm.Ipv4Src.Is(new(9, 9, 9, 9))),
                2 when type == 0x86dd && version >= OpenFlowVersion.OpenFlow12 => new SetFieldAction(Oxm.Ipv6Dst.Is(Ipv6Address.Parse("2001:db8::9"))),
                2 when type == 0x0806 && version >= OpenFlowVersion.OpenFlow12 => new SetFieldAction(Oxm.ArpTpa.Is(new(9, 9, 9, 9))),
                3 when type is 0x0800 or 0x86dd => version == OpenFlowVersion.OpenFlow10 ? new SetFieldAction(Oxm.IpDscp.Is(10)) : new DecNwTtlAction(),
                4 when protocol == 17 => version < OpenFlowVersion.OpenFlow12 ? new SetTpDstAction(7) : new SetFieldAction(Oxm.UdpDst.Is(7)),
                4 when protocol == 6 => version < OpenFlowVersion.OpenFlow12 ? new SetTpSrcAction(7) : new SetFieldAction(Oxm.TcpSrc.Is(7)),
                5 => Vlan(match),
                6 when allowGroups => new GroupAction((uint)_random.Next(1, 4)),
                7 => new OutputAction(Pick(PortNumber.InPort, PortNumber.All, PortNumber.Flood)),
                9 when mayControl => new OutputAction(PortNumber.Controller),
                // Errors: what the match does not tell that the packet has.
                8 when Chance(6) && version >= OpenFlowVersion.OpenFlow12 => new SetFieldAction(Oxm.TcpDst.Is(1)),
                8 when type == 0x8847 && version >= OpenFlowVersion.OpenFlow11 => match.Get(Oxm.MplsBos) == 1 ? Pick<OpenFlowAction>(new DecMplsTtlAction(), new PopMplsAction(0x0800)) : new DecMplsTtlAction(),
                _ => new OutputAction((uint)_random.Next(1, 4)),
            };
        }
    }

    private OpenFlowAction Vlan(Match match)
    {
        if (version < OpenFlowVersion.OpenFlow12)
            return Pick<OpenFlowAction>(new SetVlanVidAction(7), new SetVlanPcpAction(2), version == OpenFlowVersion.OpenFlow10 ? new PopVlanAction() : PushOnce(match));
        return match.Get(Oxm.VlanVid) is > 0
            ? Pick<OpenFlowAction>(new PopVlanAction(), new SetFieldAction(Oxm.VlanVid.Is(0x1007)), new SetFieldAction(Oxm.VlanPcp.Is(2)))
            : PushOnce(match);
    }

    private OpenFlowAction PushOnce(Match match)
    {
        if (_hasPushed || match.Get(Oxm.VlanVid) != 0)
            return new OutputAction(1);
        _hasPushed = true;
        return new PushVlanAction(0x8100);
    }

    private bool Chance(int oneIn) => _random.Next(oneIn) == 0;

    private T Pick<T>(params ReadOnlySpan<T> values) => values[_random.Next(values.Length)];
}
