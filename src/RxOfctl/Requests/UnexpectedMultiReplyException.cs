using RxOfctl.Protocol.Messages;

namespace RxOfctl;

/// <summary>Two replies or more came to a request that has one.</summary>
public sealed class UnexpectedMultiReplyException : RequestException
{
    /// <summary>More replies than one.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="result">The replies.</param>
    public UnexpectedMultiReplyException(OpenFlowMessage request, IReadOnlyList<OpenFlowMessage> result)
        : base($"{request?.GetType().Name} has one reply, and got {Count(result)}. Ask for several if that is right.", result)
    {
    }
}
