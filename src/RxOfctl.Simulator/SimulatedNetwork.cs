using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using RxOfctl.Capture;
using RxOfctl.Protocol;
using RxOfctl.Simulator.Captures;
using RxOfctl.Simulator.Topologies;

namespace RxOfctl.Simulator;

/// <summary>
/// Software switches and hosts, linked in memory. Its time is that of the scheduler given: on one of virtual time, everything happens in the same
/// order each time, chance included. All of it can be used from any thread, and from within its observers.
/// </summary>
/// <example><code>
/// var network = new SimulatedNetwork(scheduler);
/// network.Add(NetworkTopology.Tree(depth: 2, fanout: 3));
/// network.ConnectTo(controller);
/// network.Host("h1").Ping(network.Host("h9").Address).Subscribe(Console.WriteLine);
/// </code></example>
public sealed class SimulatedNetwork
{
    private readonly NetworkLock _lock;
    private readonly Random _random;
    private readonly List<SimulatedSwitch> _switches = [];
    private readonly List<SimulatedHost> _hosts = [];
    private readonly List<SimulatedLink> _links = [];

    /// <summary>Makes an empty network.</summary>
    /// <param name="scheduler">Its clock; everything in the network runs on it.</param>
    /// <param name="seed">Where its random numbers begin: loss, jitter and random faults. The same seed gives the same run in virtual time.</param>
    public SimulatedNetwork(IScheduler scheduler, int seed = 0)
    {
        ArgumentNullException.ThrowIfNull(scheduler);
        (_lock, _random) = (new(scheduler), new(seed));
        Faults = new(this, _lock, _random);
    }

    /// <summary>The time in the network: that of its scheduler.</summary>
    public DateTimeOffset Now => _lock.Scheduler.Now;

    /// <summary>What goes wrong in the network, now, at a time, by a script or by chance.</summary>
    public SimulatedFaults Faults { get; }

    /// <summary>The switches, in the order in which they were added.</summary>
    public IReadOnlyList<SimulatedSwitch> Switches
    {
        get
        {
            using var scope = _lock.Enter();
            return [.. _switches];
        }
    }

    /// <summary>The hosts, in the order in which they were added.</summary>
    public IReadOnlyList<SimulatedHost> Hosts
    {
        get
        {
            using var scope = _lock.Enter();
            return [.. _hosts];
        }
    }

    /// <summary>The links that are plugged in, in the order in which they were connected.</summary>
    public IReadOnlyList<SimulatedLink> Links
    {
        get
        {
            using var scope = _lock.Enter();
            return [.. _links];
        }
    }

    /// <summary>The switch of a name.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public SimulatedSwitch Switch(string name) =>
        Switches.FirstOrDefault(each => each.Name == name) ?? throw new KeyNotFoundException($"There is no switch {name}.");

    /// <summary>The host of a name.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public SimulatedHost Host(string name) =>
        Hosts.FirstOrDefault(each => each.Name == name) ?? throw new KeyNotFoundException($"There is no host {name}.");

    /// <summary>The links between two switches, or a switch and a host.</summary>
    /// <param name="first">The name of one.</param>
    /// <param name="second">The name of the other.</param>
    /// <returns>The links; empty if they are not linked.</returns>
    public IReadOnlyList<SimulatedLink> LinksBetween(string first, string second) => [.. Links.Where(link =>
    {
        var (one, other) = (Owner(link.Ends.First), Owner(link.Ends.Second));
        return (one == first && other == second) || (one == second && other == first);
    })];

