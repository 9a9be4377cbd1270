using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Messages;

/// <summary>A message of a type that this library does not know in the version in which it came. Its bytes are kept.</summary>
/// <param name="Type">The type in the header, 0 to 255.</param>
/// <param name="Body">What follows the header.</param>
public sealed record UnknownMessage(byte Type, ByteString Body) : OpenFlowMessage
{
    internal override WireForm FormIn(OpenFlowVersion version, EncodeOptions options) => new(1, Type);

    internal override void WriteBody(ref WireWriter writer) => writer.WriteBytes(Body.Span);
}
