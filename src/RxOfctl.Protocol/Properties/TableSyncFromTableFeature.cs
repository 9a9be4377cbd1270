using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>
/// The tables from which the table gets its flows (OFPTFPT_TABLE_SYNC_FROM; <c>ofp_table_feature_prop_tables</c>, OpenFlow 1.4.1).
/// OpenFlow 1.4 and later.
/// </summary>
[WireCode(16, From = OpenFlowVersion.OpenFlow14)]
public sealed partial record TableSyncFromTableFeature : TableFeature
{
    /// <summary>The tables.</summary>
    [Field(As = "TableIds")]
    public ValueList<TableId> TableIds { get; init; }
}
