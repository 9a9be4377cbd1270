using System.Buffers;

namespace RxOfctl.Protocol;

/// <summary>Messages to bytes and back.</summary>
public static class OpenFlowCodec
{
    /// <summary>The length of the longest message, in bytes.</summary>
    public const int MaxLength = ushort.MaxValue;

    // A HELLO may come in a version that is not defined yet; its form is to stay.
    private const byte HelloType = 0;

    // Most messages fit; a longer one is written twice, the second time into what the first one asked for.
    private const int UsualLength = 512;

    /// <summary>Reads one message.</summary>
    /// <param name="frame">The message from its header on, as long as the header says. What is kept of it is copied.</param>
    /// <param name="xid">The message's transaction id.</param>
    /// <exception cref="OpenFlowDecodeException">The bytes are no message of the version in their header.</exception>
    public static OpenFlowMessage Decode(ReadOnlySpan<byte> frame, out uint xid)
    {
        if (!FrameHeader.TryRead(frame, out var header))
            throw BadLength(0, "a header has", FrameHeader.Size, frame.Length);
        xid = header.Xid;
        if (header.Length != frame.Length)
            throw BadLength(2, "the header says", header.Length, frame.Length);

        var version = header.Version;
        if (version is < OpenFlowVersion.OpenFlow10 or > OpenFlowVersion.OpenFlow15)
        {
            if (header.Type != HelloType || version == 0)
                throw new OpenFlowDecodeException(OpenFlowError.BadRequestBadVersion, 0, $"there is no {version.ToText()}");
            version = OpenFlowVersion.OpenFlow15;
        }

        var reader = new WireReader(frame[FrameHeader.Size..], version, FrameHeader.Size, xid: xid);
        return OpenFlowMessage.Read(header.Type, ref reader);
    }

    /// <summary>Writes one message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="version">The version in which to write it.</param>
    /// <param name="xid">The transaction id.</param>
    /// <param name="output">Where to. Nothing is written if there is an exception.</param>
    /// <param name="options">What the receiver is known to understand beyond the specification.</param>
    /// <exception cref="UnsupportedByVersionException">The version lacks the message, or a member that is set.</exception>
    /// <exception cref="OpenFlowEncodeException">A member has a value that does not fit, or the message would be too long.</exception>
    public static void Encode(
        OpenFlowMessage message, OpenFlowVersion version, uint xid, IBufferWriter<byte> output, EncodeOptions options = EncodeOptions.None)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(output);
        var span = output.GetSpan(UsualLength);
        var length = Write(message, version, xid, span, options);
        if (length > span.Length)
            Write(message, version, xid, output.GetSpan(length), options);
        output.Advance(length);
    }

    /// <summary>Writes one message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="version">The version in which to write it.</param>
    /// <param name="xid">The transaction id.</param>
    /// <param name="destination">Where to.</param>
    /// <param name="options">What the receiver is known to understand beyond the specification.</param>
    /// <returns>The length of the message in bytes. What it was written to is of use only if it is that long.</returns>
    /// <exception cref="UnsupportedByVersionException">The version lacks the message, or a member that is set.</exception>
    /// <exception cref="OpenFlowEncodeException">A member has a value that does not fit, or the message would be too long.</exception>
    public static int Encode(
        OpenFlowMessage message, OpenFlowVersion version, uint xid, Span<byte> destination, EncodeOptions options = EncodeOptions.None)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Write(message, version, xid, destination, options);
    }

    /// <summary>Writes one message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="version">The version in which to write it.</param>
    /// <param name="xid">The transaction id.</param>
    /// <param name="options">What the receiver is known to understand beyond the specification.</param>
    /// <exception cref="UnsupportedByVersionException">The version lacks the message, or a member that is set.</exception>
    /// <exception cref="OpenFlowEncodeException">A member has a value that does not fit, or the message would be too long.</exception>
    public static byte[] Encode(OpenFlowMessage message, OpenFlowVersion version, uint xid, EncodeOptions options = EncodeOptions.None)
    {
        var output = new ArrayBufferWriter<byte>(UsualLength);
        Encode(message, version, xid, output, options);
        return output.WrittenSpan.ToArray();
    }

    private static int Write(OpenFlowMessage message, OpenFlowVersion version, uint xid, Span<byte> destination, EncodeOptions options)
    {
        var writer = new WireWriter(destination, version, xid, options);
        writer.WriteMessage(message, xid);
        return writer.Position;
    }

    private static OpenFlowDecodeException BadLength(int offset, string says, int wanted, int length) =>
        new(OpenFlowError.BadRequestBadLen, offset, $"{says} {wanted} bytes, here are {length}");
}
