using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Nicira;

namespace RxOfctl.Interop.Tests.Simulator;

/// <summary>Makes cases by seed: modifications and packets that often match. What OVS is known to do otherwise is in <see cref="AcceptedDifferences"/>.</summary>
internal sealed class CaseMaker(int seed, OpenFlowVersion version)
{
    private static readonly CaseKind[] Kinds10 = [CaseKind.Normal, CaseKind.Nicira];
    private static readonly CaseKind[] Kinds13 = [CaseKind.SelectGroups, CaseKind.Meters, CaseKind.Normal, CaseKind.Nicira];
    private static readonly CaseKind[] Kinds14 = [.. Kinds13, CaseKind.Bundles];

    private readonly CaseKind _kind = KindOf(seed, version >= OpenFlowVersion.OpenFlow14 ? Kinds14 : version >= OpenFlowVersion.OpenFlow13 ? Kinds13 : Kinds10);
    private readonly Random _random = new(seed);
    private readonly List<SampleFrame> _frames = [];
    private readonly List<(Match Match, ushort Priority)> _flows = [];
    private readonly HashSet<Match> _matches = [];
    private readonly HashSet<uint> _groups = [];
    private bool _isWrong;
    private bool _hasPushed;
    private bool _hasPopped;
    private byte _tableId;

    public SwitchCase Make()
    {
        while (_frames.Count < 3)
        {
            var frame = SampleFrame.Make(_random);
            // NORMAL does not learn from a packet-out before it forwards it, which shows in a frame to its own source.
            if (_kind != CaseKind.Normal || !frame.Bytes.Span[..6].SequenceEqual(frame.Bytes.Span[6..12]))
                _frames.Add(frame);
        }

        var steps = new List<SwitchStep>();
        if (version >= OpenFlowVersion.OpenFlow11)
            steps.AddRange(Enumerable.Range(0, _random.Next(3)).Select(_ => new SwitchStep(GroupMod(GroupModCommand.Add))));
        if (_kind == CaseKind.Meters)
            steps.AddRange(Enumerable.Range(0, _random.Next(1, 4)).Select(_ => new SwitchStep(MeterMod(MeterModCommand.Add))));
        if (_kind == CaseKind.Nicira && version >= OpenFlowVersion.OpenFlow13 && Chance(3))
            steps.AddRange(Conjunction().Select(mod => new SwitchStep(mod)));
        steps.AddRange(Enumerable.Range(0, _random.Next(1, 9)).Select(_ => new SwitchStep(FlowMod(FlowModCommand.Add))));
        for (var index = _random.Next(2, 8); index > 0; index--)
        {
            steps.Add(_random.Next(8) switch
            {
                0 when _kind == CaseKind.Bundles => Bundle(),
                0 when _kind == CaseKind.Meters => new(MeterMod(Pick(MeterModCommand.Modify, MeterModCommand.Delete))),
                0 => new(FlowMod(Pick<FlowModCommand>(FlowModCommand.Modify, FlowModCommand.ModifyStrict))),
                1 => new(FlowMod(Pick<FlowModCommand>(FlowModCommand.Delete, FlowModCommand.DeleteStrict))),
                2 when version >= OpenFlowVersion.OpenFlow11 => new(GroupMod(Pick<GroupModCommand>(GroupModCommand.Modify, GroupModCommand.Delete))),
                3 => new(FlowMod(FlowModCommand.Add)),
                _ => SwitchStep.Packet((uint)_random.Next(1, 4), Pick<SampleFrame>([.. _frames]).Bytes),
            });
        }

        return new(_kind, version, steps);
    }

    // Half of the cases are about tables alone.
    private static CaseKind KindOf(int seed, CaseKind[] others) => seed % 2 == 0 ? CaseKind.Tables : others[seed / 2 % others.Length];

    // Messages that are wrong in themselves are refused when they are added to a bundle or when it is committed, so there are none.
    private bool MayBeWrong => _kind != CaseKind.Bundles;

