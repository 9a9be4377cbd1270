using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Flows;

/// <summary>The key of a rule for a meter.</summary>
/// <param name="Datapaths">The datapaths that it is for.</param>
/// <param name="MeterId">Which meter it is on each of them.</param>
public readonly record struct MeterRuleKey(DatapathTarget Datapaths, MeterId MeterId)
{
    /// <summary>The datapaths and the meter.</summary>
    public override string ToString() => $"{Datapaths}: meter {MeterId}";
}

/// <summary>A meter that should be on datapaths. OpenFlow 1.3 and later.</summary>
public sealed record MeterRule : DesiredRule
{
    /// <summary>The meter.</summary>
    public MeterId MeterId { get; init; }

    /// <summary>How the meter measures.</summary>
    public MeterFlags Flags { get; init; }

    /// <summary>What the meter does above which rates.</summary>
    public ValueList<MeterBand> Bands { get; init; }

    /// <summary>What identifies the rule, for <see cref="Caching.SourceCache{TObject, TKey}"/>.</summary>
    public MeterRuleKey Key => new(Datapaths, MeterId);

    /// <summary>The meter in the syntax of <c>ovs-ofctl</c>(8).</summary>
    public override string ToString() => Mod(MeterModCommand.Add).ToString();

    /// <summary>A meter that a datapath holds.</summary>
    internal static MeterRule Of(MeterDesc meter) => new() { MeterId = meter.MeterId, Flags = meter.Flags, Bands = meter.Bands };

    internal override IOpenFlowCommand ToAdd(in RuleDialect dialect) => Mod(MeterModCommand.Add);

    internal override IOpenFlowCommand ToModify(DesiredRule held, in RuleDialect dialect) => Mod(MeterModCommand.Modify);

    internal override IOpenFlowCommand ToDelete(in RuleDialect dialect) =>
        new MeterMod { Command = MeterModCommand.Delete, MeterId = MeterId };

    internal override bool IsHeldAs(DesiredRule held, in RuleDialect dialect) =>
        held is MeterRule meter && Flags == meter.Flags && EffectiveBands == meter.EffectiveBands;

    // The size of bursts is used only with OFPMF_BURST (OpenFlow 1.3.5 §7.3.4.5). Without it Open vSwitch reports the rate in its place.
    private ValueList<MeterBand> EffectiveBands =>
        (Flags & MeterFlags.Burst) != 0 ? Bands : [.. Bands.Select(static band => band with { BurstSize = 0 })];

    private MeterMod Mod(MeterModCommand command) => new() { Command = command, MeterId = MeterId, Flags = Flags, Bands = Bands };
}
