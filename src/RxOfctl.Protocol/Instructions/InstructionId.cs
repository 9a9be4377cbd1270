namespace RxOfctl.Protocol.Instructions;

/// <summary>
/// A kind of instruction, without what it is to do (<c>ofp_instruction_id</c>, OpenFlow 1.3.5 §7.3.5.5; the header of an instruction
/// there).
/// </summary>
/// <param name="Type">The type.</param>
/// <param name="ExpData">Of an experimenter's: its id in four bytes, and what it adds. Empty for all others.</param>
public readonly record struct InstructionId(InstructionType Type, ByteString ExpData = default) : IWireStructure<InstructionId>
{
    /// <summary>The kind of instruction of a type.</summary>
    public static implicit operator InstructionId(InstructionType type) => new(type);

    /// <summary>The kind of instruction of a type.</summary>
    public static InstructionId FromInstructionType(InstructionType type) => new(type);

    static InstructionId IWireStructure<InstructionId>.Read(ref WireReader reader)
    {
        var expData = reader.ReadTlv(out var type, multiple: 1, WireScope.Property);
        return new((InstructionType)type, expData.ReadRest());
    }

    void IWireStructure<InstructionId>.Write(ref WireWriter writer)
    {
        var start = writer.BeginTlv((int)Type);
        writer.WriteBytes(ExpData.Span);
        writer.EndTlv(start);
    }
}

/// <summary>The types of instructions (<c>ofp_instruction_type</c>, OpenFlow 1.3.5 §7.2.4, 1.5.1).</summary>
public enum InstructionType : ushort
{
    /// <summary><see cref="Instructions.GotoTable"/>.</summary>
    GotoTable = 1,

    /// <summary><see cref="Instructions.WriteMetadata"/>.</summary>
    WriteMetadata = 2,

    /// <summary><see cref="Instructions.WriteActions"/>.</summary>
    WriteActions = 3,

    /// <summary><see cref="Instructions.ApplyActions"/>.</summary>
    ApplyActions = 4,

    /// <summary><see cref="Instructions.ClearActions"/>.</summary>
    ClearActions = 5,

    /// <summary><see cref="MeterInstruction"/>. OpenFlow 1.3 and 1.4.</summary>
    Meter = 6,

    /// <summary><see cref="Instructions.StatTrigger"/>. OpenFlow 1.5.</summary>
    StatTrigger = 7,

    /// <summary>An experimenter's.</summary>
    Experimenter = 0xffff,
}
