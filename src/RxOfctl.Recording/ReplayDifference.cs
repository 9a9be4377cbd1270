using RxOfctl.Protocol.Messages;

namespace RxOfctl.Recording;

/// <summary>A message that the app sends in a replay and did not send when it was recorded, or the reverse.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Connection">The connection.</param>
/// <param name="At">When the message was sent: in the replay, or in the recording if it is missing in the replay.</param>
/// <param name="Message">The message.</param>
/// <param name="After">The last message of the datapath before, HELLO and echo apart; null if there was none.</param>
public sealed record ReplayDifference(
    ReplayDifferenceKind Kind, RecordedConnection Connection, DateTimeOffset At, OpenFlowMessage Message, RecordedFrame? After)
{
    /// <inheritdoc/>
    public override string ToString()
    {
        var text = $"{At:O} connection {Connection}: {Kind switch
        {
            ReplayDifferenceKind.Extra => "not recorded",
            ReplayDifferenceKind.Missing => "missing",
            _ => "before a message that was sent first, with a barrier between them",
        }}: {Message}";
        return After is null ? text : $"{text}, after {After.Timestamp:O} {After.TryDecode()}";
    }
}

/// <summary>The kind of a <see cref="ReplayDifference"/>.</summary>
public enum ReplayDifferenceKind
{
    /// <summary>The app sent it in the replay only.</summary>
    Extra,

    /// <summary>The app sent it in the recording only.</summary>
    Missing,

    /// <summary>The app sent it later than a message that a barrier separated from it in the recording.</summary>
    Reordered,
}

/// <summary>An app sent other messages in a replay than when it was recorded.</summary>
public sealed class ReplayDifferenceException : Exception
{
    private const int MaxListed = 10;

    /// <summary>Initializes the exception.</summary>
    /// <param name="differences">The differences, at least one.</param>
    public ReplayDifferenceException(IReadOnlyList<ReplayDifference> differences)
        : base(Describe(differences)) => Differences = differences;

    /// <summary>The differences, in the order in which they were found.</summary>
    public IReadOnlyList<ReplayDifference> Differences { get; }

    private static string Describe(IReadOnlyList<ReplayDifference> differences)
    {
        ArgumentNullException.ThrowIfNull(differences);
        var listed = string.Join(Environment.NewLine, differences.Take(MaxListed));
        var more = differences.Count > MaxListed ? $"{Environment.NewLine}and {differences.Count - MaxListed} more" : "";
        return $"The app sends other messages than were recorded:{Environment.NewLine}{listed}{more}";
    }
}

/// <summary>
/// An app sent a message on a thread other than the one that runs the replay. Its work has left the controller's scheduler, so that the
/// order of its messages is not determined.
/// </summary>
public sealed class ReplayNondeterministicException : Exception
{
    internal ReplayNondeterministicException(string peer, OpenFlowMessage? message)
        : base($"The app sent {message?.ToString() ?? "a message"} to {peer} on a thread that does not run the replay's scheduler. "
            + "Use controller.Scheduler for all timers, ObserveOn and the like, and no Task.Run.") => SentMessage = message;

    /// <summary>The first such message; null if it cannot be decoded.</summary>
    public OpenFlowMessage? SentMessage { get; }
}
