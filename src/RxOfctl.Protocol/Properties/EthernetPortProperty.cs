using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>
/// What an Ethernet port can do (OFPPDPT_ETHERNET; <c>ofp_port_desc_prop_ethernet</c>, OpenFlow 1.4.1). In versions before, the port has it
/// in fixed places.
/// </summary>
[WireCode(0, From = OpenFlowVersion.OpenFlow14)]
public sealed partial record EthernetPortProperty : PortProperty
{
    /// <summary>What the port uses now.</summary>
    [Field(PadBefore = 4)]
    public PortFeatures Curr { get; init; }

    /// <summary>What the port offers its peer.</summary>
    [Field]
    public PortFeatures Advertised { get; init; }

    /// <summary>What the port supports.</summary>
    [Field]
    public PortFeatures Supported { get; init; }

    /// <summary>What the port's peer offers.</summary>
    [Field]
    public PortFeatures Peer { get; init; }

    /// <summary>The port's bit rate in kbit/s.</summary>
    [Field]
    public uint CurrSpeed { get; init; }

    /// <summary>The port's highest bit rate in kbit/s.</summary>
    [Field]
    public uint MaxSpeed { get; init; }
}
