using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>
/// Asks for statistics or descriptions (OFPT_MULTIPART_REQUEST; <c>ofp_multipart_request</c>, OpenFlow 1.3.5 §7.3.5; OFPT_STATS_REQUEST before 1.3). The kinds
/// are told apart by a type of their own (<c>ofp_multipart_type</c>).
/// </summary>
[WireFamily(FormMethod = nameof(MultipartFormIn), WriteMethod = nameof(WriteMultipart))]
[WireCode(16, To = OpenFlowVersion.OpenFlow10, ReadBy = nameof(ReadAny))]
[WireCode(18, From = OpenFlowVersion.OpenFlow11, ReadBy = nameof(ReadAny))]
public abstract partial record MultipartRequest : OpenFlowMessage
{
    private protected MultipartRequest()
    {
    }

    /// <summary>Whether another part follows.</summary>
    public MultipartFlags Flags { get; init; }

    internal static MultipartRequest ReadAny(ref WireReader reader)
    {
        var type = reader.ReadUInt16();
        var flags = reader.ReadMultipartFlags();
        var request = ReadKnown(type, ref reader) ?? new UnknownMultipartRequest(type, reader.ReadRest());
        return flags == MultipartFlags.None ? request : request with { Flags = flags };
    }

    internal sealed override void WriteBody(ref WireWriter writer)
    {
        var form = MultipartFormIn(writer.Version, writer.Options);
        if (!form.Exists)
            writer.Refuse(GetType().Name);
        writer.WriteMultipartHeader(form, Flags);
        WriteMultipart(form.Index, ref writer);
    }

    /// <summary>The form of the body in a version: its type (<c>ofp_multipart_type</c>), or an experimenter's.</summary>
    internal abstract WireForm MultipartFormIn(OpenFlowVersion version, EncodeOptions options);

    /// <summary>Writes what follows the flags, or an experimenter's type.</summary>
    internal abstract void WriteMultipart(ref WireWriter writer);

    /// <summary>Writes what follows the flags, or an experimenter's type, in a form.</summary>
    internal virtual void WriteMultipart(int form, ref WireWriter writer) => WriteMultipart(ref writer);
}
