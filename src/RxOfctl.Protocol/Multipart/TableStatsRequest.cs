using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>Asks for the flow tables (OFPMP_TABLE, OpenFlow 1.0.2 §5.3.5, 1.3.5 §7.3.5.4).</summary>
[WireCode(3)]
public sealed partial record TableStatsRequest : MultipartRequest, IMultiRequest<TableStats>;