    private SwitchStep Bundle()
    {
        // In OVS, what a bundle adds cannot be modified by the same bundle.
        var adds = Chance(2);
        var mods = Enumerable.Range(0, _random.Next(1, 4)).Select(_ => _random.Next(4) switch
        {
            0 => (OpenFlowMessage)GroupMod(Pick<GroupModCommand>(GroupModCommand.Add, GroupModCommand.Modify, GroupModCommand.Delete)),
            _ => FlowMod(adds ? FlowModCommand.Add : Pick<FlowModCommand>(FlowModCommand.Modify, FlowModCommand.DeleteStrict)),
        });
        return new([.. mods]) { IsBundle = true };
    }

    private MeterMod MeterMod(MeterModCommand command) => new()
    {
        Command = command,
        MeterId = (uint)_random.Next(1, 4),
        Flags = Pick<MeterFlags>(MeterFlags.Kbps, MeterFlags.Pktps) | MeterFlags.Burst | MeterFlags.Stats,
        Bands = command == MeterModCommand.Delete ? [] : [new DropMeterBand { Rate = 1_000_000, BurstSize = 1_000_000 }],
    };

    // Two clauses of up to two flows, and what happens to the packets that match both.
    private IEnumerable<FlowMod> Conjunction()
    {
        const ushort Priority = 5000;
        var frame = Pick<SampleFrame>([.. _frames]);
        yield return Clause(0, [Oxm.InPort.Is(1)]);
        yield return Clause(0, [Oxm.InPort.Is((uint)_random.Next(2, 4))]);
        yield return Clause(1, [frame.Fields[0].Field]);
        if (Chance(2))
            yield return new() { Priority = Priority, Match = [frame.Fields[1].Field], Actions = [new OutputAction(1)] };
        if (!Chance(4))
            yield return new() { Priority = 1, Match = [Nxm.ConjId.Is(7)], Actions = [new OutputAction(3), new OutputAction(2)] };

        static FlowMod Clause(byte clause, Match match) =>
            new() { Priority = Priority, Match = match, Actions = [new ConjunctionAction { Clause = clause, NClauses = 2, Id = 7 }] };
    }

