using RxOfctl.Protocol.Messages;

namespace RxOfctl.Topology;

/// <summary>What is known of the other end of a port.</summary>
public enum PortRole
{
    /// <summary>The port is down.</summary>
    Down,

    /// <summary>The port has just come up, and its first two probes may still be on their way. It is not flooded, and hosts are not learned
    /// at it.</summary>
    Unknown,

    /// <summary>No switch of the fleet is at the other end. Hosts are learned here.</summary>
    Edge,

    /// <summary>Probes were received from, or by, a port of a switch of the fleet.</summary>
    Link,

    /// <summary>
    /// An alert withholds a link here, or the switch at the other end left the fleet less than
    /// <see cref="TopologyOptions.HostPortMemory"/> ago while the port stayed up. The port is not flooded, and hosts are not learned at it.
    /// </summary>
    Withheld,
}

/// <summary>A port of a datapath, and what it was found to be.</summary>
/// <param name="Id">The port.</param>
/// <param name="Role">What it was found to be.</param>
/// <param name="Description">The port as the datapath describes it, with its name and MAC address.</param>
public sealed record NetworkPort(SwitchPort Id, PortRole Role, Port Description);
