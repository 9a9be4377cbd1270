using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using RxOfctl.Protocol;

namespace RxOfctl.Simulator;

/// <summary>
/// Software switches and hosts, wired in memory. Its time is that of the scheduler given: on one of virtual time, everything that happens
/// happens in the same order each time. All of it can be used from any thread, and from within its observers.
/// </summary>
/// <example><code>
/// var network = new SimulatedNetwork(scheduler);
/// var s1 = network.AddSwitch(1, OpenFlowVersion.OpenFlow13);
/// var h1 = network.AddHost("h1", MacAddress.Parse("00:00:00:00:00:01"), new(10, 0, 0, 1));
/// network.Connect(s1, 1, h1);
/// network.ConnectTo(controller);
/// </code></example>
public sealed class SimulatedNetwork
{
    private static readonly TimeSpan DefaultLatency = TimeSpan.FromMilliseconds(1);

    private readonly Turns _turns;
    private readonly List<SimulatedSwitch> _switches = [];
    private readonly List<SimulatedHost> _hosts = [];

    /// <summary>Makes an empty network.</summary>
    /// <param name="scheduler">Its clock, and where all that happens happens.</param>
    public SimulatedNetwork(IScheduler scheduler)
    {
        ArgumentNullException.ThrowIfNull(scheduler);
        _turns = new(scheduler);
    }

    /// <summary>The switches, in the order in which they were added.</summary>
    public IReadOnlyList<SimulatedSwitch> Switches
    {
        get
        {
            using var turn = _turns.Begin();
            return [.. _switches];
        }
    }

    /// <summary>The hosts, in the order in which they were added.</summary>
    public IReadOnlyList<SimulatedHost> Hosts
    {
        get
        {
            using var turn = _turns.Begin();
            return [.. _hosts];
        }
    }

    /// <summary>Adds a switch that offers one version or more.</summary>
    /// <param name="dpid">Its identity.</param>
    /// <param name="versions">The versions of OpenFlow that it offers.</param>
    /// <exception cref="ArgumentException">There is a switch of that identity, or no version.</exception>
    public SimulatedSwitch AddSwitch(DatapathId dpid, params OpenFlowVersion[] versions) =>
        AddSwitch(dpid, new SimulatedSwitchOptions { Versions = versions });

    /// <summary>Adds a switch.</summary>
    /// <param name="dpid">Its identity.</param>
    /// <param name="options">What it is like.</param>
    /// <exception cref="ArgumentException">There is a switch of that identity, or no version.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public SimulatedSwitch AddSwitch(DatapathId dpid, SimulatedSwitchOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        using var turn = _turns.Begin();
        if (_switches.Exists(other => other.Id == dpid))
            throw new ArgumentException($"There is a switch of identity {dpid} already.", nameof(dpid));
        var added = new SimulatedSwitch(_turns, dpid, options);
        _switches.Add(added);
        return added;
    }

    /// <summary>Adds a host.</summary>
    /// <param name="name">What people call it.</param>
    /// <param name="mac">Its MAC address.</param>
    /// <param name="address">Its IPv4 address.</param>
    public SimulatedHost AddHost(string name, MacAddress mac, Ipv4Address address)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        using var turn = _turns.Begin();
        var added = new SimulatedHost(_turns, name, mac, address, identifier: (ushort)(_hosts.Count + 1));
        _hosts.Add(added);
        return added;
    }

    /// <summary>Plugs a cable into a port of a switch, which is added if it is not there, and into a host.</summary>
    /// <param name="from">The switch.</param>
    /// <param name="port">The port, 1 to 65,279.</param>
    /// <param name="host">The host.</param>
    /// <param name="latency">How long a frame takes; 1 ms if not given.</param>
    /// <exception cref="InvalidOperationException">There is a cable already.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The port or the latency is out of range.</exception>
    public SimulatedLink Connect(SimulatedSwitch from, uint port, SimulatedHost host, TimeSpan? latency = null)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(host);
        using var turn = _turns.Begin();
        Check(host);
        var (first, reason) = from.GetOrAddPort(port);
        Check(first);
        var link = new SimulatedLink(_turns, first, host, Check(latency));
        from.OnPortChanged(first, reason);
        return link;
    }

    /// <summary>Plugs a cable into ports of two switches, which are added if they are not there.</summary>
    /// <param name="from">One switch.</param>
    /// <param name="fromPort">Its port, 1 to 65,279.</param>
    /// <param name="to">The other switch, or the same one.</param>
    /// <param name="toPort">Its port, 1 to 65,279.</param>
    /// <param name="latency">How long a frame takes; 1 ms if not given.</param>
    /// <exception cref="InvalidOperationException">There is a cable already.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A port or the latency is out of range.</exception>
    public SimulatedLink Connect(SimulatedSwitch from, uint fromPort, SimulatedSwitch to, uint toPort, TimeSpan? latency = null)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        using var turn = _turns.Begin();
        var (first, firstReason) = from.GetOrAddPort(fromPort);
        Check(first);
        var (second, secondReason) = to.GetOrAddPort(toPort);
        Check(second);
        if (first == second)
            throw new InvalidOperationException($"{first.Name} cannot be connected to itself.");
        var link = new SimulatedLink(_turns, first, second, Check(latency));
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

    private static void Check(ILinkEnd end)
    {
        if (end.Link is { } link)
            throw new InvalidOperationException($"{end.Name} is connected already: {link}. Unplug that link first.");
    }

    private static TimeSpan Check(TimeSpan? latency)
    {
        var value = latency ?? DefaultLatency;
        ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero, nameof(latency));
        return value;
    }
}
