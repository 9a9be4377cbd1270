using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>
/// Asks what the datapath can do with groups (NXST_GROUP_FEATURES). OpenFlow 1.0 and 1.1; later versions have <see cref="GroupFeaturesRequest"/>.
/// </summary>
public sealed record NiciraGroupFeaturesRequest : MultipartRequest, IOpenFlowRequest<NiciraGroupFeaturesReply>
{
    internal const uint Subtype = 9;

    internal override int MultipartCodeIn(OpenFlowVersion version) => ExtensionMultipart.CodeTo11(version);

    internal override void WriteMultipart(ref WireWriter writer) => ExtensionMultipart.WriteHeader(ref writer, Flags, Subtype);
}
