namespace RxOfctl.Protocol.Instructions;

/// <summary>How often a <see cref="StatTrigger"/> reports (<c>ofp_stat_trigger_flags</c>, OpenFlow 1.5.1).</summary>
[Flags]
public enum StatTriggerFlags : uint
{
    /// <summary>Once, at each threshold.</summary>
    None = 0,

    /// <summary>At every multiple of the thresholds (OFPSTF_PERIODIC).</summary>
    Periodic = 1 << 0,

    /// <summary>At the first threshold that is passed only (OFPSTF_ONLY_FIRST).</summary>
    OnlyFirst = 1 << 1,
}
