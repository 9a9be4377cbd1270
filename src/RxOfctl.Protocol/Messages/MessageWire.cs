namespace RxOfctl.Protocol.Messages;

/// <summary>A message with its header: what a frame is, and what some messages have inside.</summary>
internal static class MessageWire
{
    private const byte RequestForwardType = 32;
    private const byte BundleControlType = 33;
    private const byte BundleAddMessageType = 34;

    /// <summary>Reads a message within another. It is of the same version, and has none inside itself.</summary>
    public static OpenFlowMessage ReadMessage(this ref WireReader reader, out uint xid)
    {
        var start = reader.Offset;
        var version = (OpenFlowVersion)reader.ReadByte();
        var type = reader.ReadByte();
        var length = reader.ReadUInt16();
        xid = reader.ReadUInt32();
        if (version != reader.Version)
        {
            var reason = $"a message of {version.ToText()} within one of {reader.Version.ToText()}";
            throw new OpenFlowDecodeException(OpenFlowError.BadRequestBadVersion, start, reason);
        }

        if (length < FrameHeader.Size)
            reader.Throw($"the length {length} of a message is less than that of its header", start + 2);
        // The specification's forms of what carries a message are refused unread; an experimenter's form shows only when it is read.
        if (type is RequestForwardType or BundleControlType or BundleAddMessageType)
            throw Unsupported(start, $"message of type {type}");
        var body = reader.SliceNested(length - FrameHeader.Size);
        var message = OpenFlowMessage.Read(type, ref body);
        return message.MustBeOutermost ? throw Unsupported(start, message.GetType().Name) : message;
    }

    /// <summary>Writes a message within another.</summary>
    /// <exception cref="OpenFlowEncodeException">The message has one within itself.</exception>
    public static void WriteInnerMessage(this ref WireWriter writer, OpenFlowMessage message, uint xid)
    {
        if (message.MustBeOutermost)
            throw new OpenFlowEncodeException($"A {message.GetType().Name} cannot be within another message.");
        writer.WriteMessage(message, xid);
    }

    /// <summary>The message itself, where it may become the inner one of another: comparing messages is recursive.</summary>
    /// <exception cref="ArgumentException">It has a message within itself that has another.</exception>
    public static OpenFlowMessage Bounded(this OpenFlowMessage message) => message.Inner?.Inner is null
        ? message
        : throw new ArgumentException("No message is within one that is within another.", nameof(message));

    /// <summary>Writes a message.</summary>
    /// <exception cref="UnsupportedByVersionException">The version lacks the message, or a member that is set.</exception>
    public static void WriteMessage(this ref WireWriter writer, OpenFlowMessage message, uint xid)
    {
        var start = writer.Position;
        var form = message.FormIn(writer.Version, writer.Options);
        if (!form.Exists)
            writer.Refuse(message.GetType().Name);
        var isExperimenter = form.Experimenter != 0;
        var type = isExperimenter ? Experimenter.Type : (byte)form.Code;
        // Version, type, the length, which is not known yet, and the transaction id.
        writer.WriteUInt64(((ulong)writer.Version << 56) | ((ulong)type << 48) | xid);
        if (isExperimenter)
        {
            writer.WriteUInt32(form.Experimenter);
            writer.WriteUInt32(form.Code);
        }

        message.WriteBody(form.Index, ref writer);
        writer.SetLength(start + 2, writer.Position - start);
    }

    private static OpenFlowDecodeException Unsupported(int start, string what) =>
        new(OpenFlowError.BundleFailedMsgUnsup, start + 1, $"a {what} within another message");
}