    /// <summary>Adds the switches, hosts and links of a topology.</summary>
    /// <param name="topology">The topology.</param>
    /// <param name="options">The properties of its switches, but for their names; the defaults if not given.</param>
    /// <exception cref="ArgumentException">A datapath id or name is taken, or a link names a switch or host that the topology lacks.</exception>
    public void Add(NetworkTopology topology, SimulatedSwitchOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(topology);
        using var scope = _lock.Enter();
        var switches = topology.Switches.ToDictionary(each => each.Name, each => AddSwitch(each.Id, (options ?? new()) with { Name = each.Name }));
        var hosts = topology.Hosts.ToDictionary(each => each.Name, each => AddHost(each.Name, each.Mac, each.Address));
        foreach (var link in topology.Links)
        {
            var properties = link.Options ?? new();
            if (!switches.TryGetValue(link.From, out var from))
                throw new ArgumentException($"A link from {link.From}, which is no switch of the topology.", nameof(topology));
            if (switches.TryGetValue(link.To, out var to))
                Connect(from, link.FromPort, to, link.ToPort, properties);
            else if (hosts.TryGetValue(link.To, out var host))
                Connect(from, link.FromPort, host, properties);
            else
                throw new ArgumentException($"A link to {link.To}, which the topology lacks.", nameof(topology));
        }
    }

    /// <summary>Adds a switch.</summary>
    /// <param name="dpid">Its identity.</param>
    /// <param name="versions">The versions of OpenFlow that it offers; that of <see cref="SimulatedSwitchOptions.Versions"/> if none is given.</param>
    /// <exception cref="ArgumentException">There is a switch of that identity.</exception>
    public SimulatedSwitch AddSwitch(DatapathId dpid, params OpenFlowVersion[] versions)
    {
        ArgumentNullException.ThrowIfNull(versions);
        return AddSwitch(dpid, versions.Length == 0 ? new() : new SimulatedSwitchOptions { Versions = versions });
    }

