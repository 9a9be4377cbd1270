using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>Asks for the groups (OFPMP_GROUP_DESC, OpenFlow 1.3.5 §7.3.5.10; <c>ofp_group_desc_request</c>, 1.5.1). OpenFlow 1.1 and later.</summary>
[WireCode(7, From = OpenFlowVersion.OpenFlow11)]
public sealed partial record GroupDescRequest : MultipartRequest, IMultiRequest<GroupDesc>
{
    /// <summary>The group, or <see cref="GroupId.All"/>. OpenFlow 1.5; before, all of them are told.</summary>
    [Field(From = OpenFlowVersion.OpenFlow15, PadAfter = 4)]
    public GroupId GroupId { get; init; } = GroupId.All;
}
