namespace RxOfctl.Protocol.Instructions;

/// <summary>
/// What a flow does: what the flows of OpenFlow 1.0, which have actions, and those of later versions, which have instructions, have in
/// common. Nearly all flows have nothing but actions to apply. Those are kept as they are, without the instruction around them: it is made
/// on first use.
/// </summary>
internal readonly record struct FlowInstructions
{
    // Of the two, one at most has something in it.
    private readonly ValueList<OpenFlowAction> _applied;
    private readonly ValueList<Instruction> _others;

    /// <summary>Actions to apply, and nothing else.</summary>
    public FlowInstructions(ValueList<OpenFlowAction> actions) => _applied = actions;

    /// <summary>The instructions given.</summary>
    public FlowInstructions(ValueList<Instruction> instructions)
    {
        if (instructions is [ApplyActions { Actions: { IsEmpty: false } actions }])
            _applied = actions;
        else
            _others = instructions;
    }

    /// <summary>All of them.</summary>
    public ValueList<Instruction> List => _applied.IsEmpty ? _others : [new ApplyActions(_applied)];

    /// <summary>The actions that the flow does at once.</summary>
    public ValueList<OpenFlowAction> Actions
    {
        get
        {
            if (!_applied.IsEmpty)
                return _applied;
            var all = new List<OpenFlowAction>();
            foreach (var instruction in _others)
            {
                if (instruction is ApplyActions apply)
                    all.AddRange(apply.Actions.Span);
            }

            return all.ToValueList();
        }
    }

    /// <summary>Reads what is left as actions in OpenFlow 1.0, as instructions later.</summary>
    public static FlowInstructions Read(ref WireReader reader)
    {
        if (reader.Version == OpenFlowVersion.OpenFlow10)
            return new(reader.ReadList<OpenFlowAction>());
        if (reader.Remaining == 0)
            return default;

        var behind = reader;
        var first = behind.ReadTlv(out var type, multiple: 8, WireScope.Instruction);
        const int Padding = 4;
        if (type != (int)InstructionType.ApplyActions || behind.Remaining > 0 || first.Remaining == Padding)
            return new(reader.ReadList<Instruction>());
        reader = behind;
        first.Skip(Padding);
        return new(first.ReadList<OpenFlowAction>());
    }

    /// <summary>
    /// Writes actions in OpenFlow 1.0, instructions later. In OpenFlow 1.5 meters are the first actions that are applied.
    /// </summary>
    /// <exception cref="UnsupportedByVersionException">OpenFlow 1.0 lacks one of the instructions.</exception>
    public void Write(ref WireWriter writer, string member)
    {
        if (writer.Version == OpenFlowVersion.OpenFlow10)
            WriteActions(ref writer, member);
        else if (!_applied.IsEmpty)
            WriteApplied(ref writer, _applied);
        else if (writer.Version >= OpenFlowVersion.OpenFlow15 && Has<MeterInstruction>(_others))
            WriteMetered(ref writer, _others);
        else
            writer.WriteList(_others);
    }

    /// <summary>Writes actions alone.</summary>
    /// <exception cref="UnsupportedByVersionException">There is another instruction than <see cref="ApplyActions"/>.</exception>
    public void WriteActions(ref WireWriter writer, string member)
    {
        writer.WriteList(_applied);
        foreach (var instruction in _others)
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
                WriteApplied(ref writer, (instruction as ApplyActions)?.Actions ?? [], instructions);
            }
            else if (instruction is not MeterInstruction)
            {
                writer.WriteStructure(instruction);
            }
        }
    }

    private static void WriteApplied(ref WireWriter writer, ValueList<OpenFlowAction> actions, ValueList<Instruction> metered = default)
    {
        var start = writer.BeginTlv((int)InstructionType.ApplyActions);
        writer.WriteUInt32(0);
        foreach (var instruction in metered)
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
