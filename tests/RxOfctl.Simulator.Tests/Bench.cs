using Microsoft.Reactive.Testing;
using RxOfctl.Packets;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Simulator.Tests;

/// <summary>A switch s1 with hosts h1, h2 and h3 at ports 1, 2 and 3 and a scripted controller, in virtual time.</summary>
internal sealed class Bench
{
    public Bench(OpenFlowVersion version, SimulatedSwitchOptions? options = null)
    {
        Network = new(Scheduler);
        S1 = Network.AddSwitch(1, (options ?? new()) with { Versions = [version] });
        Hosts = [.. Enumerable.Range(1, 3).Select(number => Network.AddHost($"h{number}", Mac(number), Ip(number)))];
        Links = [.. Hosts.Select((host, index) => Network.Connect(S1, (uint)index + 1, host))];
        Heard = [.. Hosts.Select(_ => new List<EthernetFrame>())];
        foreach (var (host, heard) in Hosts.Zip(Heard))
            host.Received.Subscribe(heard.Add);
        Controller = new(this, S1, version);
    }

    public TestScheduler Scheduler { get; } = new();

    public SimulatedNetwork Network { get; }

    public SimulatedSwitch S1 { get; }

    public IReadOnlyList<SimulatedHost> Hosts { get; }

    public IReadOnlyList<SimulatedLink> Links { get; }

    public RawController Controller { get; }

    /// <summary>What each host got; the host at port n is at place n - 1.</summary>
    public IReadOnlyList<List<EthernetFrame>> Heard { get; }

    public static MacAddress Mac(int host) => new((ulong)host);

    public static Ipv4Address Ip(int host) => new(10, 0, 0, (byte)host);

    public static FlowMod Flow(Match match, PortNumber port, ushort priority = 100) =>
        new() { Match = match, Priority = priority, Actions = [new OutputAction(port)] };

    /// <summary>A datagram from one host to another.</summary>
    public static EthernetFrame Datagram(int from, int to, ushort port = 1000) => new()
    {
        Source = Mac(from),
        Destination = Mac(to),
        Ipv4 = new() { Source = Ip(from), Destination = Ip(to), Udp = new() { SourcePort = 999, DestinationPort = port, Payload = new byte[10] } },
    };

    public void Advance(TimeSpan time) => Scheduler.AdvanceBy(time.Ticks);

    /// <summary>Lets what was sent arrive, and what comes of it.</summary>
    public void Settle() => Advance(TimeSpan.FromMilliseconds(100));

    public void Tell(params OpenFlowMessage[] messages)
    {
        foreach (var message in messages)
            Controller.Send(message);
        Settle();
        Assert.Empty(Controller.Errors);
    }

    /// <summary>What the switch answers to a message.</summary>
    public IReadOnlyList<OpenFlowMessage> Ask(OpenFlowMessage message)
    {
        var xid = Controller.Send(message);
        Settle();
        return [.. Controller.Received.Where(received => received.Xid == xid).Select(received => received.Message)];
    }

    public void Send(int from, EthernetFrame frame)
    {
        Hosts[from - 1].Send(frame);
        Settle();
    }

    public void AssertHeard(params int[] hosts)
    {
        Assert.Equal(hosts, Enumerable.Range(1, 3).Where(host => Heard[host - 1].Count > 0));
        foreach (var heard in Heard)
            heard.Clear();
    }
}
