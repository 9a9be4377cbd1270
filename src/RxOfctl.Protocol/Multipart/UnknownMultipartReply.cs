using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>A multipart reply of a type that this library does not know in the version in which it came. Its bytes are kept.</summary>
/// <param name="Type">The type (<c>ofp_multipart_type</c>).</param>
/// <param name="Body">What follows flags and padding.</param>
public sealed record UnknownMultipartReply(ushort Type, ByteString Body) : MultipartReply
{
    internal override WireForm MultipartFormIn(OpenFlowVersion version, EncodeOptions options) => new(1, Type);

    internal override void WriteMultipart(ref WireWriter writer) => writer.WriteBytes(Body.Span);
}
