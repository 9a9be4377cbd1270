using System.Globalization;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;

namespace RxOfctl;

/// <summary>The datapath answered a request with one or more errors (OFPT_ERROR).</summary>
/// <param name="request">The request.</param>
/// <param name="result">Every message that was received in answer, at least one of them an error.</param>
public class OpenFlowErrorException(OpenFlowMessage request, IReadOnlyList<OpenFlowMessage> result)
    : RequestException($"{request?.GetType().Name} was answered with {FirstError(result)}.", result)
{
    /// <summary>The errors among the answers.</summary>
    public IReadOnlyList<ErrorMessage> Errors { get; } = [.. result.OfType<ErrorMessage>()];

    private static string FirstError(IReadOnlyList<OpenFlowMessage> result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var error = result.OfType<ErrorMessage>().First().Error;
        return $"{error.Name}: {error.Description.TrimEnd('.')}";
    }
}

/// <summary>
/// The datapath refused a role request because another controller has sent one with a later generation id (OFPRRFC_STALE, OpenFlow 1.3.5
/// §6.3.6): that controller is the master.
/// </summary>
/// <param name="request">The request.</param>
/// <param name="result">Every message that was received in answer, at least one of them an error.</param>
public sealed class StaleGenerationException(RoleRequest request, IReadOnlyList<OpenFlowMessage> result)
    : OpenFlowErrorException(request, result)
{
    /// <summary>The role that was requested.</summary>
    public ControllerRole Role { get; } = request.Role;

    /// <summary>The generation id of the request, which is older than the last that the datapath has seen.</summary>
    public ulong GenerationId { get; } = request.GenerationId;
}

/// <summary>
/// The datapath answered one or more of several messages with an error. If the messages were a bundle, none was applied; otherwise all that
/// are not among <see cref="Failures"/> were.
/// </summary>
/// <param name="failures">Which messages failed, and with what errors; at least one.</param>
/// <param name="count">How many messages were sent.</param>
/// <param name="result">Every message that was received in answer.</param>
public sealed class MessagesFailedException(IReadOnlyList<MessageFailure> failures, int count, IReadOnlyList<OpenFlowMessage> result)
    : RequestException(Describe(failures, count), result)
{
    /// <summary>Which messages failed, and with what error, in the order of the errors. A message that got two errors is listed
    /// twice.</summary>
    public IReadOnlyList<MessageFailure> Failures { get; } = failures;

    private static string Describe(IReadOnlyList<MessageFailure> failures, int count)
    {
        ArgumentNullException.ThrowIfNull(failures);
        ArgumentOutOfRangeException.ThrowIfZero(failures.Count, nameof(failures));
        var failed = failures.Where(failure => failure.Index is not null).Select(failure => failure.Index).Distinct().Count();
        var first = failures[0];
        var name = first.Message.GetType().Name;
        var which = first.Index is { } index
            ? string.Create(CultureInfo.InvariantCulture, $"{failed} of {count} messages failed: number {index + 1}, {name},")
            : string.Create(CultureInfo.InvariantCulture, $"A bundle of {count} messages failed: {name}");
        return $"{which} was answered with {first.Error.Error.Name}: {first.Error.Error.Description.TrimEnd('.')}.";
    }
}

/// <summary>An error with which the datapath answered one of several messages.</summary>
/// <param name="Index">The index of the message, from 0; null if the error is about the bundle as a whole.</param>
/// <param name="Message">The message; if the error is about the bundle as a whole, the bundle control message.</param>
/// <param name="Error">The error.</param>
public sealed record MessageFailure(int? Index, OpenFlowMessage Message, ErrorMessage Error);

/// <summary>The datapath answered the barrier that follows a request, but not the request, which must be answered.</summary>
/// <remarks>
/// A datapath that answers barriers before it has finished earlier work violates OpenFlow 1.3.5 §6.2. If the reply arrives later, a warning
/// is logged and the reply is discarded.
/// </remarks>
/// <param name="request">The request.</param>
/// <param name="expected">The type of its reply, or of the entries in its replies.</param>
/// <param name="result">Every message that was received in answer; as a rule none.</param>
public sealed class ReplyMissingException(OpenFlowMessage request, Type expected, IReadOnlyList<OpenFlowMessage> result)
    : RequestException(
        $"{request?.GetType().Name} was not answered with {expected?.Name}, although the barrier after it was answered.", result)
{
    /// <summary>The type of the reply that is missing, or of the entries in it.</summary>
    public Type Expected { get; } = expected!;
}

/// <summary>A reply is of a type that does not answer the request.</summary>
/// <param name="request">The request.</param>
/// <param name="expected">The type of reply that was expected; null if none was.</param>
/// <param name="result">The replies.</param>
public sealed class UnexpectedReplyException(OpenFlowMessage request, Type? expected, IReadOnlyList<OpenFlowMessage> result)
    : RequestException(
        $"{request?.GetType().Name} is answered with {expected?.Name ?? "nothing but errors"}, and got {Count(result)}.", result);

/// <summary>A request that has one reply got two or more.</summary>
/// <param name="request">The request.</param>
/// <param name="result">The replies.</param>
public sealed class UnexpectedMultiReplyException(OpenFlowMessage request, IReadOnlyList<OpenFlowMessage> result)
    : RequestException($"{request?.GetType().Name} has one reply, and got {Count(result)}. Ask for several if that is right.", result);

/// <summary>A reply is not a valid message.</summary>
/// <param name="request">The request.</param>
/// <param name="result">The replies that could be decoded.</param>
/// <param name="innerException">What is wrong with the reply that could not be decoded.</param>
public sealed class MalformedReplyException(
    OpenFlowMessage request, IReadOnlyList<OpenFlowMessage> result, OpenFlowDecodeException innerException)
    : RequestException(
        $"{request?.GetType().Name} was answered with bytes that are no valid message: {innerException?.Message}", result, innerException);

/// <summary>
/// A reply is longer than <see cref="ControllerOptions.ReplyLimit"/>, or the replies to all requests in flight are longer than
/// <see cref="ControllerOptions.ReplyLimitInAll"/>.
/// </summary>
/// <param name="request">The request.</param>
/// <param name="limit">The limit in bytes that was exceeded.</param>
/// <param name="result">The parts of the reply that were received.</param>
public sealed class ReplyLimitException(OpenFlowMessage request, long limit, IReadOnlyList<OpenFlowMessage> result)
    : RequestException(
        $"The answer to {request?.GetType().Name} exceeds the limit of {limit} bytes. Ask for less at a time, or raise the limit "
        + "of the controller (ReplyLimit for one request, ReplyLimitInAll for all in flight).",
        result);
