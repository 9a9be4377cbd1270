using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Instructions;

/// <summary>An experimenter's instruction (OFPIT_EXPERIMENTER; <c>ofp_instruction_experimenter</c>, OpenFlow 1.3.5 §7.2.4). OpenFlow 1.1 and later.</summary>
[WireCode(0xffff, From = OpenFlowVersion.OpenFlow11)]
public sealed partial record ExperimenterInstruction : Instruction
{
    /// <summary>The experimenter: an IEEE OUI, or a number above 0x00ffffff that the ONF gave.</summary>
    [Field]
    public uint ExperimenterId { get; init; }

    /// <summary>What follows; the instruction's length is padded to a multiple of eight bytes.</summary>
    [Field]
    public ByteString Data { get; init; }
}
