using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>
/// Asks for the groups (OFPMP_GROUP_DESC, OpenFlow 1.3.5 §7.3.5.10; <c>ofp_group_desc_request</c>, 1.5.1). OpenFlow 1.1 and later; in 1.0 Nicira's
/// NXST_GROUP_DESC.
/// </summary>
[WireCode(7, From = OpenFlowVersion.OpenFlow11)]
[NiciraCode(8, To = OpenFlowVersion.OpenFlow10, ReadBy = nameof(ReadNicira), WriteBy = nameof(WriteNicira))]
public sealed partial record GroupDescRequest : MultipartRequest, IMultiRequest<GroupDesc>
{
    /// <summary>The group, or <see cref="GroupId.All"/>. OpenFlow 1.0 and 1.5; the versions between describe all groups.</summary>
    [Field(From = OpenFlowVersion.OpenFlow15, PadAfter = 4)]
    public GroupId GroupId { get; init; } = GroupId.All;

    internal static GroupDescRequest ReadNicira(ref WireReader reader)
    {
        var request = new GroupDescRequest { GroupId = reader.ReadGroupId() };
        reader.Skip(4);
        return request;
    }

    private void WriteNicira(ref WireWriter writer)
    {
        writer.WriteGroupId(GroupId);
        writer.Pad(4);
    }
}

/// <summary>
/// The groups (OFPMP_GROUP_DESC, OpenFlow 1.3.5 §7.3.5.10). OpenFlow 1.1 and later; in 1.0 Nicira's NXST_GROUP_DESC, whose buckets are those of
/// OpenFlow 1.5 with the actions of 1.0.
/// </summary>
[WireCode(7, From = OpenFlowVersion.OpenFlow11)]
[NiciraCode(8, To = OpenFlowVersion.OpenFlow10)]
public sealed partial record GroupDescReply : MultipartReply<GroupDesc>;
