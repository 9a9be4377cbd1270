namespace RxOfctl.Protocol.Messages;

/// <summary>How a meter measures (<c>ofp_meter_flags</c>, OpenFlow 1.3.5 §7.3.4.4).</summary>
[Flags]
public enum MeterFlags : ushort
{
    /// <summary>Nothing of what follows.</summary>
    None = 0,

    /// <summary>Rates are in kbit/s (OFPMF_KBPS).</summary>
    Kbps = 1 << 0,

    /// <summary>Rates are in packets/s (OFPMF_PKTPS).</summary>
    Pktps = 1 << 1,

    /// <summary>The burst sizes count (OFPMF_BURST).</summary>
    Burst = 1 << 2,

    /// <summary>Statistics are collected (OFPMF_STATS).</summary>
    Stats = 1 << 3,
}
