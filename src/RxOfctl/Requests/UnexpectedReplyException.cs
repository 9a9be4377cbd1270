using RxOfctl.Protocol.Messages;

namespace RxOfctl;

/// <summary>A reply came that is no reply to what was asked.</summary>
public sealed class UnexpectedReplyException : RequestException
{
    /// <summary>A reply of another type.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="expected">The type of reply that was expected, or null if none was.</param>
    /// <param name="result">The replies.</param>
    public UnexpectedReplyException(OpenFlowMessage request, Type? expected, IReadOnlyList<OpenFlowMessage> result)
        : base($"{request?.GetType().Name} is answered with {expected?.Name ?? "nothing but errors"}, and got {Count(result)}.", result)
    {
    }
}

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
