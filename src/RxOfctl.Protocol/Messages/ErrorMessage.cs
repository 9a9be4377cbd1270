using System.Diagnostics.CodeAnalysis;

namespace RxOfctl.Protocol.Messages;

/// <summary>
/// Something went wrong (OFPT_ERROR; <c>ofp_error_msg</c>, OpenFlow 1.0.2 §5.4.4, 1.3.5 §7.4.4), an experimenter's errors among them
/// (<c>ofp_error_experimenter_msg</c>; before 1.2, Nicira's <c>nx_vendor_error</c>).
/// </summary>
[WireCode(1)]
public sealed partial record ErrorMessage : OpenFlowMessage
{
    private const ushort TypeExperimenter = 0xffff;
    private const ushort TypeNiciraVendor = 0xb0c2;

    private static readonly OpenFlowError[] HelloErrors = [OpenFlowError.HelloFailedIncompatible, OpenFlowError.HelloFailedEperm];

    /// <summary>What went wrong.</summary>
    public OpenFlowError Error { get; init; } = OpenFlowError.BadRequestBadType;

    /// <summary>
    /// The message that is at fault, at least its first 64 bytes; for HELLO_FAILED, a text. <see cref="TryGetOffenderHeader"/> and
    /// <see cref="TryDecodeOffender"/> read it.
    /// </summary>
    public ByteString Data { get; init; }

    /// <summary>
    /// Identifies the message at fault by the header that <see cref="Data"/> begins with, whose <see cref="FrameHeader.Xid"/> is that of
    /// the message.
    /// </summary>
    /// <param name="header">The header of the message at fault.</param>
    /// <returns>False if there is no header: the error is a HELLO_FAILED, which has a text, or the peer sent back too little.</returns>
    public bool TryGetOffenderHeader(out FrameHeader header)
    {
        if (HelloErrors.Contains(Error) || !FrameHeader.TryRead(Data.Span, out header) || header.Length < FrameHeader.Size)
        {
            header = default;
            return false;
        }

        return true;
    }

    /// <summary>
    /// Decodes the message that is at fault, if the peer sent it back whole, as Open vSwitch does. Others send back its first 64 bytes,
    /// which are whole messages if these are short. Bytes behind its end are ignored.
    /// </summary>
    /// <param name="message">The message at fault.</param>
    /// <returns>False if it is not whole or, as a reason for an error may well be, cannot be decoded.</returns>
    public bool TryDecodeOffender([NotNullWhen(true)] out OpenFlowMessage? message)
    {
        message = null;
        if (!TryGetOffenderHeader(out var header) || header.Length > Data.Length)
            return false;
        try
        {
            message = OpenFlowCodec.Decode(Data.Span[..header.Length], out _);
            return true;
        }
        catch (OpenFlowDecodeException)
        {
            return false;
        }
    }

    internal static ErrorMessage ReadBody(ref WireReader reader)
    {
        var version = reader.Version;
        var type = reader.ReadUInt16();
        var code = reader.ReadUInt16();
        OpenFlowError error;
        if (type == TypeExperimenter && version >= OpenFlowVersion.OpenFlow12)
            error = OpenFlowError.FromExperimenter(version, reader.ReadUInt32(), code, 0);
        else if (type == TypeNiciraVendor && code == 0 && version < OpenFlowVersion.OpenFlow12)
            error = OpenFlowError.FromExperimenter(version, reader.ReadUInt32(), reader.ReadUInt16(), reader.ReadUInt16());
        else
            error = OpenFlowError.FromWire(version, type, code);
        return new() { Error = error, Data = reader.ReadRest() };
    }

    internal override void WriteBody(ref WireWriter writer)
    {
        if (Error.TryGetNumbers(writer.Version, out var type, out var code))
        {
            writer.WriteUInt16(type);
            writer.WriteUInt16(code);
        }
        else if (Error.TryGetExperimenterNumbers(writer.Version, out var experimenter, out type, out code))
        {
            var isVendor = writer.Version < OpenFlowVersion.OpenFlow12;
            writer.WriteUInt16(isVendor ? TypeNiciraVendor : TypeExperimenter);
            writer.WriteUInt16(isVendor ? (ushort)0 : type);
            writer.WriteUInt32(experimenter);
            if (isVendor)
            {
                writer.WriteUInt16(type);
                writer.WriteUInt16(code);
            }
        }
        else
        {
            writer.Refuse($"ErrorMessage.Error = {Error}");
        }

        writer.WriteBytes(Data.Span);
    }
}
