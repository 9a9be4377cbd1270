using RxOfctl.Protocol.Messages;

namespace RxOfctl;

/// <summary>The datapath answered the barrier that follows a request, but not the request, which must be answered.</summary>
/// <remarks>
/// A datapath that answers barriers before it has finished earlier work violates OpenFlow 1.3.5 §6.2. If the reply arrives later, a warning is
/// logged and the reply is discarded.
/// </remarks>
public sealed class ReplyMissingException : RequestException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="request">The request.</param>
    /// <param name="expected">The type of its reply, or of the entries in its replies.</param>
    /// <param name="result">Every message that was received in answer; as a rule none.</param>
    public ReplyMissingException(OpenFlowMessage request, Type expected, IReadOnlyList<OpenFlowMessage> result)
        : base($"{request?.GetType().Name} was not answered with {expected?.Name}, although the barrier after it was answered.", result) =>
        Expected = expected!;

    /// <summary>The type of the reply that is missing, or of the entries in it.</summary>
    public Type Expected { get; }
}
