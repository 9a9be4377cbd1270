namespace RxOfctl.Protocol.Multipart;

/// <summary>What for a table is (<c>ofp_table_feature_flag</c>, OpenFlow 1.5.1).</summary>
[Flags]
public enum TableFeatureFlags : uint
{
    /// <summary>Nothing of what follows.</summary>
    None = 0,

    /// <summary>For packets received (OFPTFF_INGRESS_TABLE).</summary>
    IngressTable = 1 << 0,

    /// <summary>For packets to be sent (OFPTFF_EGRESS_TABLE).</summary>
    EgressTable = 1 << 1,

    /// <summary>The first for packets to be sent (OFPTFF_FIRST_EGRESS).</summary>
    FirstEgress = 1 << 4,
}
