namespace RxOfctl.Topology;

/// <summary>What a link costs on a path: a number greater than zero. Positive infinity keeps paths off the link.</summary>
public sealed class PathWeight
{
    // What a link counts whose latency or rate is not known: 1 ms, 1 Gbit/s.
    private const double UnknownLatency = TimeSpan.TicksPerMillisecond;
    private const long UnknownRate = 1_000_000;
    private const double ReferenceRate = 1e12;

    private readonly Func<NetworkLink, double> _cost;

    private PathWeight(Func<NetworkLink, double> cost) => _cost = cost;

    /// <summary>Each link costs 1.</summary>
    public static PathWeight Hops { get; } = new(static _ => 1);

    /// <summary>A link costs its latency, in units of 100 ns and at least 1; one whose latency is not known counts as 1 ms.</summary>
    public static PathWeight Latency { get; } =
        new(static link => link.Latency is { } latency ? Math.Max(1, latency.Ticks) : UnknownLatency);

    /// <summary>A link costs 1 Pbit/s divided by its rate, as OSPF does it; one whose rate is not known counts as 1 Gbit/s.</summary>
    public static PathWeight Rate { get; } = new(static link => ReferenceRate / Math.Max(1, link.Rate ?? UnknownRate));

    /// <summary>Each link costs what a function says. Keep the weight: paths by the same one share their computation.</summary>
    /// <param name="cost">Gives the cost of a link, which must depend on the link alone. A cost that is not greater than zero ends the
    /// observable of the path with <see cref="ArgumentException"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="cost"/> is null.</exception>
    public static PathWeight Of(Func<NetworkLink, double> cost)
    {
        ArgumentNullException.ThrowIfNull(cost);
        return new(cost);
    }

    internal double Cost(NetworkLink link)
    {
        var cost = _cost(link);
        return cost > 0 ? cost : throw new ArgumentException($"The link {link} costs {cost}. A cost must be greater than zero.");
    }
}
