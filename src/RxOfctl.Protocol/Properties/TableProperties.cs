namespace RxOfctl.Protocol.Properties;

/// <summary>
/// A property of a flow table's configuration (<c>ofp_table_mod_prop_header</c>, OpenFlow 1.4.1). OpenFlow 1.4 and later.
/// </summary>
[WireFamily]
public partial interface ITableProperty;

/// <summary>How a table chooses the flows that it evicts (OFPTMPT_EVICTION; <c>ofp_table_mod_prop_eviction</c>, OpenFlow 1.4.1).</summary>
[WireCode(2, From = OpenFlowVersion.OpenFlow14)]
public sealed partial record EvictionTableProperty : Property, ITableProperty
{
    /// <summary>By what.</summary>
    public TableEvictionFlags Flags { get; init; }
}

/// <summary>By what flows are chosen for eviction (<c>ofp_table_mod_prop_eviction_flag</c>, OpenFlow 1.4.1).</summary>
[Flags]
public enum TableEvictionFlags : uint
{
    /// <summary>By nothing of what follows.</summary>
    None = 0,

    /// <summary>By what the datapath chooses (OFPTMPEF_OTHER).</summary>
    Other = 1 << 0,

    /// <summary>By importance (OFPTMPEF_IMPORTANCE).</summary>
    Importance = 1 << 1,

    /// <summary>By the time that the flow has left (OFPTMPEF_LIFETIME).</summary>
    Lifetime = 1 << 2,
}

/// <summary>When a table reports its vacancy (OFPTMPT_VACANCY; <c>ofp_table_mod_prop_vacancy</c>, OpenFlow 1.4.1).</summary>
[WireCode(3, From = OpenFlowVersion.OpenFlow14)]
public sealed partial record VacancyTableProperty : Property, ITableProperty
{
    /// <summary>The vacancy, in percent, below which a vacancy-down event is sent.</summary>
    public byte VacancyDown { get; init; }

    /// <summary>The vacancy, in percent, above which a vacancy-up event is sent.</summary>
    public byte VacancyUp { get; init; }

    /// <summary>The room there is now, in percent; 0 in a table-mod.</summary>
    [Field(PadAfter = 1)]
    public byte Vacancy { get; init; }
}
