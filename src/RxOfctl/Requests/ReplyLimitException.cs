using RxOfctl.Protocol.Messages;

namespace RxOfctl;

/// <summary>A reply came in more parts than the controller keeps, and its end was not in sight.</summary>
public sealed class ReplyLimitException : RequestException
{
    /// <summary>A reply without an end.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="limit">How many bytes of answer the controller keeps.</param>
    /// <param name="result">The parts that had come.</param>
    public ReplyLimitException(OpenFlowMessage request, long limit, IReadOnlyList<OpenFlowMessage> result)
        : base($"{request?.GetType().Name} was answered with more than {limit} bytes. Ask for less at a time, or raise the controller's limit.", result)
    {
    }
}
