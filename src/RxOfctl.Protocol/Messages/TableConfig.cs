namespace RxOfctl.Protocol.Messages;

/// <summary>How a flow table is configured (<c>ofp_table_config</c>, OpenFlow 1.1.0 §A.3.3, 1.4.1).</summary>
[Flags]
public enum TableConfig : uint
{
    /// <summary>Nothing special; in OpenFlow 1.1 and 1.2, packets that no flow matches come to the controller (OFPTC_TABLE_MISS_CONTROLLER).</summary>
    None = 0,

    /// <summary>Packets that no flow matches go on at the next table (OFPTC_TABLE_MISS_CONTINUE). OpenFlow 1.1 and 1.2.</summary>
    TableMissContinue = 1 << 0,

    /// <summary>Packets that no flow matches are dropped (OFPTC_TABLE_MISS_DROP). OpenFlow 1.1 and 1.2.</summary>
    TableMissDrop = 1 << 1,

    /// <summary>Flows may be evicted (OFPTC_EVICTION). OpenFlow 1.4 and later.</summary>
    Eviction = 1 << 2,

    /// <summary>The table tells how much room it has (OFPTC_VACANCY_EVENTS). OpenFlow 1.4 and later.</summary>
    VacancyEvents = 1 << 3,
}
