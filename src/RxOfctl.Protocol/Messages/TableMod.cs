using RxOfctl.Protocol.Properties;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Messages;

/// <summary>Configures a flow table (OFPT_TABLE_MOD; <c>ofp_table_mod</c>, OpenFlow 1.3.5 §7.3.3, 1.4.1). OpenFlow 1.1 and later.</summary>
[WireCode(17, From = OpenFlowVersion.OpenFlow11)]
public sealed partial record TableMod : OpenFlowMessage, IOpenFlowCommand
{
    /// <summary>The table, or <see cref="TableId.All"/>.</summary>
    [Field(PadAfter = 3)]
    public TableId TableId { get; init; } = TableId.All;

    /// <summary>How it is to be.</summary>
    [Field]
    public TableConfig Config { get; init; }

    /// <summary>What is configured further. OpenFlow 1.4 and later.</summary>
    [Field(From = OpenFlowVersion.OpenFlow14)]
    public ValueList<ITableProperty> Properties { get; init; }
}
