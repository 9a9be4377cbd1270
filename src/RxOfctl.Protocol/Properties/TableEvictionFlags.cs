namespace RxOfctl.Protocol.Properties;

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
