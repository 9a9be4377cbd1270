using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Instructions;

/// <summary>What the flows of OpenFlow 1.0, which have actions, and those of later versions, which have instructions, have in common.</summary>
internal static class FlowInstructions
{
    /// <summary>The instructions of a flow that does some actions at once.</summary>
    public static ValueList<Instruction> Apply(ValueList<OpenFlowAction> actions) => actions.IsEmpty ? [] : [new ApplyActions(actions)];

    /// <summary>The actions that a flow does at once.</summary>
    public static ValueList<OpenFlowAction> AppliedActions(ValueList<Instruction> instructions)
    {
        ValueList<OpenFlowAction> first = [];
        List<OpenFlowAction>? all = null;
        foreach (var instruction in instructions)
        {
            if (instruction is not ApplyActions { Actions: { IsEmpty: false } actions })
                continue;
            // Nearly always there is one list, which is the answer as it is.
            if (first.IsEmpty)
                first = actions;
            else
                (all ??= [.. first]).AddRange(actions.Span);
        }

        return all is null ? first : ValueList.Take(all);
    }

    /// <summary>Reads what is left as actions in OpenFlow 1.0, as instructions later.</summary>
    public static ValueList<Instruction> Read(ref WireReader reader) =>
        reader.Version == OpenFlowVersion.OpenFlow10 ? Apply(reader.ReadList<OpenFlowAction>()) : reader.ReadList<Instruction>();

    /// <summary>Writes actions in OpenFlow 1.0, instructions later.</summary>
    /// <exception cref="UnsupportedByVersionException">OpenFlow 1.0 lacks one of the instructions.</exception>
    public static void Write(ref WireWriter writer, ValueList<Instruction> instructions, string member)
    {
        if (writer.Version > OpenFlowVersion.OpenFlow10)
        {
            writer.WriteList(instructions);
            return;
        }

        foreach (var instruction in instructions)
        {
            if (instruction is ApplyActions apply)
                writer.WriteList(apply.Actions);
            else
                writer.Refuse($"{member} with {instruction.GetType().Name}");
        }
    }
}
