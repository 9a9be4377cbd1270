using RxOfctl.Protocol.Messages;

namespace RxOfctl;

/// <summary>The answer was not complete within the time limit.</summary>
public sealed class RequestTimeoutException : RequestException
{
    /// <summary>An answer that took too long.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="limit">The time limit.</param>
    /// <param name="isSent">Whether the request was sent at all.</param>
    /// <param name="barrierAnswered">Whether the barrier after the request was answered.</param>
    /// <param name="result">What had come.</param>
    public RequestTimeoutException(OpenFlowMessage request, TimeSpan limit, bool isSent, bool barrierAnswered, IReadOnlyList<OpenFlowMessage> result)
        : base(
            isSent
                ? $"{request?.GetType().Name} was not answered in full within {limit}: {Count(result)} came, "
                    + $"and the barrier after it was {(barrierAnswered ? "" : "not ")}answered."
                : $"{request?.GetType().Name} was not sent within {limit}: the datapath does not read what was sent to it before.",
            result)
    {
        Limit = limit;
        IsSent = isSent;
        BarrierAnswered = barrierAnswered;
    }

    /// <summary>The time limit.</summary>
    public TimeSpan Limit { get; }

    /// <summary>Whether the request was sent: if not, there was no room for it, since the datapath reads too slowly or not at all.</summary>
    public bool IsSent { get; }

    /// <summary>Whether the barrier after the request was answered: if so, what is missing is the last part of the reply.</summary>
    public bool BarrierAnswered { get; }
}
