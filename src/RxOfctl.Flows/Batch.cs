using RxOfctl.Protocol.Messages;

namespace RxOfctl.Flows;

/// <summary>What a batch of messages needs of the rules of a kind.</summary>
internal interface IRuleBook
{
    /// <summary>How many rules are wanted.</summary>
    int Count { get; }

    /// <summary>How many of them have a state.</summary>
    int this[RuleState state] { get; }

    /// <summary>How many of them may differ on the datapath, and are to be added or changed.</summary>
    int PendingCount { get; }

    /// <summary>How many are to be deleted.</summary>
    int StaleCount { get; }

    /// <summary>Puts what is to be added and changed, or deleted, into a batch.</summary>
    /// <param name="batch">Gets the messages.</param>
    /// <param name="dialect">How they are written.</param>
    /// <param name="deletes">Whether to delete, rather than to add and change.</param>
    /// <param name="max">How many at most.</param>
    void Take(Batch batch, in RuleDialect dialect, bool deletes, int max);

    /// <summary>The batch was carried out, but for the messages that failed, by their index.</summary>
    void Complete(IReadOnlyDictionary<int, RuleFailure>? failures);

    /// <summary>The batch was not carried out, and what did not fail in it is to be sent again.</summary>
    void TakeBack(IReadOnlyDictionary<int, RuleFailure>? failures);
}

/// <summary>Why a rule is not there.</summary>
/// <param name="Error">The error; null if it only waits.</param>
/// <param name="Kind">What ends it.</param>
/// <param name="Held">What the datapath holds instead.</param>
internal readonly record struct RuleFailure(Exception? Error, FailureKind Kind, DesiredRule? Held = null);

/// <summary>What ends a failure.</summary>
internal enum FailureKind : byte
{
    /// <summary>A change of the rule, or another connection.</summary>
    Refused,

    /// <summary>Room on the datapath.</summary>
    Full,

    /// <summary>That the flow of the other app goes.</summary>
    Foreign,

    /// <summary>Time: the rule drifts again and again.</summary>
    HeldBack,
}

/// <summary>Messages that are sent together, each with the rule that it is for.</summary>
internal sealed class Batch
{
    private readonly List<(IRuleBook Book, int Index)> _rules = [];

    /// <summary>The messages.</summary>
    public List<IOpenFlowCommand> Messages { get; } = [];

    /// <summary>What each message does.</summary>
    public List<ChangeReason> Reasons { get; } = [];

    /// <summary>Whether something is deleted.</summary>
    public bool HasDeletes => Reasons.Contains(ChangeReason.Remove);

    public void Add(IRuleBook book, int index, IOpenFlowCommand message, ChangeReason reason)
    {
        _rules.Add((book, index));
        Messages.Add(message);
        Reasons.Add(reason);
    }

    /// <summary>The failures of one kind of rules, by their index among those that were taken.</summary>
    /// <param name="book">The rules of that kind.</param>
    /// <param name="failures">All failures, by the index of the message.</param>
    public Dictionary<int, RuleFailure>? FailuresOf(IRuleBook book, Dictionary<int, RuleFailure>? failures) => failures?
        .Where(pair => _rules[pair.Key].Book == book)
        .ToDictionary(pair => _rules[pair.Key].Index, pair => pair.Value);
}
