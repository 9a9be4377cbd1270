using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Nicira;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>
/// Asks for statistics or descriptions (OFPT_MULTIPART_REQUEST; <c>ofp_multipart_request</c>, OpenFlow 1.3.5 §7.3.5; OFPT_STATS_REQUEST before 1.3). The kinds
/// are told apart by a type of their own (<c>ofp_multipart_type</c>).
/// </summary>
[WireFamily(CodeMethod = nameof(MultipartCodeIn), WriteMethod = nameof(WriteMultipart))]
[WireCode(16, To = OpenFlowVersion.OpenFlow10, ReadBy = nameof(ReadAny))]
[WireCode(18, From = OpenFlowVersion.OpenFlow11, ReadBy = nameof(ReadAny))]
public abstract partial record MultipartRequest : OpenFlowMessage
{
    private protected MultipartRequest()
    {
    }

    /// <summary>Whether another part follows.</summary>
    [Field(As = nameof(MultipartFlags))]
    public MultipartFlags Flags { get; init; }

    internal static MultipartRequest ReadAny(ref WireReader reader)
    {
        var type = reader.ReadUInt16();
        if (type == ExtensionMultipart.Type && ExtensionMultipart.ReadRequest(ref reader) is { } extension)
            return extension;
        if (ReadKnown(type, ref reader) is { } known)
            return known;
        var flags = reader.ReadMultipartFlags();
        return new UnknownMultipartRequest(type, reader.ReadRest()) { Flags = flags };
    }

    internal sealed override void WriteBody(ref WireWriter writer)
    {
        var type = MultipartCodeIn(writer.Version);
        if (type < 0)
            writer.Refuse(GetType().Name);
        writer.WriteUInt16((ushort)type);
        WriteMultipart(ref writer);
    }

    /// <summary>The type of the body in a version, or -1 where the version does not have it.</summary>
    internal abstract int MultipartCodeIn(OpenFlowVersion version);

    /// <summary>Writes what follows the type.</summary>
    internal abstract void WriteMultipart(ref WireWriter writer);
}
