using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>
/// Brings statistics or descriptions (OFPT_MULTIPART_REPLY; <c>ofp_multipart_reply</c>, OpenFlow 1.3.5 §7.3.5; OFPT_STATS_REPLY before 1.3). The kinds
/// are told apart by a type of their own (<c>ofp_multipart_type</c>).
/// </summary>
[WireFamily(FormMethod = nameof(MultipartFormIn), WriteMethod = nameof(WriteMultipart))]
[WireCode(17, To = OpenFlowVersion.OpenFlow10, ReadBy = nameof(ReadAny))]
[WireCode(19, From = OpenFlowVersion.OpenFlow11, ReadBy = nameof(ReadAny))]
public abstract partial record MultipartReply : OpenFlowMessage
{
    private protected MultipartReply()
    {
    }

    /// <summary>Whether another part follows.</summary>
    public MultipartFlags Flags { get; init; }

    /// <summary>This part of a reply and the next one as one, if they list entries.</summary>
    /// <param name="next">The next part.</param>
    /// <returns>Null if the two are no parts of one list.</returns>
    public virtual MultipartReply? Join(MultipartReply next) => null;

    internal static MultipartReply ReadAny(ref WireReader reader)
    {
        var type = reader.ReadUInt16();
        var flags = reader.ReadMultipartFlags();
        var reply = ReadKnown(type, ref reader) ?? new UnknownMultipartReply(type, reader.ReadRest());
        return flags == MultipartFlags.None ? reply : reply with { Flags = flags };
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
