namespace RxOfctl.Protocol.Multipart;

/// <summary>
/// Asks for statistics or descriptions (OFPT_MULTIPART_REQUEST; <c>ofp_multipart_request</c>, OpenFlow 1.3.5 §7.3.5; OFPT_STATS_REQUEST
/// before 1.3). The kind is the multipart type (<c>ofp_multipart_type</c>).
/// </summary>
[WireFamily(FormMethod = nameof(MultipartFormIn), WriteMethod = nameof(WriteMultipart))]
[WireCode(16, To = OpenFlowVersion.OpenFlow10, ReadBy = nameof(ReadAny))]
[WireCode(18, From = OpenFlowVersion.OpenFlow11, ReadBy = nameof(ReadAny))]
public abstract partial record MultipartRequest : MultipartMessage
{
    internal static MultipartRequest ReadAny(ref WireReader reader)
    {
        var type = reader.ReadUInt16();
        var flags = reader.ReadMultipartFlags();
        var request = ReadKnown(type, ref reader) ?? new UnknownMultipartRequest(type, reader.ReadRest());
        return flags == MultipartFlags.None ? request : request with { Flags = flags };
    }
}

/// <summary>A multipart request of a type that this library does not know in the version in which it came. Its bytes are kept.</summary>
/// <param name="Type">The type (<c>ofp_multipart_type</c>).</param>
/// <param name="Body">What follows flags and padding.</param>
public sealed record UnknownMultipartRequest(ushort Type, ByteString Body) : MultipartRequest
{
    internal override WireForm MultipartFormIn(OpenFlowVersion version, EncodeOptions options) => new(1, Type);

    internal override void WriteMultipart(ref WireWriter writer) => writer.WriteBytes(Body.Span);
}

/// <summary>
/// An experimenter's multipart request that this library does not know (OFPMP_EXPERIMENTER, OpenFlow 1.3.5 §7.3.5.15; OFPST_VENDOR in
/// 1.0).
/// </summary>
[WireCode(MultipartWire.Experimenter, ReadBy = nameof(ReadExtension))]
public sealed partial record ExperimenterMultipartRequest : MultipartRequest, IOpenFlowRequest<ExperimenterMultipartReply>
{
    /// <summary>The experimenter: an IEEE OUI, or a number above 0x00ffffff that the ONF gave.</summary>
    public uint ExperimenterId { get; init; }

    /// <summary>
    /// The type that the experimenter gave; OpenFlow 1.1 and later. In 1.0 it is part of <see cref="Data"/>, if there is one.
    /// </summary>
    [Field(From = OpenFlowVersion.OpenFlow11)]
    public uint ExpType { get; init; }

    /// <summary>What follows.</summary>
    public ByteString Data { get; init; }

    internal static MultipartRequest ReadExtension(ref WireReader reader)
    {
        var ahead = reader;
        if (!ahead.TryReadMultipartExperimenter(out var experimenter, out var type)
            || ReadExperimenter(experimenter, type, ref ahead) is not { } known)
            return ReadBody(ref reader);
        reader = ahead;
        return known;
    }
}
