using System.Reactive.Linq;
using System.Reactive.Subjects;
using System.Reactive.Threading.Tasks;
using RxOfctl.Caching;
using RxOfctl.Flows;
using RxOfctl.Interop.Tests.Controller;
using RxOfctl.Interop.Tests.Ovs;
using RxOfctl.Packets;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Matching;

namespace RxOfctl.Interop.Tests.Flows;

/// <summary>
/// Updates in two phases on four bridges of Open vSwitch, with two paths from the first to the last, while packets pass. Each rule leaves
/// the number of its version in the packet.
/// </summary>
public sealed class TwoPhaseTests : ControllerWithOvs
{
    private const int Last = 3;
    private const int Window = 16;

    private readonly SourceCache<FlowRule, FlowRuleKey> _rules = new(rule => rule.Key);
    private readonly List<(byte Ingress, byte Internal, byte Egress)> _arrived = [];

    // The version of the last packet that arrived.
    private readonly BehaviorSubject<int> _latest = new(0);

    [OvsTheory]
    [InlineData(OpenFlowVersion.OpenFlow10, VersionTag.VlanId)]
    [InlineData(OpenFlowVersion.OpenFlow13, VersionTag.VlanId)]
    [InlineData(OpenFlowVersion.OpenFlow13, VersionTag.MplsLabel)]
    [InlineData(OpenFlowVersion.OpenFlow14, VersionTag.VlanId)]
    [InlineData(OpenFlowVersion.OpenFlow15, VersionTag.VlanId)]
    [InlineData(OpenFlowVersion.OpenFlow15, VersionTag.MplsLabel)]
    public async Task Each_packet_is_processed_by_one_version_and_none_is_lost(OpenFlowVersion version, VersionTag tag)
    {
        await ConnectBridgeAsync(1, version, "p11", "p12", "p13");
        await ConnectBridgeAsync(2, version, "p21", "p22");
        await ConnectBridgeAsync(3, version, "p31", "p32");
        await ConnectBridgeAsync(4, version, "p41", "p42", "p43");
        await LinkAsync("p12", "p21");
        await LinkAsync("p13", "p31");
        await LinkAsync("p22", "p42");
        await LinkAsync("p32", "p43");
        using var from = await Ovs.ConnectPortAsync("p11", Limit);
        using var to = await Ovs.ConnectPortAsync("p41", Limit);
        using var maintained = Controller.Maintain(
            _rules.Connect(), new() { Policy = UpdatePolicy.TwoPhase, TwoPhase = new() { Tag = tag, MaxTransit = TimeSpan.FromSeconds(2) } });
        await ReplaceAsync(maintained, 1);

        var stop = new TaskCompletionSource();
        var passing = PassPacketsAsync(from, to, stop.Task);
        await _latest.FirstAsync(latest => latest == 1).ToTask(Limit);
        for (var number = 2; number <= Last; number++)
        {
            await ReplaceAsync(maintained, number);
            await _latest.FirstAsync(latest => latest == number).ToTask(Limit);
        }

        stop.SetResult();
        var sent = await passing;

        Assert.Equal(sent, _arrived.Count);
        Assert.All(_arrived, each => Assert.True(each.Ingress == each.Internal && each.Ingress == each.Egress, $"{each}"));
        Assert.Equal(Enumerable.Range(1, Last), _arrived.Select(each => (int)each.Ingress).Distinct());
    }

    private async Task ReplaceAsync(MaintainedRules maintained, int number)
    {
        var complete = maintained.Update.SkipWhile(status => status.Phase == UpdatePhase.Complete)
            .FirstAsync(status => status.Phase is UpdatePhase.Complete or UpdatePhase.Refused).ToTask(Limit);
        var rules = Version(number);
        _rules.Edit(updater =>
        {
            foreach (var key in _rules.Keys.Except(rules.Select(rule => rule.Key)).ToArray())
                updater.Remove(key);
            updater.AddOrUpdate(rules);
        });
        Assert.Null((await complete).Error);
    }

    // An even version goes by the second bridge, an odd one by the third.
    private static FlowRule[] Version(int number)
    {
        var by = 2u + (uint)(number % 2);
        return
        [
            Rule(1, PathPart.Ingress, [Oxm.InPort.Is(1), Oxm.EthType.Is(0x0800)], new SetFieldAction(Oxm.EthSrc.Is(new((ulong)number))), by),
            Rule(by, PathPart.Internal, [Oxm.InPort.Is(1), Oxm.EthType.Is(0x0800)], new SetFieldAction(Oxm.EthDst.Is(new((ulong)number))), 2),
            Rule(4, PathPart.Egress, [Oxm.EthType.Is(0x0800)], new SetFieldAction(Oxm.IpDscp.Is((byte)number)), 1),
        ];
    }

    private static FlowRule Rule(uint datapath, PathPart part, Match match, OpenFlowAction mark, uint port) =>
        new() { Datapaths = datapath, Part = part, Match = match, Actions = [mark, new OutputAction(port)] };

    // The second port dials the first one, so that a packet between two bridges is on its way for some time, as on a cable.
    private async Task LinkAsync(string one, string other)
    {
        var socket = Path.Combine(Ovs.DirectoryPath, $"{one}.sock");
        await Ovs.VsctlAsync(["clear", "interface", other, "options", "--", "set", "interface", other, $"options:stream=unix:{socket}"]);
        while (!(await Ovs.AppctlAsync("netdev-dummy/conn-state", other)).Contains(": connected", StringComparison.Ordinal))
            Limit.ThrowIfCancellationRequested();
    }

    // Some packets are on their way at any time.
    private async Task<int> PassPacketsAsync(DummyPort from, DummyPort to, Task stop)
    {
        var sent = 0;
        while (!stop.IsCompleted || _arrived.Count < sent)
        {
            while (!stop.IsCompleted && sent - _arrived.Count < Window)
            {
                var frame = new EthernetFrame
                {
                    Source = new(0x77),
                    Destination = new(0x88),
                    Ipv4 = new() { Source = new(10, 0, 0, 1), Destination = new(10, 0, 0, 2), Udp = new() { SourcePort = 9, DestinationPort = 9 } },
                };
                await from.SendAsync(frame.ToBytes().Memory, Limit);
                sent++;
            }

            var arrived = await to.ReceiveAsync(Limit);
            // As plain IP, without a version tag.
            Assert.Equal([0x08, 0x00], arrived[12..14]);
            _arrived.Add((arrived[11], arrived[5], (byte)(arrived[15] >> 2)));
            _latest.OnNext(arrived[11]);
        }

        return sent;
    }
}
