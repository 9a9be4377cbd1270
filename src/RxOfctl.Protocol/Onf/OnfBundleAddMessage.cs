using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Onf;

/// <summary>
/// Adds a message to a bundle (ONFT_BUNDLE_ADD_MESSAGE, type 2301; <c>ofp_bundle_add_msg</c>, OpenFlow 1.4.1). OpenFlow 1.3. The message
/// is kept as bytes, header and all, since its transaction id must be that of this message; <see cref="Of"/> makes them and <see cref="Read"/> reads them.
/// </summary>
[WireCode(2301, From = OpenFlowVersion.OpenFlow13, To = OpenFlowVersion.OpenFlow13)]
public sealed partial record OnfBundleAddMessage : OnfMessage, IOpenFlowCommand
{
    /// <summary>The bundle's id.</summary>
    [Field(PadAfter = 2)]
    public uint BundleId { get; init; }

    /// <summary>How the bundle is done; the same in all its messages.</summary>
    [Field]
    public OnfBundleFlags Flags { get; init; }

    /// <summary>The message with its header, and properties behind it if there are any.</summary>
    [Field]
    public ByteString Message { get; init; }

    /// <summary>Adds a message to a bundle.</summary>
    /// <param name="bundleId">The bundle's id.</param>
    /// <param name="flags">How the bundle is done.</param>
    /// <param name="message">The message.</param>
    /// <param name="xid">The transaction id with which the result is sent.</param>
    /// <exception cref="OpenFlowEncodeException">The message has no form in OpenFlow 1.3.</exception>
    public static OnfBundleAddMessage Of(uint bundleId, OnfBundleFlags flags, OpenFlowMessage message, uint xid) => new()
    {
        BundleId = bundleId,
        Flags = flags,
        Message = OpenFlowCodec.Encode(message, OpenFlowVersion.OpenFlow13, xid),
    };

    /// <summary>Reads the message that is added.</summary>
    /// <param name="xid">Its transaction id.</param>
    /// <exception cref="OpenFlowDecodeException">It is no valid message.</exception>
    public OpenFlowMessage Read(out uint xid)
    {
        var frame = Message.Span;
        return OpenFlowCodec.Decode(FrameHeader.TryRead(frame, out var header) && header.Length < frame.Length ? frame[..header.Length] : frame, out xid);
    }
}
