using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>Flow tables (OFPMP_TABLE, OpenFlow 1.0.2 §5.3.5, 1.3.5 §7.3.5.4).</summary>
[WireCode(3)]
public sealed partial record TableStatsReply : MultipartReply<TableStats>;
