using System.Globalization;
using RxOfctl.Protocol.Messages;

namespace RxOfctl;

/// <summary>
/// The datapath answered one or more of several messages with an error. Those of a bundle have changed nothing then; of messages that are no
/// bundle, all that are not among <see cref="Failures"/> are done.
/// </summary>
public sealed class MessagesFailedException : RequestException
{
    /// <summary>Messages of which some failed.</summary>
    /// <param name="failures">Which failed, and with what errors; at least one.</param>
    /// <param name="count">How many messages were sent.</param>
    /// <param name="result">Every message that came in answer.</param>
    public MessagesFailedException(IReadOnlyList<MessageFailure> failures, int count, IReadOnlyList<OpenFlowMessage> result)
        : base(Describe(failures, count), result) =>
        Failures = failures;

    /// <summary>Which of the messages failed, and with what error, in the order of the errors. A message that got two is there twice.</summary>
    public IReadOnlyList<MessageFailure> Failures { get; }

    private static string Describe(IReadOnlyList<MessageFailure> failures, int count)
    {
        ArgumentNullException.ThrowIfNull(failures);
        ArgumentOutOfRangeException.ThrowIfZero(failures.Count, nameof(failures));
        var failed = failures.Where(failure => failure.Index is not null).Select(failure => failure.Index).Distinct().Count();
        var first = failures[0];
        var which = first.Index is { } index
            ? string.Create(
                CultureInfo.InvariantCulture, $"{failed} of {count} messages failed: message {index + 1}, {first.Message.GetType().Name},")
            : string.Create(CultureInfo.InvariantCulture, $"A bundle of {count} messages failed: {first.Message.GetType().Name}");
        return $"{which} was answered with {first.Error.Error.Name}: {first.Error.Error.Description.TrimEnd('.')}.";
    }
}

/// <summary>An error that the datapath answered one of several messages with.</summary>
/// <param name="Index">Which of the messages it was, from 0 on; null if the error is about all of them: about their bundle.</param>
/// <param name="Message">The message; for a bundle as such, what was to be done with it.</param>
/// <param name="Error">The error.</param>
public sealed record MessageFailure(int? Index, OpenFlowMessage Message, ErrorMessage Error);
