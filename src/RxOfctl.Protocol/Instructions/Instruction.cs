using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Instructions;

/// <summary>
/// What a flow table does with a packet that matches (<c>ofp_instruction_header</c>, OpenFlow 1.3.5 §7.2.4). OpenFlow 1.0 has actions alone, which
/// are the same as <see cref="ApplyActions"/>.
/// </summary>
[WireFamily]
public abstract partial record Instruction : IWireStructure<Instruction>
{
    private protected Instruction()
    {
    }

    /// <summary>The instruction's type on the wire in a version (<c>ofp_instruction_type</c>), or -1 where the version does not have it.</summary>
    internal abstract int CodeIn(OpenFlowVersion version);

    /// <summary>Writes what follows type and length.</summary>
    internal abstract void WriteBody(ref WireWriter writer);

    static Instruction IWireStructure<Instruction>.Read(ref WireReader reader)
    {
        var body = reader.ReadTlv(out var type, multiple: 8, WireScope.Instruction);
        var instruction = ReadKnown(type, ref body) ?? new UnknownInstruction(type, body.ReadRest());
        body.EnsureEnd(instruction);
        return instruction;
    }

    void IWireStructure<Instruction>.Write(ref WireWriter writer)
    {
        var code = CodeIn(writer.Version);
        if (code < 0)
            writer.Refuse(GetType().Name);
        var start = writer.BeginTlv(code);
        WriteBody(ref writer);
        writer.PadTo8(start);
        writer.EndTlv(start);
    }
}
