using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Recording.Files;

/// <summary>Shortens the packets in messages.</summary>
internal sealed class PayloadFilter(int limit)
{
    private readonly byte[] _shortened = new byte[OpenFlowCodec.MaxLength];

    /// <summary>The message with a shortened packet, or as it is if it has none; empty if it cannot be decoded, so that it is left
    /// out.</summary>
    public ReadOnlySpan<byte> Apply(ReadOnlySpan<byte> frame)
    {
        if (!FrameHeader.TryRead(frame, out var header) || header.Type is not (MessageTypes.Error or MessageTypes.PacketIn or MessageTypes.PacketOut))
            return frame;
        try
        {
            var message = OpenFlowCodec.Decode(frame, out var xid);
            OpenFlowMessage shortened = message switch
            {
                PacketIn packet when packet.Data.Length > limit => packet with { Data = packet.Data.Slice(0, limit) },
                PacketOut packet when packet.Data.Length > limit => packet with { Data = packet.Data.Slice(0, limit) },
                // It quotes the beginning of the message that failed.
                ErrorMessage error when error.Data.Length > FrameHeader.Size && error.Data.Span[1] == MessageTypes.PacketOut =>
                    error with { Data = error.Data.Slice(0, FrameHeader.Size) },
                _ => message,
            };
            return ReferenceEquals(shortened, message)
                ? frame
                : _shortened.AsSpan(0, OpenFlowCodec.Encode(shortened, header.Version, xid, _shortened));
        }
        catch (Exception error) when (error is OpenFlowDecodeException or OpenFlowEncodeException)
        {
            return [];
        }
    }
}
