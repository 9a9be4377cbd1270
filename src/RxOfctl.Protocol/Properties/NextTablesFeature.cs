using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>The tables at which a table may go on (<c>ofp_table_feature_prop_next_tables</c>, OpenFlow 1.3.5 §7.3.5.5).</summary>
public abstract record NextTablesFeature : TableFeature
{
    private protected NextTablesFeature()
    {
    }

    /// <summary>The tables.</summary>
    [Field(As = "TableIds")]
    public ValueList<TableId> NextTableIds { get; init; }
}
