using System.Reactive.Linq;
using Microsoft.Reactive.Testing;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Messages;
using RxOfctl.Simulator;
using RxOfctl.Simulator.Topologies;

namespace RxOfctl.Topology.Tests;

/// <summary>A simulated network, a controller and its topology, in virtual time.</summary>
internal sealed class Lab : IDisposable
{
    private readonly IDisposable? _connections;

    public Lab(
        NetworkTopology? network = null,
        TopologyOptions? options = null,
        OpenFlowVersion version = OpenFlowVersion.OpenFlow13,
        bool connects = true)
    {
        Network = new(Scheduler);
        if (network is not null)
            Network.Add(network, new() { Versions = [version] });
        Controller = new(new() { Scheduler = Scheduler, EchoInterval = TimeSpan.Zero, OnObserverError = Errors.Add });
        Topology = Controller.DiscoverTopology(options);
        Topology.Alerts.Subscribe(Alerts.Add);
        if (network is not null && connects)
            _connections = Network.ConnectTo(Controller);
    }

    public TestScheduler Scheduler { get; } = new();

    public SimulatedNetwork Network { get; }

    public OpenFlowController Controller { get; }

    public DiscoveredTopology Topology { get; }

    public List<TopologyAlert> Alerts { get; } = [];

    /// <summary>What observers threw, and requests that failed unhandled.</summary>
    public List<ObserverError> Errors { get; } = [];

    /// <summary>The links as <c>1:2 > 2:1</c>, in order.</summary>
    public IEnumerable<string> Links => Topology.Links.Keys.Order().Select(Text);

    public DateTimeOffset Now => Scheduler.Now;

    /// <summary>The links between switches of a simulated network, each direction, as <see cref="Links"/> writes them.</summary>
    public static IEnumerable<string> LinksOf(NetworkTopology network)
    {
        var ids = network.Switches.ToDictionary(each => each.Name, each => each.Id);
        return network.Links.Where(link => ids.ContainsKey(link.To))
            .Select(link => new LinkId(new(ids[link.From], link.FromPort), new(ids[link.To], link.ToPort)))
            .SelectMany(link => new[] { link, link.Reverse }).Order().Select(Text);
    }

    public static string Text(LinkId link) => $"{Text(link.From)} > {Text(link.To)}";

    public static string Text(SwitchPort port) => $"{port.DatapathId.Value}:{port.Port}";

    public void Advance(double seconds) => Scheduler.AdvanceBy(TimeSpan.FromSeconds(seconds).Ticks);

    public PortRole RoleOf(ulong datapath, uint port) =>
        Topology.Ports.TryLookup(new(datapath, port), out var known) ? known.Role : default;

    public SimulatedLink Link(string one, string other) => Network.LinksBetween(one, other)[0];

    /// <summary>Lets no frame pass, while the ports stay up.</summary>
    public void Deafen(string one, string other) => Link(one, other).Options = Link(one, other).Options with { Loss = 1 };

    public void Heal(string one, string other) => Link(one, other).Options = Link(one, other).Options with { Loss = 0 };

    /// <summary>Has each switch send what matches no other flow to the controller, as apps do.</summary>
    public void MissesToController()
    {
        foreach (var datapath in Controller.GetDatapaths())
            datapath.Send(new FlowMod { Priority = 0, Actions = [new OutputAction(PortNumber.Controller)] });
        Advance(0.001);
    }

    public bool Ping(string from, string to, double wait = 2)
    {
        var answered = false;
        using var pinging = Network.Host(from).Ping(Network.Host(to).Address).Subscribe(result => answered = result.IsAnswered);
        Advance(wait);
        return answered;
    }

    public void Dispose()
    {
        _connections?.Dispose();
        Topology.Dispose();
        Controller.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
