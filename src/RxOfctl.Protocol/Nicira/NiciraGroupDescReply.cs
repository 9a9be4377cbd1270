using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>The groups (NXST_GROUP_DESC). OpenFlow 1.0. Buckets are those of OpenFlow 1.5, with the actions of 1.0.</summary>
public sealed record NiciraGroupDescReply : MultipartReply<GroupDesc>
{
    internal override int MultipartCodeIn(OpenFlowVersion version) => ExtensionMultipart.CodeIn10(version);

    internal static NiciraGroupDescReply ReadBody(ref WireReader reader) => new() { Body = reader.ReadList<GroupDesc>() };

    internal override void WriteMultipart(ref WireWriter writer)
    {
        ExtensionMultipart.WriteHeader(ref writer, Flags, NiciraGroupDescRequest.Subtype);
        writer.WriteList(Body);
    }
}
