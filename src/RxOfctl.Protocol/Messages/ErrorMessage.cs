using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Messages;

/// <summary>Something went wrong (OFPT_ERROR; <c>ofp_error_msg</c>, OpenFlow 1.0.2 §5.4.4, 1.3.5 §A.4.4).</summary>
[WireCode(1)]
public sealed partial record ErrorMessage : OpenFlowMessage
{
    /// <summary>What went wrong.</summary>
    public OpenFlowError Error { get; init; } = OpenFlowError.BadRequestBadLen;

    /// <summary>The message that is at fault, at least its first 64 bytes; for HELLO_FAILED, a text.</summary>
    public ByteString Data { get; init; }

    internal static ErrorMessage ReadBody(ref WireReader reader) => new()
    {
        Error = OpenFlowError.FromWire(reader.Version, reader.ReadUInt16(), reader.ReadUInt16()),
        Data = reader.ReadRest(),
    };

    internal override void WriteBody(ref WireWriter writer)
    {
        if (!Error.TryGetNumbers(writer.Version, out var type, out var code))
            writer.Refuse($"ErrorMessage.Error = {Error}");
        writer.WriteUInt16(type);
        writer.WriteUInt16(code);
        writer.WriteBytes(Data.Span);
    }
}
