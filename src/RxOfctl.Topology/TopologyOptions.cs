using RxOfctl.Flows;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Topology;

/// <summary>How a link that comes and goes is held back.</summary>
public sealed record FlapDamping
{
    /// <summary>How many losses within <see cref="Window"/> are too many. Default 5.</summary>
    public int MaxFlaps { get; init; } = 5;

    /// <summary>For how long a loss counts. Default 60 s.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>For how long without a loss a link that was lost too often must be seen before it is added again. Default 10 s.</summary>
    public TimeSpan Hold { get; init; } = TimeSpan.FromSeconds(10);
}

/// <summary>How a topology is discovered. What is not set has a sound default.</summary>
public sealed record TopologyOptions
{
    /// <summary>
    /// How often each port is probed, 50 ms to 1 minute. A link whose probes fail while its ports are up is lost after
    /// <see cref="MissedProbes"/> of these and a tenth. Default 1 s.
    /// </summary>
    public TimeSpan ProbeInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How many probes of a link must fail in succession for it to be lost, 1 to 32. Default 3.</summary>
    public int MissedProbes { get; init; } = 3;

    /// <summary>
    /// How long a port that came up is <see cref="PortRole.Unknown"/>: half of it after each of its first two probes, and the longest round
    /// trip to a switch in addition. Default 200 ms.
    /// </summary>
    public TimeSpan UnknownTime { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Which ports are probed. Others are edge ports as soon as they are up. Default: all.</summary>
    public Func<DatapathId, Port, bool> ProbePort { get; init; } = static (_, _) => true;

    /// <summary>
    /// Whether ports that have no direct link also send broadcast probes (BDDP, EtherType 0x8942), which find links across switches that
    /// are not of the fleet. Default true.
    /// </summary>
    public bool BroadcastProbes { get; init; } = true;

    /// <summary>
    /// The key that signs probes (HMAC-SHA256). All controllers of a fleet that discover the same topology need the same. Default null: a
    /// random one.
    /// </summary>
    public ByteString? Key { get; init; }

    /// <summary>
    /// The seed of what is random: nonces and, on a scheduler of virtual time, the key if none is set. Default null: random, or 0 on a
    /// scheduler of virtual time, where each run is the same.
    /// </summary>
    public int? Seed { get; init; }

    /// <summary>
    /// Whether to keep flows on the datapaths that bring probes and the answers of hosts that are probed to the controller
    /// (<see cref="DiscoveredTopology.Flows"/>). Without them, the app's own flows must. Default true.
    /// </summary>
    public bool InstallFlows { get; init; } = true;

    /// <summary>The cookies of those flows. Two topologies on one fleet cannot have the same. Default: those of the name
    /// <c>RxOfctl.Topology</c>.</summary>
    public CookieLease Lease { get; init; } = CookieLease.OfName("RxOfctl.Topology");

    /// <summary>How often the round trip to each datapath is measured. Default 10 s.</summary>
    public TimeSpan RoundTripInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How a link that comes and goes is held back; null: it is not. Default: after 5 losses within a minute.</summary>
    public FlapDamping? FlapDamping { get; init; } = new();

    /// <summary>After how long without a packet a host is probed, and removed if it does not answer. Default 5 minutes.</summary>
    public TimeSpan HostTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a host that is probed may take to answer. Default 1 s.</summary>
    public TimeSpan HostProbeTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>By how much <see cref="NetworkHost.LastSeen"/> may lag, so that not each packet is a change. Default 10 s.</summary>
    public TimeSpan LastSeenResolution { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many hosts are learned at a port. Default 1,024.</summary>
    public int MaxHostsPerPort { get; init; } = 1024;

    /// <summary>How many IPv4 and how many IPv6 addresses a host has at most. Default 16.</summary>
    public int MaxAddressesPerHost { get; init; } = 16;

    /// <summary>
    /// The source of the packets that probe hosts, to which they answer: a locally administered address that no station has. Default
    /// 0e:52:78:4f:66:01.
    /// </summary>
    public MacAddress ProbeSource { get; init; } = new(0x0e52_784f_6601);

    /// <summary>For how long after a packet of a host a port is not believed to have a link; also across the port's going down. Default
    /// 60 s.</summary>
    public TimeSpan HostPortMemory { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Of alerts of one kind at one port, how far apart two must be; those between are counted. Default 10 s.</summary>
    public TimeSpan AlertInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Decides whether what an alert reports is believed; called on the thread that handles the packet, so it must return at once. Not
    /// asked about what is never believed. Default <see cref="AlertPolicy.Default"/>.
    /// </summary>
    public Func<TopologyAlert, AlertAction> Policy { get; init; } = AlertPolicy.Default;

    internal TimeSpan ProbeLifetime => ProbeInterval * MissedProbes;

    internal void Check()
    {
        ThrowUnlessWithin(ProbeInterval, TimeSpan.FromMilliseconds(50), TimeSpan.FromMinutes(1), nameof(ProbeInterval));
        ThrowUnlessWithin(MissedProbes, 1, 32, nameof(MissedProbes));
        ThrowUnlessWithin(UnknownTime, TimeSpan.FromMilliseconds(2), TimeSpan.FromMinutes(1), nameof(UnknownTime));
        foreach (var (time, name) in new[]
        {
            (RoundTripInterval, nameof(RoundTripInterval)),
            (HostTimeout, nameof(HostTimeout)),
            (HostProbeTimeout, nameof(HostProbeTimeout)),
        })
            ThrowUnlessWithin(time, TimeSpan.FromMilliseconds(1), TimeSpan.FromDays(365), name);
        ThrowUnlessWithin(MaxHostsPerPort, 0, int.MaxValue, nameof(MaxHostsPerPort));
        ThrowUnlessWithin(MaxAddressesPerHost, 0, int.MaxValue, nameof(MaxAddressesPerHost));
    }

    private static void ThrowUnlessWithin<T>(T value, T lowest, T highest, string option)
        where T : IComparable<T>
    {
        if (value.CompareTo(lowest) < 0 || value.CompareTo(highest) > 0)
            throw new ArgumentOutOfRangeException(option, value, $"{option} is from {lowest} to {highest}.");
    }
}

/// <summary>Policies for alerts.</summary>
public static class AlertPolicy
{
    /// <summary>Withholds all but slow links, which long distances explain as well.</summary>
    /// <param name="alert">The alert.</param>
    public static AlertAction Default(TopologyAlert alert) => alert is SlowLinkAlert ? AlertAction.Accept : AlertAction.Withhold;

    /// <summary>Withholds all.</summary>
    /// <param name="alert">The alert.</param>
    public static AlertAction Strict(TopologyAlert alert) => AlertAction.Withhold;
}
