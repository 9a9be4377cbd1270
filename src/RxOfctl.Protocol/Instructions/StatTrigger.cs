namespace RxOfctl.Protocol.Instructions;

/// <summary>
/// Reports the flow's statistics when they pass thresholds (OFPIT_STAT_TRIGGER; <c>ofp_instruction_stat_trigger</c>, OpenFlow 1.5.1).
/// OpenFlow 1.5.
/// </summary>
[WireCode(7, From = OpenFlowVersion.OpenFlow15)]
public sealed partial record StatTrigger : Instruction
{
    /// <summary>How often.</summary>
    public StatTriggerFlags Flags { get; init; }

    /// <summary>The thresholds: fields of <see cref="Oxs"/>.</summary>
    [Field(As = "Stats")]
    public ValueList<OxsField> Thresholds { get; init; }
}

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
