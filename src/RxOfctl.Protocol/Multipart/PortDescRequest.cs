using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>Asks for the ports (OFPMP_PORT_DESC, OpenFlow 1.3.5 §A.3.5.7). OpenFlow 1.3 and later; before, the features tell them.</summary>
[WireCode(13, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record PortDescRequest : MultipartRequest, IRequest<PortDescReply>;
