namespace RxOfctl.Protocol.Properties;

/// <summary>Which values of an <see cref="OpticalPortStatsProperty"/> count (<c>ofp_port_stats_optical_flags</c>, OpenFlow 1.4.1).</summary>
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
