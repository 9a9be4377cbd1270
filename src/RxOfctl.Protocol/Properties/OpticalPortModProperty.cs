using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>How an optical port is to be tuned (OFPPMPT_OPTICAL; <c>ofp_port_mod_prop_optical</c>, OpenFlow 1.4.1).</summary>
[WireCode(1, From = OpenFlowVersion.OpenFlow14)]
public sealed partial record OpticalPortModProperty : PortModProperty
{
    /// <summary>What is configured.</summary>
    [Field]
    public OpticalPortFeatures Configure { get; init; }

    /// <summary>The center frequency in MHz, or wavelength in nm * 100.</summary>
    [Field]
    public uint FreqLmda { get; init; }

    /// <summary>The offset from it.</summary>
    [Field]
    public int FlOffset { get; init; }

    /// <summary>The size of the grid.</summary>
    [Field]
    public uint GridSpan { get; init; }

    /// <summary>The power of the transmitter in dBm * 10.</summary>
    [Field]
    public uint TxPwr { get; init; }
}
