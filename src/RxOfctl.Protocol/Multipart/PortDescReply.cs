using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Multipart;

/// <summary>The ports (OFPMP_PORT_DESC; <c>ofp_port</c>, OpenFlow 1.3.5 §7.3.5.7). OpenFlow 1.3 and later; Open vSwitch sends it in all.</summary>
[WireCode(13)]
public sealed partial record PortDescReply : MultipartReply<Port>;
