using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Asks for the counters of IPFIX of the sampling by actions, for each set of collectors (NXST_IPFIX_FLOW).</summary>
public sealed record NiciraIpfixFlowStatsRequest : MultipartRequest, IMultiRequest<NiciraIpfixStats>
{
    internal const uint Subtype = 4;

    internal override int MultipartCodeIn(OpenFlowVersion version) => ExtensionMultipart.Type;

    internal override void WriteMultipart(ref WireWriter writer) => ExtensionMultipart.WriteHeader(ref writer, Flags, Subtype);
}
