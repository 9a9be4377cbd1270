using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>The groups (OFPMP_GROUP_DESC, OpenFlow 1.3.5 §7.3.5.10). OpenFlow 1.1 and later.</summary>
[WireCode(7, From = OpenFlowVersion.OpenFlow11)]
public sealed partial record GroupDescReply : MultipartReply<GroupDesc>;
