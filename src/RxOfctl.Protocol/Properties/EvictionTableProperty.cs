using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Properties;

/// <summary>How a table chooses the flows that it evicts (OFPTMPT_EVICTION; <c>ofp_table_mod_prop_eviction</c>, OpenFlow 1.4.1).</summary>
[WireCode(2, From = OpenFlowVersion.OpenFlow14)]
public sealed partial record EvictionTableProperty : TableProperty
{
    /// <summary>By what.</summary>
    [Field]
    public TableEvictionFlags Flags { get; init; }
}
