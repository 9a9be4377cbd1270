using RxOfctl.Flows;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Web.Dashboard.Live;

/// <summary>What a change would send, and what it would do, before it is done.</summary>
/// <param name="Commands">The messages, in their order.</param>
/// <param name="Effects">What they do, a sentence each.</param>
/// <param name="Warnings">What is doubtful about them.</param>
internal sealed record ChangePlan(IReadOnlyList<IOpenFlowCommand> Commands, IReadOnlyList<string> Effects, IReadOnlyList<string> Warnings)
{
    /// <summary>Plans to add a flow.</summary>
    /// <param name="wanted">The flow.</param>
    /// <param name="present">The flows of the datapath.</param>
    /// <param name="version">The datapath's version.</param>
    public static ChangePlan Add(FlowMod wanted, IReadOnlyList<FlowStats> present, OpenFlowVersion version)
    {
        var effect = Find(present, wanted) is { } same
            ? $"Replaces the flow with the same match, and its counters begin at 0: {Text(same, version)}"
            : "Adds a flow.";
        return new([wanted], [effect], wanted.Check());
    }

    /// <summary>Plans to change a flow. If only its actions differ, it keeps its counters.</summary>
    /// <param name="held">The flow as it is.</param>
    /// <param name="wanted">The flow as it should be.</param>
    /// <param name="present">The flows of the datapath.</param>
    /// <param name="version">The datapath's version.</param>
    public static ChangePlan Modify(FlowStats held, FlowMod wanted, IReadOnlyList<FlowStats> present, OpenFlowVersion version)
    {
        if (KeyOf(held) != KeyOf(wanted))
        {
            var add = Add(wanted, present, version);
            return add with
            {
                Commands = [.. add.Commands, DeletionOf(held)],
                Effects = [.. add.Effects, $"Deletes the flow with the old match: {Text(held, version)}"],
            };
        }

        if (held.Cookie != wanted.Cookie || held.IdleTimeout != wanted.IdleTimeout || held.HardTimeout != wanted.HardTimeout)
            return Add(wanted, present, version);
        return held.Instructions == wanted.Instructions
            ? new([], ["Changes nothing."], [])
            : new([wanted with { Command = FlowModCommand.ModifyStrict }], ["Changes the actions. The counters go on."], wanted.Check());
    }

    /// <summary>Plans to delete a flow.</summary>
    public static ChangePlan Delete(FlowStats held, OpenFlowVersion version) =>
        new([DeletionOf(held)], [$"Deletes {Text(held, version)}"], []);

    /// <summary>A flow in the notation of <c>ovs-ofctl</c>, without counters.</summary>
    public static string Text(FlowStats flow, OpenFlowVersion version) => ModOf(flow).ToText(version);

    /// <summary>The command that would add a flow.</summary>
    public static FlowMod ModOf(FlowStats flow) => new()
    {
        TableId = flow.TableId,
        Priority = flow.Priority,
        Match = flow.Match,
        Instructions = flow.Instructions,
        Cookie = flow.Cookie,
        IdleTimeout = flow.IdleTimeout,
        HardTimeout = flow.HardTimeout,
        Importance = flow.Importance,
        Flags = flow.Flags,
    };

    private static FlowMod DeletionOf(FlowStats flow) => new()
    {
        Command = FlowModCommand.DeleteStrict,
        TableId = flow.TableId,
        Priority = flow.Priority,
        Match = flow.Match,
    };

    private static FlowStats? Find(IEnumerable<FlowStats> present, FlowMod wanted) =>
        present.FirstOrDefault(flow => KeyOf(flow) == KeyOf(wanted));

    private static FlowKey KeyOf(FlowStats flow) => new(flow.TableId, flow.Priority, flow.Match);

    private static FlowKey KeyOf(FlowMod flow) => new(flow.TableId, flow.Priority, flow.Match);
}
