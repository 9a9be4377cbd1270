using Microsoft.Reactive.Testing;
using RxOfctl.Caching;
using RxOfctl.Packets;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Simulator;

namespace RxOfctl.Flows.Tests;

/// <summary>
/// A network of two paths from s1 to s4, by s2 or by s3, and rules of many versions: each rule leaves the number of its version in the
/// packet, the ingress rule in the source address, the internal rule in the destination address, and the egress rule in the IP header.
/// </summary>
internal sealed class TwoPhaseLab : IDisposable
{
    private const int DscpOffset = 15;

    private readonly List<byte[]> _arrived = [];
    private readonly IDisposable _connections;
    private int _sent;

    public TwoPhaseLab(OpenFlowVersion version = OpenFlowVersion.OpenFlow13, SimulatedSwitchOptions? options = null)
    {
        Controller = new(new() { Scheduler = Scheduler, OnObserverError = error => Thrown.Add(error.Exception) });
        Network = new(Scheduler);
        for (var id = 1; id <= 4; id++)
            Network.AddSwitch((ulong)id, (options ?? new()) with { Versions = [version] });
        var (s1, s2, s3, s4) = (Network.Switch("s1"), Network.Switch("s2"), Network.Switch("s3"), Network.Switch("s4"));
        s1.AddPort(1);
        var latency = TimeSpan.FromMilliseconds(20);
        Network.Connect(s1, 2, s2, 1, latency);
        Network.Connect(s1, 3, s3, 1, latency);
        Network.Connect(s2, 2, s4, 2, latency);
        Network.Connect(s3, 2, s4, 3, latency);
        Network.Connect(s4, 1, Network.AddHost("h", new(0x99)), latency).Arrived.Subscribe(frame => _arrived.Add([.. frame.Data.Span]));
        _connections = Network.ConnectTo(Controller);
        Advance(TimeSpan.FromSeconds(1));
    }

    public TestScheduler Scheduler { get; } = new();

    public OpenFlowController Controller { get; private set; }

    public SimulatedNetwork Network { get; }

    public SourceCache<FlowRule, FlowRuleKey> Rules { get; } = new(rule => rule.Key);

    public List<Exception> Thrown { get; } = [];

    /// <summary>How many packets were sent.</summary>
    public int Sent => _sent;

    /// <summary>The versions that each packet that arrived met, in the order of arrival: at the ingress, inside, at the egress.</summary>
    public IReadOnlyList<(int Ingress, int Internal, int Egress)> Arrived => [.. _arrived.Select(frame => ((int)frame[11], (int)frame[5], frame[DscpOffset] >> 2))];

    /// <summary>Packets that met rules of more than one version.</summary>
    public IEnumerable<(int Ingress, int Internal, int Egress)> Mixed => Arrived.Where(each => each.Ingress != each.Internal || each.Ingress != each.Egress);

    /// <summary>Whether all packets arrived as plain IP, without a version tag.</summary>
    public bool AreUntagged => _arrived.TrueForAll(frame => frame[12] == 0x08 && frame[13] == 0x00);

    public MaintainedRules Maintain(UpdatePolicy policy = UpdatePolicy.TwoPhase, TwoPhaseOptions? options = null) => Controller.Maintain(
        Rules.Connect(), new() { Lease = Lab.Lease, Policy = policy, TwoPhase = options ?? new(), OnError = Thrown.Add, RequestTimeout = TimeSpan.FromSeconds(5) });

    /// <summary>The rules of a version: an even one goes by s2, an odd one by s3.</summary>
    public static IReadOnlyList<FlowRule> Version(int number)
    {
        var by = 2u + (uint)(number % 2);
        return
        [
            Rule(1, PathPart.Ingress, [Oxm.InPort.Is(1), Oxm.EthType.Is(0x0800)], new SetFieldAction(Oxm.EthSrc.Is(new(0x0200_0000_0000u + (ulong)number))), by),
            Rule(by, PathPart.Internal, [Oxm.InPort.Is(1), Oxm.EthType.Is(0x0800)], new SetFieldAction(Oxm.EthDst.Is(new(0x0400_0000_0000u + (ulong)number))), 2),
            Rule(4, PathPart.Egress, [Oxm.EthType.Is(0x0800)], new SetFieldAction(Oxm.IpDscp.Is((byte)number)), 1),
        ];
    }

    /// <summary>Replaces all rules in one change set.</summary>
    public void Set(IReadOnlyList<FlowRule> rules) => Rules.Edit(updater =>
    {
        foreach (var key in Rules.Keys.Except(rules.Select(rule => rule.Key)).ToArray())
            updater.Remove(key);
        updater.AddOrUpdate(rules);
    });

    /// <summary>Lets time pass while a packet comes to s1 each millisecond.</summary>
    public void Send(TimeSpan time)
    {
        for (var packets = (int)time.TotalMilliseconds; packets > 0; packets--)
        {
            _sent++;
            Network.Switch("s1").Receive(1, new EthernetFrame
            {
                Source = new(1),
                Destination = new(2),
                Ipv4 = new() { Source = new(10, 0, 0, 1), Destination = new(10, 0, 0, 2), Udp = new() { SourcePort = 9, DestinationPort = 9, Payload = BitConverter.GetBytes(_sent) } },
            }.ToBytes());
            Advance(TimeSpan.FromMilliseconds(1));
        }
    }

    public void Advance(TimeSpan time) => Scheduler.AdvanceBy(time.Ticks);

    /// <summary>The flows of all switches, without their counters.</summary>
    public IReadOnlyList<string> Flows => [.. Network.Switches.SelectMany(each => each.Flows.Select(flow => $"{each.Name} {flow.Priority} {flow.Match} {flow.Instructions}")).Order()];

    public void Dispose()
    {
        _connections.Dispose();
        var disposing = Controller.DisposeAsync().AsTask();
        Advance(TimeSpan.FromSeconds(1));
        Assert.True(disposing.Wait(TimeSpan.FromSeconds(60)), "The controller did not end.");
    }

    private static FlowRule Rule(uint datapath, PathPart part, Match match, OpenFlowAction mark, uint port) => new()
    {
        Datapaths = datapath,
        Part = part,
        Match = match,
        Instructions = [new ApplyActions([mark, new OutputAction(port)])],
    };
}