    private FlowMod FlowMod(FlowModCommand command)
    {
        (_hasPushed, _hasPopped) = (false, false);
        var deletes = command is FlowModCommand.Delete or FlowModCommand.DeleteStrict;
        var is10 = version == OpenFlowVersion.OpenFlow10;
        var (match, priority) = Place(deletes, out var checksOverlap);
        var tableId = is10 || Chance(2) ? (byte)0 : (byte)_random.Next(3);
        _tableId = tableId;
        // OVS 1.3 does not report the flows that are removed with a meter.
        var flags = (Chance(4) && _kind != CaseKind.Meters ? FlowModFlags.SendFlowRem : 0) | (checksOverlap ? FlowModFlags.CheckOverlap : 0);
        if (version >= OpenFlowVersion.OpenFlow13)
            flags |= Chance(10) ? FlowModFlags.ResetCounts : 0;
        var deletesFrom = deletes && Chance(3) ? TableId.All : tableId;
        // The table-miss flows of later tables stay: what OVS does without one is an accepted difference.
        if (command == FlowModCommand.Delete && deletesFrom != 0 && match.Count == 0)
            match = [Oxm.InPort.Is(1)];
        return new()
        {
            Command = command,
            TableId = deletesFrom,
            Priority = priority,
            Match = match,
            Cookie = (ulong)_random.Next(4),
            CookieMask = !is10 && command != FlowModCommand.Add && Chance(3) ? 1ul : 0,
            Flags = flags,
            IdleTimeout = Chance(4) ? (ushort)600 : (ushort)0,
            HardTimeout = Chance(6) ? (ushort)900 : (ushort)0,
            Importance = version >= OpenFlowVersion.OpenFlow14 && !deletes ? (ushort)_random.Next(3) : (ushort)0,
            OutPort = deletes && Chance(4) ? new PortNumber(2) : PortNumber.Any,
            Instructions = deletes ? [] : Instructions(match, tableId, allowGroups: command == FlowModCommand.Add && _kind is not (CaseKind.Bundles or CaseKind.Meters)),
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
        (_hasPushed, _hasPopped) = (false, false);
        if (_kind == CaseKind.SelectGroups && Chance(2))
            return SelectGroup(command);
        var type = Pick<GroupType>(GroupType.All, GroupType.Indirect, GroupType.FastFailover);
        var buckets = Enumerable.Range(0, type == GroupType.Indirect && !(MayBeWrong && Chance(8)) ? 1 : _random.Next(4)).Select(index => new Bucket
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

    // Which bucket takes a packet is the switch's choice, so all of them do the same.
    private GroupMod SelectGroup(GroupModCommand command)
    {
        var actions = Actions([], allowGroups: false, mayControl: false).ToValueList();
        return new()
        {
            Command = command,
            Type = GroupType.Select,
            GroupId = (uint)_random.Next(1, 4),
            Buckets = command == GroupModCommand.Delete ? [] : Enumerable.Range(0, _random.Next(1, 4))
                .Select(index => new Bucket { BucketId = (uint)index, Weight = (ushort)_random.Next(1, 100), Actions = actions }).ToValueList(),
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
                if (!chosen.Add(field) || (version >= OpenFlowVersion.OpenFlow11 && MayBeWrong && Chance(30)))
                    break;
            }
        }

        var match = Match.Create([.. known.Where(chosen.Contains).Select(field =>
            field.Masked is { } masked && field.Id == 0 && version != OpenFlowVersion.OpenFlow10 && Chance(3) ? masked : field.Field)]);
        return Chance(4) ? match.With(Oxm.InPort.Is((uint)_random.Next(1, 4))) : match;
    }

    private ValueList<Instruction> Instructions(Match match, byte tableId, bool allowGroups)
    {
        _groups.Clear();
        _isWrong = false;
        if (version == OpenFlowVersion.OpenFlow10)
            return [new ApplyActions(Actions(match, allowGroups: false).ToValueList())];
        var all = new List<Instruction>();
        if (_kind == CaseKind.Meters && version < OpenFlowVersion.OpenFlow15 && Chance(2))
            all.Add(new MeterInstruction((uint)_random.Next(1, 4)));
        // OVS regards only a first meter action as that of the flow.
        if (_kind == CaseKind.Meters && version >= OpenFlowVersion.OpenFlow15 && Chance(2))
            all.Add(new ApplyActions(Actions(match, allowGroups).Prepend(new MeterAction((uint)_random.Next(1, 4))).ToValueList()));
        else if (!Chance(5))
            all.Add(new ApplyActions(Actions(match, allowGroups).ToValueList()));
        if (Chance(6))
            all.Add(new ClearActions());
        if (Chance(3))
            all.Add(new WriteActions { Actions = Actions(match, allowGroups, mayControl: false).ToValueList() });
        if (Chance(5))
            all.Add(new WriteMetadata { Metadata = (ulong)_random.Next(4), MetadataMask = Pick<ulong>(ulong.MaxValue, 3) });
        if (Chance(3))
        {
            var next = tableId + _random.Next(MayBeWrong && Chance(12) ? 0 : 1, 3);
            // At most one error in a message: the switch chooses which of several it reports.
            all.Add(new GotoTable((byte)(_isWrong && next == tableId ? tableId + 1 : next)));
        }

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
                > 7 when _kind == CaseKind.Nicira && mayControl => NiciraAction(),
                9 when _kind == CaseKind.Normal => new OutputAction(PortNumber.Normal),
                0 => new SetFieldAction(Oxm.EthDst.Is(new(0x0a))),
                1 => new SetFieldAction(Oxm.EthSrc.Is(new(0x0b))),
                2 when type == 0x0800 => new SetFieldAction(Oxm.Ipv4Src.Is(new(9, 9, 9, 9))),
                2 when type == 0x86dd && version >= OpenFlowVersion.OpenFlow12 => new SetFieldAction(Oxm.Ipv6Dst.Is(Ipv6Address.Parse("2001:db8::9"))),
                2 when type == 0x0806 && version >= OpenFlowVersion.OpenFlow12 => new SetFieldAction(Oxm.ArpTpa.Is(new(9, 9, 9, 9))),
                3 when type is 0x0800 or 0x86dd => version == OpenFlowVersion.OpenFlow10 ? new SetFieldAction(Oxm.IpDscp.Is(10)) : new DecNwTtlAction(),
                4 when protocol == 17 => version < OpenFlowVersion.OpenFlow12 ? new SetTpDstAction(7) : new SetFieldAction(Oxm.UdpDst.Is(7)),
                4 when protocol == 6 => version < OpenFlowVersion.OpenFlow12 ? new SetTpSrcAction(7) : new SetFieldAction(Oxm.TcpSrc.Is(7)),
                5 => Vlan(match),
                6 when allowGroups => Group((uint)_random.Next(1, 4)),
                7 => new OutputAction(Pick(PortNumber.InPort, PortNumber.All, PortNumber.Flood)),
                9 when mayControl => new OutputAction(PortNumber.Controller),
                // Errors: what the match does not tell that the packet has.
                8 when MayBeWrong && Chance(6) && version >= OpenFlowVersion.OpenFlow12 => WrongAction(),
                8 when type == 0x8847 && version >= OpenFlowVersion.OpenFlow11 => match.Get(Oxm.MplsBos) == 1 ? Pick<OpenFlowAction>(new DecMplsTtlAction(), new PopMplsAction(0x0800)) : new DecMplsTtlAction(),
                _ => new OutputAction((uint)_random.Next(1, 4)),
            };
        }
    }

