using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>The counters of groups (NXST_GROUP). OpenFlow 1.0.</summary>
public sealed record NiciraGroupStatsReply : MultipartReply<GroupStats>
{
    internal override int MultipartCodeIn(OpenFlowVersion version) => ExtensionMultipart.CodeIn10(version);

    internal static NiciraGroupStatsReply ReadBody(ref WireReader reader) => new() { Body = reader.ReadList<GroupStats>() };

    internal override void WriteMultipart(ref WireWriter writer)
    {
        ExtensionMultipart.WriteHeader(ref writer, Flags, NiciraGroupStatsRequest.Subtype);
        writer.WriteList(Body);
    }
}
