using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Messages;

/// <summary>Adds, changes or deletes meters (OFPT_METER_MOD; <c>ofp_meter_mod</c>, OpenFlow 1.3.5 §7.3.4.4). OpenFlow 1.3 and later.</summary>
[WireCode(29, From = OpenFlowVersion.OpenFlow13)]
public sealed partial record MeterMod : OpenFlowMessage, IOpenFlowCommand
{
    /// <summary>What is done.</summary>
    [Field]
    public MeterModCommand Command { get; init; }

    /// <summary>How the meter measures.</summary>
    [Field]
    public MeterFlags Flags { get; init; }

    /// <summary>The meter; <see cref="MeterId.All"/> for a deletion of all of them.</summary>
    [Field]
    public MeterId MeterId { get; init; }

    /// <summary>What the meter does above which rates.</summary>
    [Field]
    public ValueList<MeterBand> Bands { get; init; }
}
