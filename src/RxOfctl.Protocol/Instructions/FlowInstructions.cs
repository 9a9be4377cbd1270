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

    /// <summary>Writes actions in OpenFlow 1.0, instructions later. In OpenFlow 1.5 meters are the first actions that are applied.</summary>
    /// <exception cref="UnsupportedByVersionException">OpenFlow 1.0 lacks one of the instructions.</exception>
    public static void Write(ref WireWriter writer, ValueList<Instruction> instructions, string member)
    {
        if (writer.Version >= OpenFlowVersion.OpenFlow15 && Has<MeterInstruction>(instructions))
        {
            WriteMetered(ref writer, instructions);
            return;
        }

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

    // A flow has one list of actions to apply at most: the meters go to the head of that, or into one of their own.
    private static void WriteMetered(ref WireWriter writer, ValueList<Instruction> instructions)
    {
        var applies = Has<ApplyActions>(instructions);
        var isMetered = false;
        foreach (var instruction in instructions)
        {
            if (!isMetered && (instruction is ApplyActions || !applies && instruction is MeterInstruction))
            {
                isMetered = true;
                WriteMeteredActions(ref writer, instructions, (instruction as ApplyActions)?.Actions ?? []);
            }
            else if (instruction is not MeterInstruction)
            {
                writer.WriteStructure(instruction);
            }
        }
    }

    private static void WriteMeteredActions(ref WireWriter writer, ValueList<Instruction> instructions, ValueList<OpenFlowAction> actions)
    {
        var start = writer.BeginTlv((int)InstructionType.ApplyActions);
        writer.Pad(4);
        foreach (var instruction in instructions)
        {
            if (instruction is MeterInstruction meter)
                writer.WriteStructure<OpenFlowAction>(new MeterAction(meter.MeterId));
        }

        writer.WriteList(actions);
        writer.EndTlv(start);
    }

    private static bool Has<T>(ValueList<Instruction> instructions)
        where T : Instruction
    {
        foreach (var instruction in instructions)
        {
            if (instruction is T)
                return true;
        }

        return false;
    }
}
