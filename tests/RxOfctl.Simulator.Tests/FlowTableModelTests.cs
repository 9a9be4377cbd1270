using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Simulator.Tests;

/// <summary>The flow table against a list that is searched from end to end: strict and loose commands, priorities, overlap, time limits, lookup.</summary>
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
        var model = new List<(Match Match, ushort Priority, ulong Cookie, DateTimeOffset Ends)>();
        foreach (var step in steps)
        {
            // So that no time limit ends just when a step is looked at.
            bench.Advance(TimeSpan.FromTicks(7));
            var match = Matches[step.Match % Matches.Length];
            // One priority for each match, but for the commands that find others: so what a packet meets is defined.
            var priority = (ushort)(1 + step.Match % Matches.Length + step.Priority % 2 * 16);
            model.RemoveAll(flow => flow.Ends <= bench.Scheduler.Now);
            switch (step.Command % 6)
            {
                case 0 or 1:
                    var timeout = (ushort)(step.Timeout % 3);
                    bench.Tell(new FlowMod { Match = match, Priority = priority, Cookie = step.Priority, HardTimeout = timeout, Actions = [new OutputAction(2)] });
                    model.RemoveAll(flow => flow.Match.Equals(match) && flow.Priority == priority);
                    // The bench lets a tenth of a second pass after the message.
                    var ends = timeout == 0 ? DateTimeOffset.MaxValue : bench.Scheduler.Now - TimeSpan.FromMilliseconds(100) + TimeSpan.FromSeconds(timeout);
                    model.Add((match, priority, step.Priority, ends));
                    break;
                case 2:
                    bench.Tell(new FlowMod { Command = FlowModCommand.DeleteStrict, Match = match, Priority = priority });
                    model.RemoveAll(flow => flow.Match.Equals(match) && flow.Priority == priority);
                    break;
                case 3:
                    bench.Tell(new FlowMod { Command = FlowModCommand.Delete, Match = match, Cookie = step.Priority, CookieMask = step.Flag ? 1ul : 0 });
                    model.RemoveAll(flow => IsWithin(flow.Match, match) && (!step.Flag || (flow.Cookie & 1) == (step.Priority & 1ul)));
                    break;
                case 4:
                    bench.Advance(TimeSpan.FromMilliseconds(300));
                    break;
                default:
                    if (!MeetsWhatTheModelMeets(bench, model))
                        return false;
                    break;
            }
        }

        model.RemoveAll(flow => flow.Ends <= bench.Scheduler.Now);
        var expected = model.Select(flow => (flow.Match, flow.Priority, flow.Cookie)).ToHashSet();
        return expected.SetEquals(bench.S1.Flows.Select(flow => (flow.Match, flow.Priority, flow.Cookie)));
    }

    private static bool MeetsWhatTheModelMeets(Bench bench, List<(Match Match, ushort Priority, ulong Cookie, DateTimeOffset Ends)> model)
    {
        var before = bench.S1.Flows.ToDictionary(flow => (flow.Match, flow.Priority), flow => flow.PacketCount);
        bench.Hosts[0].Send(Bench.Datagram(1, 2));
        bench.Advance(TimeSpan.FromMilliseconds(1));
        bench.Advance(TimeSpan.FromMilliseconds(1));
        model.RemoveAll(flow => flow.Ends <= bench.Scheduler.Now);
        // Of the matches, only that of port 2 does not match a datagram from port 1 to host 2.
        var met = model.Where(flow => !flow.Match.Equals(Matches[2])).OrderByDescending(flow => flow.Priority).FirstOrDefault();
        var counted = bench.S1.Flows.Where(flow => flow.PacketCount != before.GetValueOrDefault((flow.Match, flow.Priority))).ToList();
        return met.Match is null ? counted.Count == 0 : counted.Count == 1 && counted[0].Match.Equals(met.Match) && counted[0].Priority == met.Priority;
    }

    private static bool IsWithin(Match flow, Match wide) => wide.All(field =>
        flow.Any(own => own.Type.Equals(field.Type) && (own == field || (field.HasMask && field.Type.Equals(Oxm.Ipv4Dst)))));
}
