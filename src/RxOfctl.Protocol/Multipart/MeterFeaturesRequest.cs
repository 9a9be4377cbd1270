using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>Asks what the datapath can do with meters (OFPMP_METER_FEATURES, OpenFlow 1.3.5 §7.3.5.14). OpenFlow 1.3 and later.</summary>
[WireCode(11, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record MeterFeaturesRequest : MultipartRequest, IOpenFlowRequest<MeterFeaturesReply>;