    private SetFieldAction WrongAction()
    {
        _isWrong = true;
        return new(Oxm.TcpDst.Is(1));
    }

    // OVS 3.1 ends at an assertion when a group is deleted that a flow names twice.
    private OpenFlowAction Group(uint id) => _groups.Add(id) ? new GroupAction(id) : new OutputAction(id);

    private OpenFlowAction NiciraAction() => _random.Next(10) switch
    {
        0 => Load((uint)_random.Next(4)),
        1 => Move(new(Nxm.Reg0, 0, 8), new(Nxm.Reg1, 8, 8)),
        2 => Move(Nxm.EthSrc, Nxm.EthDst),
        3 => new StackPushAction(new Subfield(Nxm.EthDst, 0, 16)),
        4 => new StackPopAction(new Subfield(Nxm.EthSrc, 0, 16)),
        5 => new OutputRegAction(new Subfield(Nxm.Reg0, 0, 16)),
        6 => new NoteAction(new byte[] { 1, 2, 3, 4, 5, 6 }),
        7 when Chance(2) => new ExitAction(),
        8 => Learn(),
        // Only to later tables, so that no packet runs in circles.
        _ => new ResubmitAction(new TableId((byte)(_tableId + 1))),
    };

    private OpenFlowAction Load(uint value) => version < OpenFlowVersion.OpenFlow15
        ? new RegLoadAction(value, new Subfield(Nxm.Reg0, 0, 8))
        : new SetFieldAction(Nxm.Reg0.Is(value, 0xff));

    private static CopyFieldAction Move(Subfield from, Subfield to) => new(from, to);

    // OpenFlow 1.0 cannot describe flows that match registers, and in 1.5 OVS describes them by the standard's wider ones.
    private bool MayMatchRegister => version is not (OpenFlowVersion.OpenFlow10 or OpenFlowVersion.OpenFlow15);

    private LearnAction Learn() => new()
    {
        TableId = new TableId(2),
        Priority = 10,
        Cookie = 3,
        IdleTimeout = 600,
        Specs =
        [
            LearnSpec.Match(Nxm.EthSrc, Nxm.EthDst), LearnSpec.Match(5, MayMatchRegister ? new Subfield(Nxm.Reg1, 0, 8) : Nxm.InPort), LearnSpec.Load(9, new Subfield(Nxm.EthSrc, 0, 16)),
            LearnSpec.Output(Nxm.InPort),
        ],
    };

    private OpenFlowAction Vlan(Match match)
    {
        // In OVS, NORMAL removes a tag with VLAN 0.
        if (_kind == CaseKind.Normal)
            return new OutputAction(1);
        if (version < OpenFlowVersion.OpenFlow12)
            return Pick<OpenFlowAction>(new SetVlanVidAction(7), new SetVlanPcpAction(2), version == OpenFlowVersion.OpenFlow10 ? new PopVlanAction() : PushOnce(match));
        return match.Get(Oxm.VlanVid) is > 0
            ? Pick<OpenFlowAction>(PopOnce(), new SetFieldAction(Oxm.VlanVid.Is(0x1007)), new SetFieldAction(Oxm.VlanPcp.Is(2)))
            : PushOnce(match);
    }

    private OpenFlowAction PopOnce()
    {
        if (_hasPopped)
            return new OutputAction(1);
        _hasPopped = true;
        return new PopVlanAction();
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
