namespace RxOfctl.Protocol.Properties;

/// <summary>What an optical port can do (<c>ofp_optical_port_features</c>, OpenFlow 1.4.1).</summary>
[Flags]
public enum OpticalPortFeatures : uint
{
    /// <summary>Nothing of what follows.</summary>
    None = 0,

    /// <summary>The receiver can be tuned (OFPOPF_RX_TUNE).</summary>
    RxTune = 1 << 0,

    /// <summary>The transmitter can be tuned (OFPOPF_TX_TUNE).</summary>
    TxTune = 1 << 1,

    /// <summary>The power can be configured (OFPOPF_TX_PWR).</summary>
    TxPwr = 1 << 2,

    /// <summary>Frequencies are meant, not wavelengths (OFPOPF_USE_FREQ).</summary>
    UseFreq = 1 << 3,
}
