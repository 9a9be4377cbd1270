using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>Asks what the datapath can do with groups (OFPMP_GROUP_FEATURES, OpenFlow 1.3.5 §7.3.5.11). OpenFlow 1.2 and later.</summary>
[WireCode(8, From = OpenFlowVersion.OpenFlow12)]
public sealed partial record GroupFeaturesRequest : MultipartRequest, IOpenFlowRequest<GroupFeaturesReply>;
