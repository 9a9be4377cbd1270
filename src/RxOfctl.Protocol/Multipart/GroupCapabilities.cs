namespace RxOfctl.Protocol.Multipart;

/// <summary>What a datapath can do with groups (<c>ofp_group_capabilities</c>, OpenFlow 1.3.5 §7.3.5.11).</summary>
[Flags]
public enum GroupCapabilities : uint
{
    /// <summary>Nothing of what follows.</summary>
    None = 0,

    /// <summary>Weights in select groups (OFPGFC_SELECT_WEIGHT).</summary>
    SelectWeight = 1 << 0,

    /// <summary>Liveness in select groups (OFPGFC_SELECT_LIVENESS).</summary>
    SelectLiveness = 1 << 1,

    /// <summary>Groups that send to groups (OFPGFC_CHAINING).</summary>
    Chaining = 1 << 2,

    /// <summary>A check for loops of them (OFPGFC_CHAINING_CHECKS).</summary>
    ChainingChecks = 1 << 3,
}
