namespace RxOfctl.Protocol.Properties;

/// <summary>
/// A property of a <see cref="PortMod"/> (<c>ofp_port_mod_prop_header</c>, OpenFlow 1.4.1). OpenFlow 1.4 and later.
/// </summary>
[WireFamily]
public partial interface IPortModProperty;

/// <summary>
/// What an Ethernet port is to offer its peer (OFPPMPT_ETHERNET; <c>ofp_port_mod_prop_ethernet</c>, OpenFlow 1.4.1). In versions
/// before, the port-mod has it in a fixed place.
/// </summary>
[WireCode(0, From = OpenFlowVersion.OpenFlow14)]
public sealed partial record EthernetPortModProperty : Property, IPortModProperty
{
    /// <summary>What the port is to offer; nothing leaves it as it is.</summary>
    public PortFeatures Advertise { get; init; }
}

/// <summary>How an optical port is to be tuned (OFPPMPT_OPTICAL; <c>ofp_port_mod_prop_optical</c>, OpenFlow 1.4.1).</summary>
[WireCode(1, From = OpenFlowVersion.OpenFlow14)]
public sealed partial record OpticalPortModProperty : Property, IPortModProperty
{
    /// <summary>What is configured.</summary>
    public OpticalPortFeatures Configure { get; init; }

    /// <summary>The center frequency in MHz, or wavelength in nm * 100.</summary>
    public uint FreqLmda { get; init; }

    /// <summary>The offset from it.</summary>
    public int FlOffset { get; init; }

    /// <summary>The size of the grid.</summary>
    public uint GridSpan { get; init; }

    /// <summary>The power of the transmitter in dBm * 10.</summary>
    public uint TxPwr { get; init; }
}
