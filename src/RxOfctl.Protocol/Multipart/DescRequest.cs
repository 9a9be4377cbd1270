using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>Asks the datapath to describe itself (OFPMP_DESC, OpenFlow 1.3.5 §7.3.5.1).</summary>
[WireCode(0)]
public sealed partial record DescRequest : MultipartRequest, IOpenFlowRequest<DescReply>;
