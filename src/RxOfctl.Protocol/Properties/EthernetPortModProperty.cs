using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>
/// What an Ethernet port is to offer its peer (OFPPMPT_ETHERNET; <c>ofp_port_mod_prop_ethernet</c>, OpenFlow 1.4.1). In versions
/// before, the port-mod has it in a fixed place.
/// </summary>
[WireCode(0, From = OpenFlowVersion.OpenFlow14)]
public sealed partial record EthernetPortModProperty : PortModProperty
{
    /// <summary>What the port is to offer; nothing leaves it as it is.</summary>
    [Field]
    public PortFeatures Advertise { get; init; }
}
