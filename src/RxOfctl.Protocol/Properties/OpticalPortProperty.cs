using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>
/// What an optical port can do (OFPPDPT_OPTICAL; <c>ofp_port_desc_prop_optical</c>, OpenFlow 1.4.1). Frequencies are in MHz and
/// wavelengths in nm * 100, power in dBm * 10.
/// </summary>
[WireCode(1, From = OpenFlowVersion.OpenFlow14)]
public sealed partial record OpticalPortProperty : PortProperty
{
    /// <summary>What the port supports.</summary>
    [Field(PadBefore = 4)]
    public OpticalPortFeatures Supported { get; init; }

    /// <summary>The lowest frequency or wavelength sent.</summary>
    [Field]
    public uint TxMinFreqLmda { get; init; }

    /// <summary>The highest frequency or wavelength sent.</summary>
    [Field]
    public uint TxMaxFreqLmda { get; init; }

    /// <summary>The spacing of the grid in which is sent.</summary>
    [Field]
    public uint TxGridFreqLmda { get; init; }

    /// <summary>The lowest frequency or wavelength received.</summary>
    [Field]
    public uint RxMinFreqLmda { get; init; }

    /// <summary>The highest frequency or wavelength received.</summary>
    [Field]
    public uint RxMaxFreqLmda { get; init; }

    /// <summary>The spacing of the grid in which is received.</summary>
    [Field]
    public uint RxGridFreqLmda { get; init; }

    /// <summary>The lowest power of the transmitter.</summary>
    [Field]
    public ushort TxPwrMin { get; init; }

    /// <summary>The highest power of the transmitter.</summary>
    [Field]
    public ushort TxPwrMax { get; init; }
}
