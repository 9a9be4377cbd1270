using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;

namespace RxOfctl;

/// <summary>A reply came whose bytes are no valid message.</summary>
public sealed class MalformedReplyException : RequestException
{
    /// <summary>A reply that cannot be read.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="result">The replies that could be read.</param>
    /// <param name="innerException">What is wrong with the one that could not.</param>
    public MalformedReplyException(OpenFlowMessage request, IReadOnlyList<OpenFlowMessage> result, OpenFlowDecodeException innerException)
        : base($"{request?.GetType().Name} was answered with bytes that are no valid message: {innerException?.Message}", result, innerException)
    {
    }
}
