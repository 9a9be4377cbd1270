using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;

namespace RxOfctl;

/// <summary>A message cannot be written to the wire for the datapath. Nothing was sent.</summary>
public sealed class InvalidMessageException : RequestException
{
    /// <summary>A message that cannot be written.</summary>
    /// <param name="invalid">The message.</param>
    /// <param name="innerException">Why not.</param>
    public InvalidMessageException(OpenFlowMessage invalid, OpenFlowEncodeException innerException)
        : base($"{Name(invalid)} was not sent: {innerException?.Message}", [], innerException) =>
        InvalidMessage = invalid;

    /// <summary>The message.</summary>
    public OpenFlowMessage InvalidMessage { get; }

    private static string Name(OpenFlowMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return message.GetType().Name;
    }
}
