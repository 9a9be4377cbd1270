using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;

namespace RxOfctl;

/// <summary>A request failed. The derived types say how.</summary>
public abstract class RequestException : Exception
{
    private protected RequestException(string message, IReadOnlyList<OpenFlowMessage> result, Exception? innerException = null)
        : base(message, innerException) =>
        Result = result;

    /// <summary>Every message that was received in answer, including errors, in the order of arrival.</summary>
    public IReadOnlyList<OpenFlowMessage> Result { get; }

    private protected static string Count(IReadOnlyList<OpenFlowMessage> result) =>
        result.Count == 0
            ? "no reply"
            : string.Join(", ", result.GroupBy(message => message.GetType().Name).Select(group => $"{group.Count()} {group.Key}"));
}

/// <summary>The datapath is not connected: it never connected, it disconnected, or another connection replaced its own.</summary>
/// <param name="datapathId">The datapath.</param>
/// <param name="reason">Why it is not connected.</param>
/// <param name="result">What was received in answer before.</param>
public sealed class InvalidDatapathException(DatapathId datapathId, string reason, IReadOnlyList<OpenFlowMessage> result)
    : RequestException($"Datapath {datapathId} cannot be asked: {reason}. Look it up again once it has connected.", result)
{
    /// <summary>The datapath.</summary>
    public DatapathId DatapathId { get; } = datapathId;
}

/// <summary>A message cannot be encoded for the datapath. Nothing was sent.</summary>
/// <param name="invalid">The message.</param>
/// <param name="innerException">Why it cannot be encoded.</param>
public sealed class InvalidMessageException(OpenFlowMessage invalid, OpenFlowEncodeException innerException)
    : RequestException($"{invalid?.GetType().Name} was not sent: {innerException?.Message}", [], innerException)
{
    /// <summary>The message.</summary>
    public OpenFlowMessage InvalidMessage { get; } = invalid!;
}

/// <summary>A request was not completely answered within its time limit.</summary>
/// <param name="request">The request.</param>
/// <param name="limit">The time limit.</param>
/// <param name="isSent">Whether the request was sent at all.</param>
/// <param name="barrierAnswered">Whether the barrier after the request was answered.</param>
/// <param name="result">What was received until then.</param>
public sealed class RequestTimeoutException(
    OpenFlowMessage request, TimeSpan limit, bool isSent, bool barrierAnswered, IReadOnlyList<OpenFlowMessage> result)
    : RequestException(
        isSent
            ? $"{request?.GetType().Name} was not answered in full within {limit}: {Count(result)} came, "
                + $"and the barrier after it was {(barrierAnswered ? "" : "not ")}answered."
            : $"{request?.GetType().Name} was not sent within {limit}: the datapath does not read what was sent to it before.",
        result)
{
    /// <summary>The time limit.</summary>
    public TimeSpan Limit { get; } = limit;

    /// <summary>Whether the request was sent. If not, there was no room for it, because the datapath reads too slowly or not at
    /// all.</summary>
    public bool IsSent { get; } = isSent;

    /// <summary>Whether the barrier after the request was answered. If so, the last part of the reply is missing.</summary>
    public bool BarrierAnswered { get; } = barrierAnswered;
}

/// <summary>
/// A message was not sent, because the datapath reads more slowly than messages are sent to it, and there was no room within
/// <see cref="ControllerOptions.SendTimeout"/>. From then on <see cref="Datapath.Send"/> fails at once until the datapath reads again.
/// </summary>
public sealed class SendTimeoutException : RequestException
{
    internal SendTimeoutException(OpenFlowMessage message, DatapathId datapathId, TimeSpan limit, long waiting)
        : base(
            $"{message.GetType().Name} was not sent: datapath {datapathId} had no room for it within {limit}; "
            + $"{waiting} bytes wait until it reads them. "
            + "Datapath.TrySend drops a message instead of waiting, and Datapath.SendAsync waits without blocking.",
            []) =>
        DatapathId = datapathId;

    /// <summary>The datapath that does not read.</summary>
    public DatapathId DatapathId { get; }
}
