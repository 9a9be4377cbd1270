using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>The state of an optical port (OFPPSPT_OPTICAL; <c>ofp_port_stats_prop_optical</c>, OpenFlow 1.4.1).</summary>
[WireCode(1, From = OpenFlowVersion.OpenFlow14)]
public sealed partial record OpticalPortStatsProperty : PortStatsProperty
{
    /// <summary>Which of the values count.</summary>
    [Field(PadBefore = 4)]
    public OpticalPortStatsFlags Flags { get; init; }

    /// <summary>The frequency or wavelength sent.</summary>
    [Field]
    public uint TxFreqLmda { get; init; }

    /// <summary>The offset from it.</summary>
    [Field]
    public uint TxOffset { get; init; }

    /// <summary>The spacing of the grid in which is sent.</summary>
    [Field]
    public uint TxGridSpan { get; init; }

    /// <summary>The frequency or wavelength received.</summary>
    [Field]
    public uint RxFreqLmda { get; init; }

    /// <summary>The offset from it.</summary>
    [Field]
    public uint RxOffset { get; init; }

    /// <summary>The spacing of the grid in which is received.</summary>
    [Field]
    public uint RxGridSpan { get; init; }

    /// <summary>The power sent in dBm * 10.</summary>
    [Field]
    public ushort TxPwr { get; init; }

    /// <summary>The power received in dBm * 10.</summary>
    [Field]
    public ushort RxPwr { get; init; }

    /// <summary>The bias current of the transmitter in mA * 10.</summary>
    [Field]
    public ushort BiasCurrent { get; init; }

    /// <summary>The temperature of the transmitter in degrees Celsius * 10.</summary>
    [Field]
    public ushort Temperature { get; init; }
}
