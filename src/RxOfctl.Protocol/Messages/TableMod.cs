namespace RxOfctl.Protocol.Messages;

/// <summary>
/// Configures a flow table (OFPT_TABLE_MOD; <c>ofp_table_mod</c>, OpenFlow 1.3.5 §7.3.3, 1.4.1). OpenFlow 1.1 and later.
/// </summary>
[WireCode(17, From = OpenFlowVersion.OpenFlow11)]
public sealed partial record TableMod : OpenFlowMessage, IOpenFlowCommand
{
    /// <summary>The table, or <see cref="TableId.All"/>.</summary>
    [Field(PadAfter = 3)]
    public TableId TableId { get; init; } = TableId.All;

    /// <summary>How it is to be.</summary>
    public TableConfig Config { get; init; }

    /// <summary>What is configured further. OpenFlow 1.4 and later.</summary>
    [Field(From = OpenFlowVersion.OpenFlow14)]
    public ValueList<ITableProperty> Properties { get; init; }
}

/// <summary>How a flow table is configured (<c>ofp_table_config</c>, OpenFlow 1.1.0 §A.3.3, 1.4.1).</summary>
[Flags]
public enum TableConfig : uint
{
    /// <summary>
    /// Nothing special; in OpenFlow 1.1 and 1.2, packets that no flow matches come to the controller (OFPTC_TABLE_MISS_CONTROLLER).
    /// </summary>
    None = 0,

    /// <summary>Packets that no flow matches go on at the next table (OFPTC_TABLE_MISS_CONTINUE). OpenFlow 1.1 and 1.2.</summary>
    TableMissContinue = 1 << 0,

    /// <summary>Packets that no flow matches are dropped (OFPTC_TABLE_MISS_DROP). OpenFlow 1.1 and 1.2.</summary>
    TableMissDrop = 1 << 1,

    /// <summary>Flows may be evicted (OFPTC_EVICTION). OpenFlow 1.4 and later.</summary>
    Eviction = 1 << 2,

    /// <summary>The table sends vacancy events (OFPTC_VACANCY_EVENTS). OpenFlow 1.4 and later.</summary>
    VacancyEvents = 1 << 3,
}

/// <summary>How a flow table is configured (<c>ofp_table_desc</c>, OpenFlow 1.4.1). OpenFlow 1.4 and later.</summary>
[WireStructure(LengthAt = 0)]
public sealed partial record TableDesc
{
    /// <summary>The table.</summary>
    [Field(PadBefore = 2, PadAfter = 1)]
    public TableId TableId { get; init; }

    /// <summary>How it is.</summary>
    public TableConfig Config { get; init; }

    /// <summary>What is configured further.</summary>
    public ValueList<ITableProperty> Properties { get; init; }
}
