using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Instructions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Flows;

/// <summary>What identifies a flow on a datapath: no table has two flows of the same priority and match.</summary>
/// <param name="TableId">The table.</param>
/// <param name="Priority">The priority.</param>
/// <param name="Match">The match.</param>
public readonly record struct FlowKey(TableId TableId, ushort Priority, Match Match)
{
    /// <summary>The key as <c>ovs-ofctl</c> writes it: <c>table=1, priority=10,tcp</c>.</summary>
    public override string ToString() => $"table={TableId.Value}, priority={Priority}{(Match.Count == 0 ? "" : $",{Match}")}";
}

/// <summary>The key of a rule for a flow.</summary>
/// <param name="Datapaths">The datapaths that it is for.</param>
/// <param name="Flow">Which flow it is on each of them.</param>
/// <param name="Part">The rule's <see cref="FlowRule.Part"/>. In the keys of <see cref="MaintainedRules.Flows"/> it is <see
/// cref="PathPart.None"/>.</param>
public readonly record struct FlowRuleKey(DatapathTarget Datapaths, FlowKey Flow, PathPart Part = PathPart.None)
{
    /// <summary>The datapaths and the flow.</summary>
    public override string ToString() => $"{Datapaths}: {Flow}";
}

/// <summary>A flow that should be on datapaths.</summary>
/// <example><code>new FlowRule { Datapaths = 1, Priority = 10, Match = [Oxm.InPort.Is(1)], Actions = [new OutputAction(2)]
/// }</code></example>
public sealed record FlowRule : DesiredRule
{
    // What a datapath keeps of the flags and reports, and what decides whether a flow is what is wanted.
    private const FlowModFlags CountFlags = FlowModFlags.NoPktCounts | FlowModFlags.NoBytCounts;

    /// <summary>The table. In OpenFlow 1.0 it is 0.</summary>
    public TableId TableId { get; init; }

    /// <summary>The priority: of all flows that match, that of the highest counts. Default 32,768.</summary>
    public ushort Priority { get; init; } = 0x8000;

    /// <summary>What the flow matches. Default: everything.</summary>
    public Match Match { get; init; } = Match.Any;

    /// <summary>What the flow does. Default: nothing, so that the packet is dropped.</summary>
    public ValueList<Instruction> Instructions { get; init; }

    /// <summary>The actions that the flow does at once. Setting them sets <see cref="Instructions"/>.</summary>
    public ValueList<OpenFlowAction> Actions
    {
        get => new FlowMod { Instructions = Instructions }.Actions;
        init => Instructions = value.IsEmpty ? [] : [new ApplyActions(value)];
    }

    /// <summary>After how many seconds without a packet the flow goes; 0 is never.</summary>
    public ushort IdleTimeout { get; init; }

    /// <summary>After how many seconds the flow goes; 0 is never.</summary>
    public ushort HardTimeout { get; init; }

    /// <summary>How much the flow counts when flows are evicted, the least first. OpenFlow 1.4 and later.</summary>
    public ushort Importance { get; init; }

    /// <summary>How the flow is added and kept.</summary>
    public FlowModFlags Flags { get; init; }

    /// <summary>The app's own bits of the cookie: those outside <see cref="CookieLease.Mask"/>.</summary>
    public ulong Tag { get; init; }

    /// <summary>Whether the flow is installed again when one of its timeouts has passed. Default: it is <see cref="RuleState.Expired"/>
    /// then.</summary>
    public bool Renew { get; init; }

    /// <summary>Where on a packet's way it is, for <see cref="UpdatePolicy.TwoPhase"/>.</summary>
    public PathPart Part { get; init; }

    /// <summary>What identifies the flow on each datapath.</summary>
    public FlowKey FlowKey => new(TableId, Priority, Match);

    /// <summary>What identifies the rule, for <see cref="Caching.SourceCache{TObject, TKey}"/>.</summary>
    public FlowRuleKey Key => new(Datapaths, FlowKey, Part);

    /// <summary>Whether it has a timeout.</summary>
    internal bool CanExpire => (IdleTimeout | HardTimeout) != 0;

    /// <summary>Reads a rule in the syntax of <c>ovs-ofctl</c>(8). The cookie is the rule's <see cref="Tag"/>.</summary>
    /// <param name="flow">The flow: <c>table=1,priority=10,tcp,tp_dst=80,actions=output:2</c>.</param>
    /// <param name="datapaths">The datapaths that it is for.</param>
    /// <param name="version">The version for which the notation is read; see <see cref="FlowMod.Parse"/>.</param>
    /// <exception cref="Protocol.Text.OpenFlowFormatException">The text is none of a flow.</exception>
    /// <exception cref="FormatException">The text says something else than to add a flow.</exception>
    public static FlowRule Parse(string flow, DatapathTarget? datapaths = null, OpenFlowVersion version = OpenFlowVersion.OpenFlow13)
    {
        var mod = FlowMod.Parse(flow, version);
        if (mod.Command != FlowModCommand.Add)
            throw new FormatException($"A rule says what should be there, not {mod.Command}: '{flow}'. Leave the command out.");
        return new()
        {
            Datapaths = datapaths ?? DatapathTarget.All,
            TableId = mod.TableId,
            Priority = mod.Priority,
            Match = mod.Match,
            Instructions = mod.Instructions,
            IdleTimeout = mod.IdleTimeout,
            HardTimeout = mod.HardTimeout,
            Importance = mod.Importance,
            Flags = mod.Flags,
            Tag = mod.Cookie,
        };
    }

