namespace RxOfctl;

/// <summary>A rate of events with a burst: a token bucket.</summary>
/// <param name="PerSecond">How many a second on average; more than 0.</param>
/// <param name="Burst">How many at once; at least 1.</param>
public readonly record struct RateLimit(double PerSecond, int Burst)
{
    /// <summary>How many a second on average; more than 0.</summary>
    public double PerSecond { get; } =
        PerSecond > 0 ? PerSecond : throw new ArgumentOutOfRangeException(nameof(PerSecond), PerSecond, "A rate is more than 0 a second.");

    /// <summary>How many at once; at least 1.</summary>
    public int Burst { get; } = Burst >= 1 ? Burst : throw new ArgumentOutOfRangeException(nameof(Burst), Burst, "A burst is at least 1.");
}
