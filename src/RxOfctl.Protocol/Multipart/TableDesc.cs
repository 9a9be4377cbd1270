namespace RxOfctl.Protocol.Multipart;

/// <summary>Asks how the flow tables are configured (OFPMP_TABLE_DESC, OpenFlow 1.4.1). OpenFlow 1.4 and later.</summary>
[WireCode(14, From = OpenFlowVersion.OpenFlow14)]
public sealed partial record TableDescRequest : MultipartRequest, IMultiRequest<TableDesc>;

/// <summary>How the flow tables are configured (OFPMP_TABLE_DESC, OpenFlow 1.4.1). OpenFlow 1.4 and later.</summary>
[WireCode(14, From = OpenFlowVersion.OpenFlow14)]
public sealed partial record TableDescReply : MultipartReply<TableDesc>;
