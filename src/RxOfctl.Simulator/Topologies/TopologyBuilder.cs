using System.Globalization;

namespace RxOfctl.Simulator.Topologies;

/// <summary>Builds a <see cref="NetworkTopology"/> by numbers: switches and hosts are counted from 1, ports are taken in the order of links.</summary>
public sealed class TopologyBuilder
{
    private readonly List<TopologySwitch> _switches = [];
    private readonly List<TopologyHost> _hosts = [];
    private readonly List<TopologyLink> _links = [];
    private readonly List<uint> _lastPorts = [];

    /// <summary>Adds a switch.</summary>
    /// <returns>Its number: it is named <c>s</c> and the number, which is its datapath id, too.</returns>
    public int AddSwitch()
    {
        var number = _switches.Count + 1;
        _switches.Add(new(Name('s', number), (ulong)number));
        _lastPorts.Add(0);
        return number;
    }

    /// <summary>Adds a host, and links it to the next port of a switch.</summary>
    /// <param name="attached">The number of the switch.</param>
    /// <param name="options">The properties of the link; null for the defaults.</param>
    /// <returns>The number of the host: it is named <c>h</c> and the number.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no switch of that number.</exception>
    public int AddHost(int attached, SimulatedLinkOptions? options = null)
    {
        var port = NextPort(attached);
        var number = _hosts.Count + 1;
        _hosts.Add(Host(number));
        _links.Add(new(_switches[attached - 1].Name, port, Name('h', number), 0, options));
        return number;
    }

    /// <summary>Links the next ports of two switches.</summary>
    /// <param name="from">The number of one switch.</param>
    /// <param name="to">The number of the other.</param>
    /// <param name="options">The properties of the link; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no switch of that number.</exception>
    public void Link(int from, int to, SimulatedLinkOptions? options = null)
    {
        var (fromPort, toPort) = (NextPort(from), NextPort(to));
        _links.Add(new(_switches[from - 1].Name, fromPort, _switches[to - 1].Name, toPort, options));
    }

    /// <summary>The topology as it stands.</summary>
    public NetworkTopology Build() => new() { Switches = [.. _switches], Hosts = [.. _hosts], Links = [.. _links] };

    internal static TopologyHost Host(int number) => new(Name('h', number), new((ulong)number), new(0x0a00_0000 + (uint)number));

    private static string Name(char kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}{number}");

    private uint NextPort(int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, _switches.Count);
        return ++_lastPorts[number - 1];
    }
}
