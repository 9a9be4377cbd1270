namespace RxOfctl.Protocol;

/// <summary>Bytes are no valid OpenFlow message. It can be answered with an OFPT_ERROR of <see cref="Error"/>.</summary>
public sealed class OpenFlowDecodeException : Exception
{
    /// <summary>Bytes that are no valid message.</summary>
    /// <param name="error">The error with which the specification answers them.</param>
    /// <param name="offset">The offset in the message, in bytes, at which they are found wrong.</param>
    /// <param name="reason">What is wrong.</param>
    public OpenFlowDecodeException(OpenFlowError error, int offset, string reason)
        : base($"{error} at byte {offset}: {reason}.")
    {
        Error = error;
        Offset = offset;
        Reason = reason;
    }

    /// <summary>The error with which the specification answers such bytes.</summary>
    public OpenFlowError Error { get; }

    /// <summary>The offset in the message, in bytes, at which it is found wrong.</summary>
    public int Offset { get; }

    /// <summary>What is wrong.</summary>
    public string Reason { get; }
}
