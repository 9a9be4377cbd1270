using System.Reactive;

namespace RxOfctl.Flows;

/// <summary>How rules are kept true. What is not set has a sound default.</summary>
public sealed record MaintainOptions
{
    /// <summary>
    /// The cookies that are the app's. Flows that have one of them and are not among the rules are deleted. Default: that of the name
    /// <c>RxOfctl.Flows</c>; an app that shares its switches with others gives its own.
    /// </summary>
    public CookieLease Lease { get; init; } = CookieLease.OfName("RxOfctl.Flows");

    /// <summary>
    /// The part of the pipeline that is the app's. Rules outside it fail, and another app on the same fleet cannot have an overlapping
    /// one. Its lease stands for <see cref="Lease"/>. Default: none.
    /// </summary>
    public AppSlot? Slot { get; init; }

    /// <summary>The groups that are the app's: those of them that are not among the rules are deleted. Default: only those that it
    /// installed on the present connection.</summary>
    public IdRange? Groups { get; init; }

    /// <summary>The meters that are the app's, as <see cref="Groups"/>.</summary>
    public IdRange? Meters { get; init; }

    /// <summary>
    /// Emits once the rules are complete. Until then nothing is deleted: an app that was restarted begins with no rules, and its flows
    /// must not go before it has computed them again. Default: when the rules have come and there was no change for 5 seconds. If it
    /// completes without a value or fails, the rules are never complete.
    /// </summary>
    public IObservable<Unit>? Ready { get; init; }

    /// <summary>Whether a rule replaces a flow of another app that has its table, priority and match. Default: it fails with
    /// <see cref="ForeignFlowException"/>.</summary>
    public bool TakeOver { get; init; }

    /// <summary>How changes are made. Default: <see cref="UpdatePolicy.MakeBeforeBreak"/>.</summary>
    public UpdatePolicy Policy { get; init; }

    /// <summary>How <see cref="UpdatePolicy.TwoPhase"/> updates rules.</summary>
    public TwoPhaseOptions TwoPhase { get; init; } = new();

    /// <summary>How often a datapath without a flow monitor is read and compared. Default 60 s; <see cref="Timeout.InfiniteTimeSpan"/> for
    /// never.</summary>
    public TimeSpan AuditInterval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How many messages are put into one bundle at most, 1 or more. Default 10,000: a switch does nothing else while it commits
    /// one.</summary>
    public int BundleSize { get; init; } = 10_000;

    /// <summary>How many messages are sent before their barrier is awaited, where there is no bundle; 1 or more. Default 1,000.</summary>
    public int BatchSize { get; init; } = 1_000;

    /// <summary>How many datapaths are read and compared at the same time, 1 or more. Default 32.</summary>
    public int MaxReconciling { get; init; } = 32;

    /// <summary>How long a request may take. Default: as the fleet's options say.</summary>
    public TimeSpan? RequestTimeout { get; init; }

    /// <summary>The pause after the first failure of a datapath as a whole; it doubles with each further one. Default 1 s.</summary>
    public TimeSpan FirstBackoff { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause after failures. Default 60 s.</summary>
    public TimeSpan MaxBackoff { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Gets what no status can show: the failure of a source of rules, whose last rules stay in force, of a predicate, of
    /// <see cref="Ready"/>. Default: the standard error stream.
    /// </summary>
    public Action<Exception> OnError { get; init; } = static error => Console.Error.WriteLine($"RxOfctl.Flows: {error}");

    /// <summary>The lease that counts.</summary>
    internal CookieLease EffectiveLease => Slot?.Lease ?? Lease;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(BundleSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxReconciling, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(FirstBackoff, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxBackoff, FirstBackoff);
        if (AuditInterval <= TimeSpan.Zero && AuditInterval != Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentOutOfRangeException(
                nameof(AuditInterval), AuditInterval, "An interval is positive, or Timeout.InfiniteTimeSpan for never.");
        }
        ArgumentNullException.ThrowIfNull(OnError);
        ArgumentNullException.ThrowIfNull(TwoPhase);
        TwoPhase.Validate();
        // A default lease would make every flow the app's own.
        ArgumentOutOfRangeException.ThrowIfZero(EffectiveLease.Mask, nameof(Lease));
    }
}

/// <summary>How changes of several rules are made.</summary>
public enum UpdatePolicy
{
    /// <summary>
    /// In a bundle where the datapath has bundles, so that no packet sees a part of the changes; else what is added first, and what is
    /// deleted last.
    /// </summary>
    MakeBeforeBreak,

    /// <summary>In a bundle or not at all: where a datapath has no bundles, or refuses one of the changes, all of them fail.</summary>
    Atomic,

    /// <summary>
    /// Across datapaths: each packet is processed by the rules before a change or by those after it on its whole way, not by some of
    /// both. For rules with a <see cref="FlowRule.Part"/>, each of one datapath. They carry a version tag
    /// (<see cref="TwoPhaseOptions"/>), which ingress rules push and egress rules pop. One change set is one update; what changes during
    /// an update is updated together after it. Other rules, groups and meters are changed as by <see cref="MakeBeforeBreak"/>.
    /// </summary>
    TwoPhase,
}

/// <summary>A range of the ids of groups or meters.</summary>
/// <param name="First">The first.</param>
/// <param name="Last">The last.</param>
public readonly record struct IdRange(uint First, uint Last)
{
    /// <summary>Whether an id is in the range.</summary>
    /// <param name="id">The id.</param>
    public bool Includes(uint id) => id >= First && id <= Last;
}
