namespace RxOfctl.Protocol.Messages;

/// <summary>
/// Adds, changes or deletes meters (OFPT_METER_MOD; <c>ofp_meter_mod</c>, OpenFlow 1.3.5 §7.3.4.4). OpenFlow 1.3 and later.
/// </summary>
[WireCode(29, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record MeterMod : OpenFlowMessage, IOpenFlowCommand
{
    /// <summary>What is done.</summary>
    public MeterModCommand Command { get; init; }

    /// <summary>How the meter measures.</summary>
    public MeterFlags Flags { get; init; }

    /// <summary>The meter; <see cref="MeterId.All"/> for a deletion of all of them.</summary>
    public MeterId MeterId { get; init; }

    /// <summary>What the meter does above which rates.</summary>
    public ValueList<MeterBand> Bands { get; init; }
}

/// <summary>What a meter-mod does (<c>ofp_meter_mod_command</c>, OpenFlow 1.3.5 §7.3.4.4).</summary>
public enum MeterModCommand : ushort
{
    /// <summary>Adds a meter (OFPMC_ADD).</summary>
    Add = 0,

    /// <summary>Changes a meter (OFPMC_MODIFY).</summary>
    Modify = 1,

    /// <summary>Deletes a meter, or all of them (OFPMC_DELETE).</summary>
    Delete = 2,
}

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
