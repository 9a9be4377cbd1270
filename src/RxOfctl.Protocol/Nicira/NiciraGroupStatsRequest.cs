using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>Asks for the counters of groups (NXST_GROUP). OpenFlow 1.0; later versions have <see cref="GroupStatsRequest"/>.</summary>
public sealed record NiciraGroupStatsRequest : MultipartRequest, IMultiRequest<GroupStats>
{
    internal const uint Subtype = 7;

    /// <summary>The group, or <see cref="GroupId.All"/>.</summary>
    public GroupId GroupId { get; init; } = GroupId.All;

    internal override int MultipartCodeIn(OpenFlowVersion version) => ExtensionMultipart.CodeIn10(version);

    internal static NiciraGroupStatsRequest ReadBody(ref WireReader reader) => new() { GroupId = ExtensionMultipart.ReadGroupId(ref reader) };

    internal override void WriteMultipart(ref WireWriter writer)
    {
        ExtensionMultipart.WriteHeader(ref writer, Flags, Subtype);
        ExtensionMultipart.WriteGroupId(ref writer, GroupId);
    }
}