    /// <summary>The flow in the syntax of <c>ovs-ofctl</c>(8), with the tag as its cookie.</summary>
    public override string ToString() => Mod(FlowModCommand.Add, Tag, Flags).ToString();

    /// <summary>A flow that a datapath holds. Its tag is its whole cookie.</summary>
    internal static FlowRule Of(FlowStats flow) => new()
    {
        TableId = flow.TableId,
        Priority = flow.Priority,
        Match = flow.Match,
        Instructions = flow.Instructions,
        IdleTimeout = flow.IdleTimeout,
        HardTimeout = flow.HardTimeout,
        Importance = flow.Importance,
        Flags = flow.Flags,
        Tag = flow.Cookie,
    };

    internal override IOpenFlowCommand ToAdd(in RuleDialect dialect) => Mod(FlowModCommand.Add, CookieIn(dialect), FlagsIn(dialect));

    /// <remarks>
    /// Where only instructions differ they are changed, which keeps counters and timeouts. From OpenFlow 1.1 on only if the flow still has
    /// our cookie.
    /// </remarks>
    internal override IOpenFlowCommand ToModify(DesiredRule held, in RuleDialect dialect)
    {
        if (!HasPropertiesOf((FlowRule)held, dialect))
            return ToAdd(dialect);
        return Mod(FlowModCommand.ModifyStrict, CookieIn(dialect), FlagsIn(dialect)) with { CookieMask = MaskIn(dialect) };
    }

    internal override IOpenFlowCommand ToDelete(in RuleDialect dialect) => new FlowMod
    {
        Command = FlowModCommand.DeleteStrict,
        TableId = TableId,
        Priority = Priority,
        Match = Match,
        Cookie = CookieIn(dialect),
        CookieMask = MaskIn(dialect),
    };

    internal override bool IsHeldAs(DesiredRule held, in RuleDialect dialect) =>
        held is FlowRule flow && HasPropertiesOf(flow, dialect) && HasInstructions(flow.Instructions, dialect);

    /// <summary>Whether a flow that a datapath holds is this rule, as <see cref="IsHeldAs(DesiredRule, in RuleDialect)"/>.</summary>
    internal bool IsHeldAs(FlowStats held, in RuleDialect dialect) =>
        CookieIn(dialect) == held.Cookie && IdleTimeout == held.IdleTimeout && HardTimeout == held.HardTimeout
        && (dialect.Version < OpenFlowVersion.OpenFlow14 || Importance == held.Importance)
        && (dialect.Version < OpenFlowVersion.OpenFlow13 || HasFlagsOf(held.Flags, dialect))
        && HasInstructions(held.Instructions, dialect);

    // All but the instructions. Flags and importance only where statistics show them.
    private bool HasPropertiesOf(FlowRule held, in RuleDialect dialect) =>
        CookieIn(dialect) == held.CookieIn(dialect) && IdleTimeout == held.IdleTimeout && HardTimeout == held.HardTimeout
        && (dialect.Version < OpenFlowVersion.OpenFlow14 || Importance == held.Importance)
        && (dialect.Version < OpenFlowVersion.OpenFlow13 || HasFlagsOf(held.FlagsIn(dialect), dialect));

    // In OpenFlow 1.5 a meter is an action: Open vSwitch reports the instruction of earlier versions as one.
    private bool HasInstructions(ValueList<Instruction> held, in RuleDialect dialect) =>
        SameEffect.Of(Instructions, held)
        || (dialect.Version >= OpenFlowVersion.OpenFlow15 && SameEffect.Of(WithMeterAction(Instructions), WithMeterAction(held)));

    private static ValueList<Instruction> WithMeterAction(ValueList<Instruction> instructions)
    {
        List<Instruction> list = [.. instructions];
        if (list is not [MeterInstruction { MeterId: var id }, ..])
            return instructions;
        list.RemoveAt(0);
        if (list is [ApplyActions { Actions: var actions }, ..])
            list[0] = new ApplyActions([new MeterAction(id), .. actions]);
        else
            list.Insert(0, new ApplyActions([new MeterAction(id)]));
        return [.. list];
    }

    // A flow that reports its removal without need is left so: it may be from a time when the datapath had no monitor.
    private bool HasFlagsOf(FlowModFlags held, in RuleDialect dialect) =>
        ((Flags ^ held) & CountFlags) == 0 && (FlagsIn(dialect) & ~held & FlowModFlags.SendFlowRem) == 0;

    // A tag of a flow that was read from a datapath is the whole cookie already.
    private ulong CookieIn(in RuleDialect dialect) => (Tag & dialect.Lease.Mask) == 0 ? dialect.Lease.Value | Tag : Tag;

    private FlowModFlags FlagsIn(in RuleDialect dialect) => dialect.ReportsRemoval ? Flags | FlowModFlags.SendFlowRem : Flags;

    private static ulong MaskIn(in RuleDialect dialect) => dialect.Version > OpenFlowVersion.OpenFlow10 ? dialect.Lease.Mask : 0;

    private FlowMod Mod(FlowModCommand command, ulong cookie, FlowModFlags flags) => new()
    {
        Command = command,
        TableId = TableId,
        Priority = Priority,
        Match = Match,
        Instructions = Instructions,
        IdleTimeout = IdleTimeout,
        HardTimeout = HardTimeout,
        Importance = Importance,
        Flags = flags,
        Cookie = cookie,
    };
}
