using QuikGraph;
using RxOfctl.Protocol;

namespace RxOfctl.Topology;

/// <summary>How a link was found.</summary>
public enum LinkKind
{
    /// <summary>By LLDP, which no bridge forwards: the ports are at two ends of a cable.</summary>
    Direct,

    /// <summary>By broadcast probes (BDDP): there are switches between the ports that are not of this fleet.</summary>
    Indirect,
}

/// <summary>Identifies one direction of a link.</summary>
/// <param name="From">The port that sends.</param>
/// <param name="To">The port that receives.</param>
public readonly record struct LinkId(SwitchPort From, SwitchPort To) : IComparable<LinkId>
{
    /// <summary>The same link in the other direction.</summary>
    public LinkId Reverse => new(To, From);

    /// <summary>Orders links by the port that sends, then by the one that receives.</summary>
    /// <param name="other">The other link.</param>
    public int CompareTo(LinkId other) => From == other.From ? To.CompareTo(other.To) : From.CompareTo(other.From);

    /// <summary>The two ports: <c>0000000000000001:2 -> 0000000000000002:1</c>.</summary>
    public override string ToString() => $"{From} -> {To}";
}

/// <summary>One direction of a link between two ports of switches.</summary>
public sealed record NetworkLink : IEdge<DatapathId>
{
    // Half as large as their nullable forms: a large network has tens of thousands of links.
    private readonly long _latency = -1;
    private readonly long _rate = -1;

    /// <summary>The two ports.</summary>
    public required LinkId Id { get; init; }

    /// <summary>How it was found.</summary>
    public LinkKind Kind { get; init; }

    /// <summary>
    /// How long a frame takes from one port to the other: the median of the last measurements, which are the times of probes less half of
    /// the round trips to both switches. Null where it is not known, as when another controller of the fleet sent the probes.
    /// </summary>
    public TimeSpan? Latency
    {
        get => _latency < 0 ? null : new(_latency);
        init => _latency = value?.Ticks ?? -1;
    }

    /// <summary>The rate of the slower of the two ports, in kbit/s; null if the switches do not report it.</summary>
    public long? Rate
    {
        get => _rate < 0 ? null : _rate;
        init => _rate = value ?? -1;
    }

    /// <summary>When it was found, by the scheduler's clock.</summary>
    public DateTimeOffset FirstSeen { get; init; }

    /// <summary>How often it was lost and found again; counted for as long as <see cref="FlapDamping.Window"/> says.</summary>
    public int Flaps { get; init; }

    /// <summary>The port that sends.</summary>
    public SwitchPort From => Id.From;

    /// <summary>The port that receives.</summary>
    public SwitchPort To => Id.To;

    DatapathId IEdge<DatapathId>.Source => Id.From.DatapathId;

    DatapathId IEdge<DatapathId>.Target => Id.To.DatapathId;

    /// <summary>The two ports, and what is particular.</summary>
    public override string ToString() => Kind == LinkKind.Direct ? $"{Id}" : $"{Id} (indirect)";
}

/// <summary>A link whose two directions work.</summary>
/// <param name="Forth">The direction from the lower of the two ports to the higher one.</param>
/// <param name="Back">The other direction.</param>
public sealed record LinkPair(NetworkLink Forth, NetworkLink Back)
{
    /// <summary>The identity: that of <see cref="Forth"/>.</summary>
    public LinkId Id => Forth.Id;

    /// <summary>The lower of the two ports.</summary>
    public SwitchPort Lower => Id.From;

    /// <summary>The higher of the two ports.</summary>
    public SwitchPort Higher => Id.To;

    /// <summary>The two ports: <c>0000000000000001:2 - 0000000000000002:1</c>.</summary>
    public override string ToString() => $"{Lower} - {Higher}";

    internal static LinkId IdOf(LinkId link) => link.From.CompareTo(link.To) < 0 ? link : link.Reverse;
}
