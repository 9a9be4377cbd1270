using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Asks for the counters of IPFIX of the sampling of a bridge (NXST_IPFIX_BRIDGE).</summary>
public sealed record NiciraIpfixBridgeStatsRequest : MultipartRequest, IOpenFlowRequest<NiciraIpfixBridgeStatsReply>
{
    internal const uint Subtype = 3;

    internal override int MultipartCodeIn(OpenFlowVersion version) => ExtensionMultipart.Type;

    internal override void WriteMultipart(ref WireWriter writer) => ExtensionMultipart.WriteHeader(ref writer, Flags, Subtype);
}
