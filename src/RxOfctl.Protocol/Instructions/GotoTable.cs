using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Instructions;

/// <summary>Goes on at another table (OFPIT_GOTO_TABLE; <c>ofp_instruction_goto_table</c>, OpenFlow 1.3.5 §7.2.4). OpenFlow 1.1 and later.</summary>
[WireCode(1, From = OpenFlowVersion.OpenFlow11)]
public sealed partial record GotoTable : Instruction
{
    /// <summary>Goes on at table 0.</summary>
    public GotoTable()
    {
    }

    /// <summary>Goes on at a table.</summary>
    public GotoTable(TableId tableId) => TableId = tableId;

    /// <summary>The table, one behind that of the flow.</summary>
    [Field(PadAfter = 3)]
    public TableId TableId { get; init; }
}
