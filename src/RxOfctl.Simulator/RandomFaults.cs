namespace RxOfctl.Simulator;

/// <summary>A kind of fault that <see cref="RandomFaults"/> makes.</summary>
public enum RandomFaultKind
{
    /// <summary>A link is cut.</summary>
    Link,

    /// <summary>A switch crashes.</summary>
    Crash,

    /// <summary>A switch leaves its controllers' messages unread.</summary>
    Hang,

    /// <summary>A switch loses its connections to controllers.</summary>
    Disconnect,

    /// <summary>A switch accepts modifications and does not carry them out.</summary>
    Ignore,
}

/// <summary>Faults by chance: see <see cref="SimulatedFaults.Run(RandomFaults)"/>.</summary>
public sealed record RandomFaults
{
    /// <summary>How long faults happen.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The mean time from one fault to the next, distributed exponentially. Default 10 s.</summary>
    public TimeSpan MeanInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The mean time from a fault to its end, distributed exponentially. Default 5 s.</summary>
    public TimeSpan MeanLength { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The kinds of faults, each as likely as any other. Default: links, crashes, hangs and disconnections.</summary>
    public IReadOnlyList<RandomFaultKind> Kinds { get; init; } =
        [RandomFaultKind.Link, RandomFaultKind.Crash, RandomFaultKind.Hang, RandomFaultKind.Disconnect];
}
