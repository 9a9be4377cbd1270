namespace RxOfctl.Simulator;

/// <summary>The properties of a link, the same in both directions. The defaults are those of a cable: 1 ms, nothing lost, no limit.</summary>
public sealed record SimulatedLinkOptions
{
    /// <summary>How long a frame takes at least, from its last bit sent to its arrival. Default 1 ms.</summary>
    public TimeSpan Latency { get; init; } = TimeSpan.FromMilliseconds(1);

    /// <summary>The most that is added to the latency, evenly distributed by chance. Frames keep their order. Default 0.</summary>
    public TimeSpan Jitter { get; init; }

    /// <summary>The share of frames that is lost by chance, 0 to 1. Default 0.</summary>
    public double Loss { get; init; }

    /// <summary>The capacity in each direction, in bits per second; 0 is without limit. Default 0.</summary>
    public long BitsPerSecond { get; init; }

    /// <summary>
    /// With a limited capacity, the frames that wait to be sent in each direction; what comes while so many wait is dropped. Default 100.
    /// </summary>
    public int QueueLength { get; init; } = 100;

    internal void Check(string argument)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Latency, TimeSpan.Zero, argument);
        ArgumentOutOfRangeException.ThrowIfLessThan(Jitter, TimeSpan.Zero, argument);
        ArgumentOutOfRangeException.ThrowIfNegative(BitsPerSecond, argument);
        ArgumentOutOfRangeException.ThrowIfNegative(QueueLength, argument);
        if (!(Loss is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(argument, Loss, "The loss is a share from 0 to 1.");
    }
}
