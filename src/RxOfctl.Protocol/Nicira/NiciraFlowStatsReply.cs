using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Flows with matches of Nicira (NXST_FLOW). OpenFlow 1.0.</summary>
public sealed record NiciraFlowStatsReply : MultipartReply<NiciraFlowStats>
{
    internal override int MultipartCodeIn(OpenFlowVersion version) => ExtensionMultipart.CodeIn10(version);

    internal static NiciraFlowStatsReply ReadBody(ref WireReader reader) => new() { Body = reader.ReadList<NiciraFlowStats>() };

    internal override void WriteMultipart(ref WireWriter writer)
    {
        ExtensionMultipart.WriteHeader(ref writer, Flags, NiciraFlowStatsRequest.Subtype);
        writer.WriteList(Body);
    }
}
