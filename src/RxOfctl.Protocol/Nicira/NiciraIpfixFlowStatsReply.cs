using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>The counters of IPFIX of the sampling by actions, for each set of collectors (NXST_IPFIX_FLOW).</summary>
public sealed record NiciraIpfixFlowStatsReply : MultipartReply<NiciraIpfixStats>
{
    internal override int MultipartCodeIn(OpenFlowVersion version) => ExtensionMultipart.Type;

    internal static NiciraIpfixFlowStatsReply ReadBody(ref WireReader reader) => new() { Body = reader.ReadList<NiciraIpfixStats>() };

    internal override void WriteMultipart(ref WireWriter writer)
    {
        ExtensionMultipart.WriteHeader(ref writer, Flags, NiciraIpfixFlowStatsRequest.Subtype);
        writer.WriteList(Body);
    }
}
