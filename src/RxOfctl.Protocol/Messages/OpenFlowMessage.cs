using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Messages;

/// <summary>
/// A message of OpenFlow, without its header: the transaction id belongs to a sending, not to the message, and the version to the
/// connection. Immutable, and equal to another by content.
/// </summary>
[WireFamily]
public abstract partial record OpenFlowMessage
{
    private protected OpenFlowMessage()
    {
    }

    /// <summary>The message's type on the wire in a version (<c>ofp_type</c>), or -1 where the version does not have it.</summary>
    internal abstract int CodeIn(OpenFlowVersion version);

    /// <summary>Writes what follows the header.</summary>
    internal abstract void WriteBody(ref WireWriter writer);

    /// <summary>Reads what follows the header.</summary>
    internal static OpenFlowMessage Read(byte type, ref WireReader reader)
    {
        var message = ReadKnown(type, ref reader);
        if (message is null)
            return new UnknownMessage(type, reader.ReadRest());
        reader.EnsureEnd(message);
        return message;
    }
}
