using RxOfctl.Protocol.Messages;

namespace RxOfctl.Requests;

/// <summary>The answer was not complete within the time limit.</summary>
public sealed class RequestTimeoutException : RequestException
{
    /// <summary>An answer that took too long.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="limit">The time limit.</param>
    /// <param name="barrierAnswered">Whether the barrier behind the request was answered.</param>
    /// <param name="result">What had come.</param>
    public RequestTimeoutException(OpenFlowMessage request, TimeSpan limit, bool barrierAnswered, IReadOnlyList<OpenFlowMessage> result)
        : base(
            $"{request?.GetType().Name} was not answered in full within {limit}: {Count(result)} came, "
            + $"and the barrier behind it was {(barrierAnswered ? "" : "not ")}answered.",
            result)
    {
        Limit = limit;
        BarrierAnswered = barrierAnswered;
    }

    /// <summary>The time limit.</summary>
    public TimeSpan Limit { get; }

    /// <summary>Whether the barrier behind the request was answered: if so, what is missing is the last part of the reply.</summary>
    public bool BarrierAnswered { get; }
}
