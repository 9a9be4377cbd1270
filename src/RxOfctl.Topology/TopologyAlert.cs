using RxOfctl.Protocol;

namespace RxOfctl.Topology;

/// <summary>Whether what an alert reports is believed.</summary>
public enum AlertAction
{
    /// <summary>The change is taken: the link is added, the host moves.</summary>
    Accept,

    /// <summary>The change is not taken. A port whose link is withheld has the role <see cref="PortRole.Withheld"/>.</summary>
    Withhold,
}

/// <summary>
/// Something that a correct network does not do, and that an attack on the topology does. The derived types have the evidence.
/// </summary>
public abstract record TopologyAlert
{
    private protected TopologyAlert()
    {
    }

    /// <summary>When, by the scheduler's clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The port at which it was seen.</summary>
    public required SwitchPort Port { get; init; }

    /// <summary>What was done: what <see cref="TopologyOptions.Policy"/> said, or <see cref="AlertAction.Withhold"/> for what is never
    /// believed.</summary>
    public AlertAction Action { get; init; } = AlertAction.Withhold;

    /// <summary>How many alerts of the same kind at the same port were left out since the one before (see
    /// <see cref="TopologyOptions.AlertInterval"/>).</summary>
    public int LeftOut { get; init; }
}

/// <summary>
/// A probe that names a port of the fleet and is not signed with the key of this topology. Never believed.
/// </summary>
public sealed record ForgedProbeAlert : TopologyAlert
{
    /// <summary>The port that the probe says it comes from.</summary>
    public required SwitchPort ClaimedFrom { get; init; }

    /// <summary>The frame.</summary>
    public required ByteString Frame { get; init; }
}

/// <summary>A signed probe that was received before, or is older than any that can still be on its way. Never believed.</summary>
public sealed record ReplayedProbeAlert : TopologyAlert
{
    /// <summary>The port that sent the probe first.</summary>
    public required SwitchPort From { get; init; }

    /// <summary>When it was sent.</summary>
    public required DateTimeOffset SentAt { get; init; }
}

/// <summary>
/// A signed probe at a port at which a host was active shortly before: the host passes probes on (the attack known as port amnesia, where
/// it also takes its port down and up first), or its cable was moved to a switch. Withheld by default, for as long as
/// <see cref="TopologyOptions.HostPortMemory"/> says.
/// </summary>
public sealed record HostPortProbeAlert : TopologyAlert
{
    /// <summary>The link that the probe would make.</summary>
    public required LinkId Link { get; init; }

    /// <summary>The host that was last active at the port.</summary>
    public required HostId LastHost { get; init; }

    /// <summary>When it was.</summary>
    public required DateTimeOffset LastHostSeen { get; init; }
}

/// <summary>
/// A direct link that is slower than the others by far: its probes may be relayed by hosts at both ends. Accepted by default, as the links
/// of a wide area network differ as much.
/// </summary>
public sealed record SlowLinkAlert : TopologyAlert
{
    /// <summary>The link.</summary>
    public required LinkId Link { get; init; }

    /// <summary>Its latency, the median of the last measurements.</summary>
    public required TimeSpan Latency { get; init; }

    /// <summary>What the latency of a link like the others is at most: their third quartile and three times their interquartile
    /// range.</summary>
    public required TimeSpan Limit { get; init; }
}

/// <summary>
/// A host appeared at another port while it still answers at the one where it is: another station uses its address. Withheld by default:
/// the host stays where it is.
/// </summary>
public sealed record HostHijackAlert : TopologyAlert
{
    /// <summary>The host, where it is known to be.</summary>
    public required NetworkHost Host { get; init; }
}

/// <summary>More hosts than <see cref="TopologyOptions.MaxHostsPerPort"/> at a port. Those beyond are never learned.</summary>
public sealed record HostLimitAlert : TopologyAlert
{
    /// <summary>The host that was not learned.</summary>
    public required HostId Host { get; init; }
}

/// <summary>A link is lost and found again too often (see <see cref="TopologyOptions.FlapDamping"/>). It is held back for a
/// while.</summary>
public sealed record FlappingLinkAlert : TopologyAlert
{
    /// <summary>The link.</summary>
    public required LinkId Link { get; init; }

    /// <summary>How often it was lost within <see cref="FlapDamping.Window"/>.</summary>
    public required int Flaps { get; init; }

    /// <summary>Until when it is held back, if it is not lost again.</summary>
    public required DateTimeOffset Until { get; init; }
}
