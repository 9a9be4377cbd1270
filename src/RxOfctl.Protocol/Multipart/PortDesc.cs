namespace RxOfctl.Protocol.Multipart;

/// <summary>
/// Asks for the ports (OFPMP_PORT_DESC, OpenFlow 1.3.5 §7.3.5.7; <c>ofp_port_desc_request</c>, 1.5.1). OpenFlow 1.3 and later; before, the
/// features tell them, but Open vSwitch answers this too.
/// </summary>
[WireCode(13)]
public sealed partial record PortDescRequest : MultipartRequest, IOpenFlowRequest<PortDescReply>
{
    /// <summary>
    /// The port, or <see cref="PortNumber.Any"/> for all of them. OpenFlow 1.5; earlier versions always describe all of them.
    /// </summary>
    [Field(From = OpenFlowVersion.OpenFlow15, PadAfter = 4)]
    public PortNumber PortNo { get; init; } = PortNumber.Any;
}

/// <summary>
/// The ports (OFPMP_PORT_DESC; <c>ofp_port</c>, OpenFlow 1.3.5 §7.3.5.7). OpenFlow 1.3 and later; Open vSwitch sends it in all.
/// </summary>
[WireCode(13)]
public sealed partial record PortDescReply : MultipartReply<Port>;
