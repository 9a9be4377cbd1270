using System.Globalization;
using RxOfctl.Protocol;

namespace RxOfctl.Flows;

/// <summary>How it stands with a rule on a datapath.</summary>
public enum RuleState : byte
{
    /// <summary>It is to be installed: the datapath is not connected, has not been read, or has not confirmed it yet.</summary>
    Pending,

    /// <summary>The datapath confirmed it, or reported it as it should be.</summary>
    Installed,

    /// <summary>The datapath holds it in another form than it was sent, which it had again after it was sent anew. It is not sent
    /// again.</summary>
    Normalized,

    /// <summary>The datapath no longer held it as it was installed. It is being repaired, after a pause if that happens again and
    /// again.</summary>
    Drifted,

    /// <summary>One of its timeouts passed. It is installed again when the rule changes, or at once if it is to be renewed.</summary>
    Expired,

    /// <summary>It cannot be installed: see <see cref="RuleStatus{TRule}.Error"/>.</summary>
    Failed,
}

/// <summary>How it stands with a rule on a datapath.</summary>
/// <typeparam name="TRule">The type of rules.</typeparam>
/// <param name="DatapathId">The datapath.</param>
/// <param name="Rule">The rule.</param>
/// <param name="State">How it stands.</param>
/// <param name="Error">Why it failed: <see cref="OpenFlowErrorException"/> (the datapath refused it),
/// <see cref="InvalidMessageException"/> (its version cannot carry it), <see cref="ForeignFlowException"/> or
/// <see cref="OutsideSlotException"/>. Null if it did not.</param>
/// <param name="Drifts">How often it was found changed or missing since it was last changed by the app.</param>
/// <param name="Shadowed">How many other rules of the same key there are, which are not installed because this one was there first.</param>
public sealed record RuleStatus<TRule>(DatapathId DatapathId, TRule Rule, RuleState State, Exception? Error, int Drifts, int Shadowed)
    where TRule : DesiredRule;

/// <summary>How it stands with all rules on a datapath.</summary>
/// <param name="DatapathId">The datapath.</param>
/// <param name="IsConnected">Whether it is connected.</param>
/// <param name="Wanted">How many rules there should be: flows, groups and meters.</param>
/// <param name="Installed">How many of them are there, normalized ones too.</param>
/// <param name="Failed">How many of them cannot be installed.</param>
/// <param name="Pending">How many of them are on their way or wait, and those that drifted.</param>
/// <param name="Expired">How many of them expired.</param>
/// <param name="Stale">How many are there that should not be, and wait to be deleted.</param>
/// <param name="LastReconciled">When the datapath was last read and made what it should be; null if never.</param>
/// <param name="Duration">How long that took, from the first request to the last confirmation.</param>
/// <param name="Error">Why it cannot be reconciled at the moment; null if it can.</param>
public sealed record DatapathSummary(
    DatapathId DatapathId,
    bool IsConnected,
    int Wanted,
    int Installed,
    int Failed,
    int Pending,
    int Expired,
    int Stale,
    DateTimeOffset? LastReconciled,
    TimeSpan Duration,
    Exception? Error)
{
    /// <summary>
    /// The numbers, such as <c>0000000000000001: 3 of 3 installed, 0 failed, 0 pending, 0 stale</c>, and the error, if there is one.
    /// </summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{DatapathId}: {Installed} of {Wanted} installed, {Failed} failed, {Pending} pending, {Stale} stale"
        + $"{(Error is null ? "" : $": {Error.Message}")}");
}

/// <summary>A flow that is not the app's has the table, priority and match of one of its rules.</summary>
public sealed class ForeignFlowException : Exception
{
    internal ForeignFlowException(FlowRule held)
        : base($"A flow with another app's cookie has the same table, priority and match: {held}. "
            + $"Change the rule, delete that flow, or set {nameof(MaintainOptions)}.{nameof(MaintainOptions.TakeOver)}.") =>
        Held = held;

    /// <summary>The flow that is there; its tag is its whole cookie.</summary>
    public FlowRule Held { get; }
}
