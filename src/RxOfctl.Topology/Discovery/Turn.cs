using RxOfctl.Protocol;

namespace RxOfctl.Topology.Discovery;

/// <summary>
/// What one event changed, for all caches: of each key the last value, which is null if it left. Observers see all of it or nothing.
/// </summary>
internal sealed class Turn
{
    public Dictionary<DatapathId, bool> Datapaths { get; } = [];

    public Dictionary<SwitchPort, NetworkPort?> Ports { get; } = [];

    public Dictionary<LinkId, NetworkLink?> Links { get; } = [];

    public Dictionary<HostId, NetworkHost?> Hosts { get; } = [];

    public List<TopologyAlert> Alerts { get; } = [];

    /// <summary>Whether the last port has become known; null if that is as it was.</summary>
    public bool? IsSettled { get; set; }

    public bool IsEmpty => Datapaths.Count == 0 && Ports.Count == 0 && Links.Count == 0 && Hosts.Count == 0 && Alerts.Count == 0
        && IsSettled is null;
}
