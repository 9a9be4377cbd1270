using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Protocol.Wire;

/// <summary>A message with its header: what a frame is, and what some messages have inside.</summary>
internal static class MessageWire
{
    /// <summary>Reads a message within another. It is of the same version, and has none inside itself: so deep messages cannot go.</summary>
    public static OpenFlowMessage ReadMessage(this ref WireReader reader, out uint xid)
    {
        var start = reader.Offset;
        var version = (OpenFlowVersion)reader.ReadByte();
        var type = reader.ReadByte();
        var length = reader.ReadUInt16();
        xid = reader.ReadUInt32();
        if (version != reader.Version)
            throw new OpenFlowDecodeException(OpenFlowError.BadRequestBadVersion, start, $"a message of {version.ToText()} within one of {reader.Version.ToText()}");
        if (HasMessage(type))
            throw new OpenFlowDecodeException(OpenFlowError.BundleFailedMsgUnsup, start + 1, $"a message of type {type} within another");
        if (length < FrameHeader.Size)
            reader.Throw($"the length {length} of a message is less than that of its header", start + 2);
        var body = reader.Slice(length - FrameHeader.Size);
        return OpenFlowMessage.Read(type, ref body);
    }

    /// <summary>Writes a message within another.</summary>
    /// <exception cref="OpenFlowEncodeException">The message has one within itself.</exception>
    public static void WriteInnerMessage(this ref WireWriter writer, OpenFlowMessage message, uint xid)
    {
        if (HasMessage(message.CodeIn(writer.Version)))
            throw new OpenFlowEncodeException($"A {message.GetType().Name} cannot be within another message.");
        writer.WriteMessage(message, xid);
    }

    /// <summary>Writes a message.</summary>
    /// <exception cref="UnsupportedByVersionException">The version lacks the message, or a member that is set.</exception>
    public static void WriteMessage(this ref WireWriter writer, OpenFlowMessage message, uint xid)
    {
        var start = writer.Position;
        var type = message.CodeIn(writer.Version);
        if (type < 0)
            writer.Refuse(message.GetType().Name);
        writer.WriteByte((byte)writer.Version);
        writer.WriteByte((byte)type);
        writer.WriteUInt16(0);
        writer.WriteUInt32(xid);
        message.WriteBody(ref writer);
        writer.SetLength(start + 2, writer.Position - start);
    }

    // Request-forward, bundle-control and bundle-add-message; the control carries none, but has no place in a bundle either.
    private static bool HasMessage(int type) => type is 32 or 33 or 34;
}
