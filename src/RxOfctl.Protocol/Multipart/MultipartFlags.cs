namespace RxOfctl.Protocol.Multipart;

/// <summary>Whether another part follows (<c>ofp_multipart_request_flags</c>, <c>ofp_multipart_reply_flags</c>, OpenFlow 1.3.5 §7.3.5).</summary>
[Flags]
public enum MultipartFlags : ushort
{
    /// <summary>This is the last part, or the only one.</summary>
    None = 0,

    /// <summary>Another part follows (OFPMPF_REQ_MORE, OFPMPF_REPLY_MORE; OFPSF_REPLY_MORE in 1.0).</summary>
    More = 1 << 0,
}

/// <summary>The flags on the wire, with the padding that they have from OpenFlow 1.1 on.</summary>
internal static class MultipartFlagsWire
{
    public static MultipartFlags ReadMultipartFlags(this ref Wire.WireReader reader)
    {
        var flags = (MultipartFlags)reader.ReadUInt16();
        reader.Skip(reader.Version == OpenFlowVersion.OpenFlow10 ? 0 : 4);
        return flags;
    }

    public static void WriteMultipartFlags(this ref Wire.WireWriter writer, MultipartFlags flags)
    {
        writer.WriteUInt16((ushort)flags);
        writer.Pad(writer.Version == OpenFlowVersion.OpenFlow10 ? 0 : 4);
    }
}
