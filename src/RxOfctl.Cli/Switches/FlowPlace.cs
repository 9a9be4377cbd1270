using RxOfctl.Protocol;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;

namespace RxOfctl.Cli.Switches;

/// <summary>What makes a flow the same one: its table, its priority and its match.</summary>
internal readonly record struct FlowPlace(TableId TableId, ushort Priority, Match Match) : IComparable<FlowPlace>
{
    // What a flow-mod says of how a flow is added is not part of the flow.
    private const FlowModFlags Kept = FlowModFlags.SendFlowRem | FlowModFlags.NoPktCounts | FlowModFlags.NoBytCounts;

    public static FlowPlace Of(FlowMod flow) => new(flow.TableId, flow.Priority, flow.Match);

    /// <summary>Whether two flows of the same place do the same, with the same cookie, timeouts and flags.</summary>
    public static bool HasSameContent(FlowMod first, FlowMod second) => first.Cookie == second.Cookie
        && first.IdleTimeout == second.IdleTimeout
        && first.HardTimeout == second.HardTimeout
        && first.Importance == second.Importance
        && (first.Flags & Kept) == (second.Flags & Kept)
        && first.Instructions.Equals(second.Instructions);

    /// <summary>The flow-mod that deletes the flow.</summary>
    public FlowMod ToDelete() => new() { Command = FlowModCommand.DeleteStrict, TableId = TableId, Priority = Priority, Match = Match };

    /// <summary>By table, then the highest priority first, then by text.</summary>
    public int CompareTo(FlowPlace other) =>
        (TableId.Value, -Priority).CompareTo((other.TableId.Value, -other.Priority)) is not 0 and var order
            ? order
            : string.CompareOrdinal($"{Match}", $"{other.Match}");

    public override string ToString() => $"table={TableId.Value},priority={Priority}{(Match.Count == 0 ? "" : $",{Match}")}";
}
