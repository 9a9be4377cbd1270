using System.Buffers.Binary;
using System.Globalization;
using RxOfctl.Benchmarks.Load;
using RxOfctl.Simulator.Topologies;

namespace RxOfctl.Benchmarks.Topology;

/// <summary>
/// The links of switches that only pass on what a packet-out says: it is the packet-in of the port at the other end. They cost next to
/// nothing, so that what is measured is the controller. Switches are counted from 0, ports from 1; OpenFlow 1.3.
/// </summary>
internal sealed class BareNetwork
{
    public const byte Version = 4;

    // ofp_packet_out and ofp_action_output: where the port of the first action stands, and the length of the actions.
    private const int ActionsLengthOffset = 16;
    private const int ActionsOffset = 24;
    private const int OutputPortOffset = ActionsOffset + 4;

    private readonly (int Switch, uint Port)?[][] _peers;

    public BareNetwork(NetworkTopology shape)
    {
        var ports = shape.Switches.Select(_ => 0u).ToArray();
        foreach (var link in shape.Links)
        {
            ports[IndexOf(link.From)] = Math.Max(ports[IndexOf(link.From)], link.FromPort);
            if (link.ToPort != 0)
                ports[IndexOf(link.To)] = Math.Max(ports[IndexOf(link.To)], link.ToPort);
        }

        _peers = [.. ports.Select(count => new (int, uint)?[count + 1])];
        Links = [.. shape.Links.Where(link => link.ToPort != 0)
            .Select(link => new BareLink(IndexOf(link.From), link.FromPort, IndexOf(link.To), link.ToPort))];
        foreach (var link in Links)
        {
            _peers[link.Switch][link.Port] = (link.OtherSwitch, link.OtherPort);
            _peers[link.OtherSwitch][link.OtherPort] = (link.Switch, link.Port);
        }
    }

    public int Switches => _peers.Length;

    /// <summary>The links between switches.</summary>
    public IReadOnlyList<BareLink> Links { get; }

    public int PortsOf(int index) => _peers[index].Length - 1;

    /// <summary>What a packet-out becomes.</summary>
    /// <param name="index">The switch that got it.</param>
    /// <param name="packetOut">The message.</param>
    /// <param name="to">The switch at the other end.</param>
    /// <param name="packetIn">The message of that switch.</param>
    /// <returns>False if no switch is at the other end.</returns>
    public bool TryForward(int index, ReadOnlySpan<byte> packetOut, out int to, out byte[] packetIn)
    {
        var port = BinaryPrimitives.ReadUInt32BigEndian(packetOut[OutputPortOffset..]);
        if (_peers[index][port] is not { } peer)
        {
            (to, packetIn) = (0, []);
            return false;
        }

        var data = packetOut[(ActionsOffset + BinaryPrimitives.ReadUInt16BigEndian(packetOut[ActionsLengthOffset..]))..];
        (to, packetIn) = (peer.Switch, SwitchFrames.PacketInOf(peer.Port, data));
        return true;
    }

    private static int IndexOf(string name) => int.Parse(name.AsSpan(1), CultureInfo.InvariantCulture) - 1;
}

/// <summary>A link between two switches.</summary>
internal sealed record BareLink(int Switch, uint Port, int OtherSwitch, uint OtherPort);
