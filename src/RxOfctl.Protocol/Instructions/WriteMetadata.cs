using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Instructions;

/// <summary>
/// Changes the metadata that go with the packet to the next table (OFPIT_WRITE_METADATA; <c>ofp_instruction_write_metadata</c>, OpenFlow 1.3.5
/// §7.2.4). OpenFlow 1.1 and later.
/// </summary>
[WireCode(2, From = OpenFlowVersion.OpenFlow11)]
public sealed partial record WriteMetadata : Instruction
{
    /// <summary>The value.</summary>
    [Field(PadBefore = 4)]
    public ulong Metadata { get; init; }

    /// <summary>The bits to be written.</summary>
    [Field]
    public ulong MetadataMask { get; init; } = ulong.MaxValue;
}
