using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>The meters (OFPMP_METER_DESC, 1.5.1; OFPMP_METER_CONFIG, OpenFlow 1.3.5 §7.3.5.13). OpenFlow 1.3 and later.</summary>
[WireCode(10, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record MeterDescReply : MultipartReply<MeterDesc>;