    /// <summary>Adds a switch.</summary>
    /// <param name="dpid">Its identity.</param>
    /// <param name="options">What it is like.</param>
    /// <exception cref="ArgumentException">There is a switch of that identity, or no version.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public SimulatedSwitch AddSwitch(DatapathId dpid, SimulatedSwitchOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        using var scope = _lock.Enter();
        if (_switches.Exists(other => other.Id == dpid))
            throw new ArgumentException($"There is a switch of identity {dpid} already.", nameof(dpid));
        var added = new SimulatedSwitch(_lock, dpid, options);
        _switches.Add(added);
        return added;
    }

    /// <summary>Adds a host.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="mac">Its MAC address.</param>
    /// <param name="address">Its IPv4 address; 0.0.0.0 for one that asks for it: <see cref="SimulatedHost.RequestAddress"/>.</param>
    /// <exception cref="ArgumentException">The name is empty, or that of another host.</exception>
    public SimulatedHost AddHost(string name, MacAddress mac, Ipv4Address address = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        using var scope = _lock.Enter();
        if (_hosts.Exists(other => other.Name == name))
            throw new ArgumentException($"There is a host {name} already.", nameof(name));
        var added = new SimulatedHost(_lock, name, mac, address, identifier: (ushort)(_hosts.Count + 1));
        _hosts.Add(added);
        return added;
    }

    /// <summary>Links a port of a switch, which is added if it is not there, to a host.</summary>
    /// <param name="from">The switch.</param>
    /// <param name="port">The port, 1 to 65,279, or <see cref="PortNumber.Local"/>.</param>
    /// <param name="host">The host.</param>
    /// <param name="latency">How long a frame takes; 1 ms if not given.</param>
    /// <exception cref="InvalidOperationException">The port or the host has a link already.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The port or the latency is out of range.</exception>
    public SimulatedLink Connect(SimulatedSwitch from, uint port, SimulatedHost host, TimeSpan? latency = null) =>
        Connect(from, port, host, WithLatency(latency));

    /// <summary>Links a port of a switch, which is added if it is not there, to a host.</summary>
    /// <param name="from">The switch.</param>
    /// <param name="port">The port, 1 to 65,279, or <see cref="PortNumber.Local"/>.</param>
    /// <param name="host">The host.</param>
    /// <param name="options">The properties of the link.</param>
    /// <exception cref="InvalidOperationException">The port or the host has a link already.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The port or a property is out of range.</exception>
    public SimulatedLink Connect(SimulatedSwitch from, uint port, SimulatedHost host, SimulatedLinkOptions options)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(options);
        options.Check(nameof(options));
        using var scope = _lock.Enter();
        CheckIsFree(host);
        var (first, reason) = from.GetOrAddPort(port);
        CheckIsFree(first);
        var link = Plug(new SimulatedLink(_lock, _random, first, host, options));
        from.OnPortChanged(first, reason);
        return link;
    }

    /// <summary>Links ports of two switches, which are added if they are not there.</summary>
    /// <param name="from">One switch.</param>
    /// <param name="fromPort">Its port, 1 to 65,279, or <see cref="PortNumber.Local"/>.</param>
    /// <param name="to">The other switch, or the same one.</param>
    /// <param name="toPort">Its port, 1 to 65,279, or <see cref="PortNumber.Local"/>.</param>
    /// <param name="latency">How long a frame takes; 1 ms if not given.</param>
    /// <exception cref="InvalidOperationException">A port has a link already.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A port or the latency is out of range.</exception>
    public SimulatedLink Connect(SimulatedSwitch from, uint fromPort, SimulatedSwitch to, uint toPort, TimeSpan? latency = null) =>
        Connect(from, fromPort, to, toPort, WithLatency(latency));

    /// <summary>Links ports of two switches, which are added if they are not there.</summary>
    /// <param name="from">One switch.</param>
    /// <param name="fromPort">Its port, 1 to 65,279, or <see cref="PortNumber.Local"/>.</param>
    /// <param name="to">The other switch, or the same one.</param>
    /// <param name="toPort">Its port, 1 to 65,279, or <see cref="PortNumber.Local"/>.</param>
    /// <param name="options">The properties of the link.</param>
    /// <exception cref="InvalidOperationException">A port has a link already.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A port or a property is out of range.</exception>
    public SimulatedLink Connect(SimulatedSwitch from, uint fromPort, SimulatedSwitch to, uint toPort, SimulatedLinkOptions options)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(options);
        options.Check(nameof(options));
        using var scope = _lock.Enter();
        var (first, firstReason) = from.GetOrAddPort(fromPort);
        CheckIsFree(first);
        var (second, secondReason) = to.GetOrAddPort(toPort);
        CheckIsFree(second);
        if (first == second)
            throw new InvalidOperationException($"{first.Name} cannot be connected to itself.");
        var link = Plug(new SimulatedLink(_lock, _random, first, second, options));
        from.OnPortChanged(first, firstReason);
        to.OnPortChanged(second, secondReason);
        return link;
    }

    /// <summary>Connects all switches to a controller in the same process, in memory and on the network's scheduler.</summary>
    /// <param name="controller">The controller. It has the same scheduler, if all is to be deterministic.</param>
    /// <returns>Ends the connections.</returns>
    public IDisposable ConnectTo(OpenFlowController controller)
    {
        ArgumentNullException.ThrowIfNull(controller);
        return new CompositeDisposable(Switches.Select(added => added.ConnectTo(controller)));
    }

    /// <summary>
    /// Writes every frame of the links that there are now, once for each end, and every message between switches and controllers to a capture, with
    /// an interface for each port and each switch.
    /// </summary>
    /// <param name="writer">The capture. It is not disposed of.</param>
    /// <returns>Ends the capture; exceptions of the writer end it, too, and come up on the scheduler.</returns>
    /// <remarks>
    /// A scheduler that begins before 1970, such as <c>TestScheduler</c>, has its times moved there. OpenFlow is written as TCP connections to
    /// 127.0.0.1:6653, so that Wireshark and tshark dissect it without settings.
    /// </remarks>
    public IDisposable Capture(PcapngWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        using var scope = _lock.Enter();
        return new NetworkCapture(writer, _lock.Scheduler, _switches, _links);
    }

    /// <summary>The switch or host that an end of a link belongs to: <c>s1</c> of <c>s1:2</c>.</summary>
    internal static string Owner(string end) => end.Split(':', 2)[0];

    private static SimulatedLinkOptions WithLatency(TimeSpan? latency) => latency is { } value ? new() { Latency = value } : new();

    private static void CheckIsFree(ILinkEnd end)
    {
        if (end.Link is { } link)
            throw new InvalidOperationException($"{end.Name} is connected already: {link}. Unplug that link first.");
    }

    private SimulatedLink Plug(SimulatedLink link)
    {
        _links.Add(link);
        link.Unplugged += () => _links.Remove(link);
        return link;
    }
}
