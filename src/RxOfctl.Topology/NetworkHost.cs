using System.Globalization;
using RxOfctl.Protocol;

namespace RxOfctl.Topology;

/// <summary>Identifies a host: the same address in two VLANs is two hosts.</summary>
/// <param name="Mac">The MAC address.</param>
/// <param name="Vlan">The VLAN identifier of the outermost tag of its frames, 1 to 4095; 0 for frames without a tag.</param>
public readonly record struct HostId(MacAddress Mac, ushort Vlan = 0)
{
    /// <summary>The address, and the VLAN if there is one: <c>00:00:00:00:00:01</c>, <c>00:00:00:00:00:01/10</c>.</summary>
    public override string ToString() => Vlan == 0 ? $"{Mac}" : string.Create(CultureInfo.InvariantCulture, $"{Mac}/{Vlan}");
}

/// <summary>A station at an edge port, learned from the packets that it sends and that the switch passes to the controller.</summary>
public sealed record NetworkHost
{
    /// <summary>The MAC address and the VLAN.</summary>
    public required HostId Id { get; init; }

    /// <summary>Where it is.</summary>
    public required SwitchPort Port { get; init; }

    /// <summary>Its IPv4 addresses, the oldest first: from ARP, DHCP and IPv4 packets.</summary>
    public ValueList<Ipv4Address> Ipv4Addresses { get; init; }

    /// <summary>Its IPv6 addresses, the oldest first: from neighbor discovery and IPv6 packets.</summary>
    public ValueList<Ipv6Address> Ipv6Addresses { get; init; }

    /// <summary>When it was first seen, wherever it was then.</summary>
    public DateTimeOffset FirstSeen { get; init; }

    /// <summary>When it was last seen, to within <see cref="TopologyOptions.LastSeenResolution"/>.</summary>
    public DateTimeOffset LastSeen { get; init; }

    /// <summary>The address and the place.</summary>
    public override string ToString() => $"{Id} at {Port}";
}
