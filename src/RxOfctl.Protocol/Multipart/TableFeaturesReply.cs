using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>What the flow tables can do (OFPMP_TABLE_FEATURES, OpenFlow 1.3.5 §7.3.5.5). OpenFlow 1.3 and later.</summary>
[WireCode(12, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record TableFeaturesReply : MultipartReply<TableFeatures>;
