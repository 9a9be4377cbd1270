using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Asks for the groups (NXST_GROUP_DESC). OpenFlow 1.0; later versions have <see cref="GroupDescRequest"/>.</summary>
public sealed record NiciraGroupDescRequest : MultipartRequest, IMultiRequest<GroupDesc>
{
    internal const uint Subtype = 8;

    /// <summary>The group, or <see cref="GroupId.All"/>.</summary>
    public GroupId GroupId { get; init; } = GroupId.All;

    internal override int MultipartCodeIn(OpenFlowVersion version) => ExtensionMultipart.CodeIn10(version);

    internal static NiciraGroupDescRequest ReadBody(ref WireReader reader) => new() { GroupId = ExtensionMultipart.ReadGroupId(ref reader) };

    internal override void WriteMultipart(ref WireWriter writer)
    {
        ExtensionMultipart.WriteHeader(ref writer, Flags, Subtype);
        ExtensionMultipart.WriteGroupId(ref writer, GroupId);
    }
}
