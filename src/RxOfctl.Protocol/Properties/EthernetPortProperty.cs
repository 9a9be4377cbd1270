using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>
/// What an Ethernet port can do (OFPPDPT_ETHERNET; <c>ofp_port_desc_prop_ethernet</c>, OpenFlow 1.4.1). In versions before, the port has it
/// in fixed places.
/// </summary>
[WireCode(0, From = OpenFlowVersion.OpenFlow14)]
[WireLayout("1.0", """
    PortFeatures Curr
    PortFeatures Advertised
    PortFeatures Supported
    PortFeatures Peer
    """)]
[WireLayout("1.1-1.3", """
    PortFeatures Curr
    PortFeatures Advertised
    PortFeatures Supported
    PortFeatures Peer
    u32 CurrSpeed
    u32 MaxSpeed
    """)]
[WireLayout("1.4-1.5", """
    pad 4
    PortFeatures Curr
    PortFeatures Advertised
    PortFeatures Supported
    PortFeatures Peer
    u32 CurrSpeed
    u32 MaxSpeed
    """)]
public sealed partial record EthernetPortProperty : PortProperty
{
    /// <summary>What the port uses now.</summary>
    public PortFeatures Curr { get; init; }

    /// <summary>What the port offers its peer.</summary>
    public PortFeatures Advertised { get; init; }

    /// <summary>What the port supports.</summary>
    public PortFeatures Supported { get; init; }

    /// <summary>What the port's peer offers.</summary>
    public PortFeatures Peer { get; init; }

    /// <summary>The port's bit rate in kbit/s.</summary>
    public uint CurrSpeed { get; init; }

    /// <summary>The port's highest bit rate in kbit/s.</summary>
    public uint MaxSpeed { get; init; }
}
