namespace RxOfctl.Protocol.Multipart;

/// <summary>
/// Whether another part follows (<c>ofp_multipart_request_flags</c>, <c>ofp_multipart_reply_flags</c>, OpenFlow 1.3.5 §7.3.5).
/// </summary>
[Flags]
public enum MultipartFlags : ushort
{
    /// <summary>This is the last part, or the only one.</summary>
    None = 0,

    /// <summary>Another part follows (OFPMPF_REQ_MORE, OFPMPF_REPLY_MORE; OFPSF_REPLY_MORE in 1.0).</summary>
    More = 1 << 0,
}

/// <summary>A request or a reply of a multipart type (<c>ofp_multipart_type</c>), perhaps one part of several.</summary>
public abstract record MultipartMessage : OpenFlowMessage
{
    /// <summary>Whether another part follows.</summary>
    public MultipartFlags Flags { get; init; }

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

/// <summary>
/// What stands before the body of a multipart message: type, flags with the padding that they have from OpenFlow 1.1 on, an experimenter's
/// type.
/// </summary>
internal static class MultipartWire
{
    /// <summary>The type of multipart messages of experimenters (OFPMP_EXPERIMENTER; OFPST_VENDOR in 1.0).</summary>
    public const int Experimenter = 0xffff;

    // In OpenFlow 1.0 an experimenter's type has padding behind it (nicira10_stats_msg).
    private const int PaddingOfType10 = 4;

    public static MultipartFlags ReadMultipartFlags(this ref WireReader reader)
    {
        var flags = (MultipartFlags)reader.ReadUInt16();
        reader.Skip(reader.Version == OpenFlowVersion.OpenFlow10 ? 0 : 4);
        return flags;
    }

    /// <summary>Reads an experimenter with the type that it gave; false where there is no room for them.</summary>
    public static bool TryReadMultipartExperimenter(this ref WireReader reader, out uint experimenter, out uint type)
    {
        var padding = reader.Version == OpenFlowVersion.OpenFlow10 ? PaddingOfType10 : 0;
        (experimenter, type) = (0, 0);
        if (reader.Remaining < 8 + padding)
            return false;
        experimenter = reader.ReadUInt32();
        type = reader.ReadUInt32();
        reader.Skip(padding);
        return true;
    }

    public static void WriteMultipartHeader(this ref WireWriter writer, WireForm form, MultipartFlags flags)
    {
        var is10 = writer.Version == OpenFlowVersion.OpenFlow10;
        writer.WriteUInt16(form.Experimenter == 0 ? form.Code : (ushort)Experimenter);
        writer.WriteUInt16((ushort)flags);
        writer.Pad(is10 ? 0 : 4);
        if (form.Experimenter == 0)
            return;
        writer.WriteUInt32(form.Experimenter);
        writer.WriteUInt32(form.Code);
        writer.Pad(is10 ? PaddingOfType10 : 0);
    }
}
