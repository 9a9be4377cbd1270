namespace RxOfctl.Protocol.Instructions;

/// <summary>
/// What a flow table does with a packet that matches (<c>ofp_instruction_header</c>, OpenFlow 1.3.5 §7.2.4). OpenFlow 1.0 has actions
/// alone, which are the same as <see cref="ApplyActions"/>.
/// </summary>
[WireFamily]
public abstract partial record Instruction : IWireStructure<Instruction>
{
    /// <summary>
    /// The instruction's type on the wire in a version (<c>ofp_instruction_type</c>), or -1 where the version does not have it.
    /// </summary>
    internal abstract int CodeIn(OpenFlowVersion version);

    /// <summary>Writes what follows type and length.</summary>
    internal abstract void WriteBody(ref WireWriter writer);

    static Instruction IWireStructure<Instruction>.Read(ref WireReader reader)
    {
        var body = reader.ReadTlv(out var type, multiple: 8, WireScope.Instruction);
        var instruction = ReadKnown(type, ref body) ?? new UnknownInstruction(type, body.ReadRest());
        // What pads the instruction to a multiple of eight bytes. Where a whole multiple is left, the length is wrong.
        body.SkipPadding();
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

/// <summary>An instruction of a type that this library does not know. Its bytes are kept.</summary>
public sealed record UnknownInstruction : Instruction
{
    /// <summary>An instruction of a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="body">What follows type and length: four bytes, or four more than a multiple of eight.</param>
    /// <exception cref="ArgumentException">The body has another length.</exception>
    public UnknownInstruction(ushort type, ByteString body)
    {
        if (body.Length % 8 != 4)
            throw new ArgumentException($"The body has four bytes less than a multiple of eight, not {body.Length}.", nameof(body));
        Type = type;
        Body = body;
    }

    /// <summary>The type.</summary>
    public ushort Type { get; }

    /// <summary>What follows type and length.</summary>
    public ByteString Body { get; }

    internal override int CodeIn(OpenFlowVersion version) => Type;

    internal override void WriteBody(ref WireWriter writer) => writer.WriteBytes(Body.Span);
}

/// <summary>
/// An experimenter's instruction (OFPIT_EXPERIMENTER; <c>ofp_instruction_experimenter</c>, OpenFlow 1.3.5 §7.2.4). OpenFlow 1.1 and later.
/// </summary>
[WireCode(0xffff, From = OpenFlowVersion.OpenFlow11)]
public sealed partial record ExperimenterInstruction : Instruction
{
    /// <summary>The experimenter: an IEEE OUI, or a number above 0x00ffffff that the ONF gave.</summary>
    public uint ExperimenterId { get; init; }

    /// <summary>What follows; the instruction's length is padded to a multiple of eight bytes.</summary>
    public ByteString Data { get; init; }
}
