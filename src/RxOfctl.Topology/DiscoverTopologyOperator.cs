namespace RxOfctl.Topology;

/// <summary>Finds the network of a fleet.</summary>
public static class DiscoverTopologyOperator
{
    /// <summary>
    /// Finds links and hosts: probes all ports, on the fleet's scheduler, and looks at the packets that come to the controller. All parts
    /// of an app use one topology: two on a fleet need flows with different cookies, and take each other's probes for forged unless they
    /// have one key.
    /// </summary>
    /// <param name="fleet">The datapaths, such as an <see cref="OpenFlowController"/>.</param>
    /// <param name="options">How; by default with a probe of each port each second.</param>
    /// <returns>The network. Disposing of it ends the discovery.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="fleet"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="Flows.LeaseTakenException">Another topology on the fleet has the cookies of <see
    /// cref="TopologyOptions.Lease"/>.</exception>
    public static DiscoveredTopology DiscoverTopology(this IFleet fleet, TopologyOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(fleet);
        var how = options ?? new();
        how.Check();
        return new(fleet, how);
    }
}
