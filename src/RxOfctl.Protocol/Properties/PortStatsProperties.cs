namespace RxOfctl.Protocol.Properties;

/// <summary>
/// A property of a port's counters (<c>ofp_port_stats_prop_header</c>, OpenFlow 1.4.1). OpenFlow 1.4 and later; before, a port has the
/// counters of <see cref="EthernetPortStatsProperty"/> in fixed places.
/// </summary>
[WireFamily]
public partial interface IPortStatsProperty;

/// <summary>
/// Counters of an Ethernet port (OFPPSPT_ETHERNET; <c>ofp_port_stats_prop_ethernet</c>, OpenFlow 1.4.1). In versions before, the port's
/// counters have them in fixed places.
/// </summary>
[WireCode(0, From = OpenFlowVersion.OpenFlow14)]
[WireLayout("1.0-1.5", """
    pad 4 since 1.4
    u64 RxFrameErr
    u64 RxOverErr
    u64 RxCrcErr
    u64 Collisions
    """)]
public sealed partial record EthernetPortStatsProperty : Property, IPortStatsProperty
{
    /// <summary>How many frame alignment errors; all ones if the port does not count them.</summary>
    public ulong RxFrameErr { get; init; }

    /// <summary>How many packets lost because the receiver was overrun; all ones if the port does not count them.</summary>
    public ulong RxOverErr { get; init; }

    /// <summary>How many checksum errors; all ones if the port does not count them.</summary>
    public ulong RxCrcErr { get; init; }

    /// <summary>How many collisions; all ones if the port does not count them.</summary>
    public ulong Collisions { get; init; }
}

/// <summary>The state of an optical port (OFPPSPT_OPTICAL; <c>ofp_port_stats_prop_optical</c>, OpenFlow 1.4.1).</summary>
[WireCode(1, From = OpenFlowVersion.OpenFlow14)]
public sealed partial record OpticalPortStatsProperty : Property, IPortStatsProperty
{
    /// <summary>Which of the values count.</summary>
    [Field(PadBefore = 4)]
    public OpticalPortStatsFlags Flags { get; init; }

    /// <summary>The frequency or wavelength sent.</summary>
    public uint TxFreqLmda { get; init; }

    /// <summary>The offset from it.</summary>
    public uint TxOffset { get; init; }

    /// <summary>The spacing of the grid in which is sent.</summary>
    public uint TxGridSpan { get; init; }

    /// <summary>The frequency or wavelength received.</summary>
    public uint RxFreqLmda { get; init; }

    /// <summary>The offset from it.</summary>
    public uint RxOffset { get; init; }

    /// <summary>The spacing of the grid in which is received.</summary>
    public uint RxGridSpan { get; init; }

    /// <summary>The power sent in dBm * 10.</summary>
    public ushort TxPwr { get; init; }

    /// <summary>The power received in dBm * 10.</summary>
    public ushort RxPwr { get; init; }

    /// <summary>The bias current of the transmitter in mA * 10.</summary>
    public ushort BiasCurrent { get; init; }

    /// <summary>The temperature of the transmitter in degrees Celsius * 10.</summary>
    public ushort Temperature { get; init; }
}

/// <summary>
/// Which values of an <see cref="OpticalPortStatsProperty"/> count (<c>ofp_port_stats_optical_flags</c>, OpenFlow 1.4.1).
/// </summary>
[Flags]
public enum OpticalPortStatsFlags : uint
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The tuning of the receiver (OFPOSF_RX_TUNE).</summary>
    RxTune = 1 << 0,

    /// <summary>The tuning of the transmitter (OFPOSF_TX_TUNE).</summary>
    TxTune = 1 << 1,

    /// <summary>The power sent (OFPOSF_TX_PWR).</summary>
    TxPwr = 1 << 2,

    /// <summary>The power received (OFPOSF_RX_PWR).</summary>
    RxPwr = 1 << 4,

    /// <summary>The bias of the transmitter (OFPOSF_TX_BIAS).</summary>
    TxBias = 1 << 5,

    /// <summary>The temperature of the transmitter (OFPOSF_TX_TEMP).</summary>
    TxTemp = 1 << 6,
}
