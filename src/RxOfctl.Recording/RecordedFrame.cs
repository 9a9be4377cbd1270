using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Recording;

/// <summary>A message of a recording, as bytes.</summary>
/// <param name="Connection">The connection.</param>
/// <param name="Timestamp">When it was received or sent, by the clock of the controller's scheduler.</param>
/// <param name="IsSent">Whether the controller sent it.</param>
/// <param name="Data">The message with its header.</param>
/// <remarks>Equality compares references of <see cref="Data"/>, not its bytes.</remarks>
public sealed record RecordedFrame(RecordedConnection Connection, DateTimeOffset Timestamp, bool IsSent, ReadOnlyMemory<byte> Data)
{
    /// <summary>
    /// Whether the recorder made the message: the handshake of a connection that began before the recording or the file.
    /// </summary>
    public bool IsSynthesized { get; init; }

    /// <summary>Whether messages of the same direction of the connection are missing before it.</summary>
    public bool IsAfterGap { get; init; }

    /// <summary>The header.</summary>
    public FrameHeader Header => FrameHeader.TryRead(Data.Span, out var header) ? header : default;

    /// <summary>Decodes the message.</summary>
    /// <exception cref="OpenFlowDecodeException">The bytes are no message of the version in their header.</exception>
    public OpenFlowMessage Decode() => OpenFlowCodec.Decode(Data.Span, out _);

    /// <summary>Decodes the message; null if it is malformed.</summary>
    public OpenFlowMessage? TryDecode()
    {
        try
        {
            return Decode();
        }
        catch (OpenFlowDecodeException)
        {
            return null;
        }
    }
}
