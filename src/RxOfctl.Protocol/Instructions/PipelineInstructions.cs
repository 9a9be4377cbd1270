namespace RxOfctl.Protocol.Instructions;

/// <summary>
/// Goes on at another table (OFPIT_GOTO_TABLE; <c>ofp_instruction_goto_table</c>, OpenFlow 1.3.5 §7.2.4). OpenFlow 1.1 and later.
/// </summary>
/// <param name="TableId">The table, one behind that of the flow.</param>
[WireCode(1, From = OpenFlowVersion.OpenFlow11)]
public sealed partial record GotoTable(TableId TableId = default) : Instruction;

/// <summary>
/// Changes the metadata that go with the packet to the next table (OFPIT_WRITE_METADATA; <c>ofp_instruction_write_metadata</c>, OpenFlow
/// 1.3.5 §7.2.4). OpenFlow 1.1 and later.
/// </summary>
[WireCode(2, From = OpenFlowVersion.OpenFlow11)]
public sealed partial record WriteMetadata : Instruction
{
    /// <summary>The value.</summary>
    [Field(PadBefore = 4)]
    public ulong Metadata { get; init; }

    /// <summary>The bits to be written.</summary>
    public ulong MetadataMask { get; init; } = ulong.MaxValue;
}

/// <summary>
/// Has a meter measure the packet, and perhaps drop it (OFPIT_METER; <c>ofp_instruction_meter</c>, OpenFlow 1.3.5 §7.2.4). OpenFlow 1.3
/// and
/// 1.4. OpenFlow 1.5 has an action in its place: there a flow is written with a <see cref="Actions.MeterAction"/> before the actions that
/// it applies, which does the same, and is read back so.
/// </summary>
/// <param name="MeterId">The meter's number, from 1 on.</param>
[WireCode(6, From = OpenFlowVersion.OpenFlow13, To = OpenFlowVersion.OpenFlow14)]
public sealed partial record MeterInstruction(MeterId MeterId = default) : Instruction;
