using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Simulator.Tests;

/// <summary>The flow table against a list that is searched from end to end: strict and loose commands, priorities, overlap, timeouts, lookup.</summary>
public class FlowTableModelTests
{
    private static readonly Match[] Matches =
    [
        Match.Any,
        [Oxm.InPort.Is(1)],
        [Oxm.InPort.Is(2)],
        [Oxm.EthDst.Is(Bench.Mac(2))],
        [Oxm.EthType.Is(0x800)],
        [Oxm.EthType.Is(0x800), Oxm.Ipv4Dst.Is(new(10, 0, 0, 0), Ipv4Address.Mask(8))],
        [Oxm.EthType.Is(0x800), Oxm.Ipv4Dst.Is(Bench.Ip(2))],
        [Oxm.InPort.Is(1), Oxm.EthType.Is(0x800), Oxm.Ipv4Dst.Is(Bench.Ip(2))],
        [Oxm.EthType.Is(0x800), Oxm.IpProto.Is(17), Oxm.UdpDst.Is(1000)],
    ];

    /// <summary>A step: a command, a match, a priority, and what goes with it.</summary>
    public sealed record Step(byte Command, byte Match, byte Priority, byte Timeout, bool Flag);

    [Property(MaxTest = 60)]
    public Property The_table_holds_what_a_list_would(Step[] steps) => Check(steps).ToProperty();

    private static bool Check(Step[] steps)
    {
        var bench = new Bench(OpenFlowVersion.OpenFlow13);
        var model = new List<ModelFlow>();
        foreach (var step in steps)
        {
            // So that no timeout ends just when a step is evaluated.
            bench.Advance(TimeSpan.FromTicks(7));
            var match = Matches[step.Match % Matches.Length];
            // Each match has priorities of its own, so that it is defined which flow a packet matches.
            var priority = (ushort)(1 + step.Match % Matches.Length + step.Priority % 2 * 16);
            model.RemoveAll(flow => flow.Ends <= bench.Scheduler.Now);
            switch (step.Command % 7)
            {
                case 0 or 1:
                    var added = new ModelFlow(match, priority, step.Priority, bench.Scheduler.Now)
                    {
                        HardTimeout = (ushort)(step.Timeout % 3),
                        IdleTimeout = (ushort)(step.Timeout / 3 % 3),
                    };
                    bench.Ask(added.ToFlowMod(FlowModFlags.None));
                    model.RemoveAll(added.Replaces);
                    model.Add(added);
                    break;
                case 2:
                    // Flows that are added with the overlap check share four priorities.
                    var checkedFlow = new ModelFlow(match, (ushort)(100 + step.Priority % 4), step.Priority, bench.Scheduler.Now);
                    var overlaps = model.Exists(flow => flow.Priority == checkedFlow.Priority && Overlap(flow.Match, match));
                    var errors = bench.Ask(checkedFlow.ToFlowMod(FlowModFlags.CheckOverlap)).OfType<ErrorMessage>().Select(error => error.Error);
                    if (!errors.SequenceEqual(overlaps ? [OpenFlowError.FlowModFailedOverlap] : []))
                        return false;
                    if (!overlaps)
                        model.Add(checkedFlow);
                    break;
                case 3:
                    bench.Ask(new FlowMod { Command = FlowModCommand.DeleteStrict, Match = match, Priority = priority });
                    model.RemoveAll(flow => flow.Match.Equals(match) && flow.Priority == priority);
                    break;
                case 4:
                    bench.Ask(new FlowMod { Command = FlowModCommand.Delete, Match = match, Cookie = step.Priority, CookieMask = step.Flag ? 1ul : 0 });
                    model.RemoveAll(flow => IsWithin(flow.Match, match) && (!step.Flag || (flow.Cookie & 1) == (step.Priority & 1ul)));
                    break;
                case 5:
                    bench.Advance(TimeSpan.FromMilliseconds(300));
                    break;
                default:
                    if (!MatchesWhatTheModelMatches(bench, model))
                        return false;
                    break;
            }
        }

        model.RemoveAll(flow => flow.Ends <= bench.Scheduler.Now);
        var expected = model.Select(flow => (flow.Match, flow.Priority, flow.Cookie)).ToHashSet();
        return expected.SetEquals(bench.S1.Flows.Select(flow => (flow.Match, flow.Priority, flow.Cookie)));
    }

    private static bool MatchesWhatTheModelMatches(Bench bench, List<ModelFlow> model)
    {
        var before = bench.S1.Flows.ToDictionary(flow => (flow.Match, flow.Priority), flow => flow.PacketCount);
        bench.Hosts[0].Send(Bench.Datagram(1, 2));
        // The link takes a millisecond.
        bench.Advance(TimeSpan.FromMilliseconds(1));
        model.RemoveAll(flow => flow.Ends <= bench.Scheduler.Now);
        // Of the matches, only that of port 2 does not match a datagram from port 1 to host 2.
        var matched = model.Where(flow => !flow.Match.Equals(Matches[2])).OrderByDescending(flow => flow.Priority).FirstOrDefault();
        var counted = bench.S1.Flows.Where(flow => flow.PacketCount != before.GetValueOrDefault((flow.Match, flow.Priority))).ToList();
        if (matched is null)
            return counted.Count == 0;
        matched.LastUsed = bench.Scheduler.Now;
        return counted.Count == 1 && counted[0].Match.Equals(matched.Match) && counted[0].Priority == matched.Priority;
    }

    private static bool IsWithin(Match flow, Match wide) => wide.All(field =>
        flow.Any(own => own.Type.Equals(field.Type) && (own == field || (field.HasMask && field.Type.Equals(Oxm.Ipv4Dst)))));

    // Of the matches, only those of port 1 and of port 2 have no packet in common.
    private static bool Overlap(Match one, Match other) =>
        one.Get(Oxm.InPort) is not { } port || other.Get(Oxm.InPort) is not { } otherPort || port == otherPort;

    private sealed record ModelFlow(Match Match, ushort Priority, ulong Cookie, DateTimeOffset CreatedAt)
    {
        public ushort HardTimeout { get; init; }

        public ushort IdleTimeout { get; init; }

        public DateTimeOffset LastUsed { get; set; } = CreatedAt;

        public DateTimeOffset Ends
        {
            get
            {
                var hard = HardTimeout == 0 ? DateTimeOffset.MaxValue : CreatedAt + TimeSpan.FromSeconds(HardTimeout);
                var idle = IdleTimeout == 0 ? DateTimeOffset.MaxValue : LastUsed + TimeSpan.FromSeconds(IdleTimeout);
                return hard < idle ? hard : idle;
            }
        }

        public bool Replaces(ModelFlow other) => other.Match.Equals(Match) && other.Priority == Priority;

        public FlowMod ToFlowMod(FlowModFlags flags) => new()
        {
            Match = Match,
            Priority = Priority,
            Cookie = Cookie,
            HardTimeout = HardTimeout,
            IdleTimeout = IdleTimeout,
            Flags = flags,
            Actions = [new OutputAction(2)],
        };
    }
}
