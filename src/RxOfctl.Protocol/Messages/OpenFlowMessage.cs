using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Messages;

/// <summary>
/// A message of OpenFlow, without its header: the transaction id belongs to a sending, not to the message, and the version to the
/// connection. Immutable, and equal to another by content.
/// </summary>
[WireFamily(FormMethod = nameof(FormIn))]
public abstract partial record OpenFlowMessage
{
    private protected OpenFlowMessage()
    {
    }

    /// <summary>True for what carries a message, or belongs to what does: it has no place within another message.</summary>
    internal virtual bool MustBeOutermost => false;

    /// <summary>The form of the message in a version: its type (<c>ofp_type</c>), or an experimenter's.</summary>
    internal abstract WireForm FormIn(OpenFlowVersion version, EncodeOptions options);

    /// <summary>Writes what follows the header, or an experimenter's type.</summary>
    internal abstract void WriteBody(ref WireWriter writer);

    /// <summary>Writes what follows the header, or an experimenter's type, in a form.</summary>
    internal virtual void WriteBody(int form, ref WireWriter writer) => WriteBody(ref writer);

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
