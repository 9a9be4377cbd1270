using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Instructions;

/// <summary>A kind of instruction, without what it is to do (<c>ofp_instruction_id</c>, OpenFlow 1.3.5 §7.3.5.5; the header of an instruction there).</summary>
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
