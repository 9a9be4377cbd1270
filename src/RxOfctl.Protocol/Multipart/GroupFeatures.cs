namespace RxOfctl.Protocol.Multipart;

/// <summary>
/// Asks what the datapath can do with groups (OFPMP_GROUP_FEATURES, OpenFlow 1.3.5 §7.3.5.11). OpenFlow 1.2 and later; in 1.0 and 1.1
/// Nicira's NXST_GROUP_FEATURES.
/// </summary>
[WireCode(8, From = OpenFlowVersion.OpenFlow12)]
[NiciraCode(9, To = OpenFlowVersion.OpenFlow11)]
public sealed partial record GroupFeaturesRequest : MultipartRequest, IOpenFlowRequest<GroupFeaturesReply>;

/// <summary>
/// What the datapath can do with groups (OFPMP_GROUP_FEATURES; <c>ofp_group_features</c>, OpenFlow 1.3.5 §7.3.5.11). OpenFlow 1.2 and
/// later; in 1.0 and 1.1 Nicira's NXST_GROUP_FEATURES. Actions are given by a bit each: 1 &lt;&lt; the number of the
/// <see cref="Protocol.Actions.ActionType"/>.
/// </summary>
[WireCode(8, From = OpenFlowVersion.OpenFlow12)]
[NiciraCode(9, To = OpenFlowVersion.OpenFlow11)]
public sealed partial record GroupFeaturesReply : MultipartReply
{
    /// <summary>The types of groups, by a bit each: 1 &lt;&lt; the number of the <see cref="Messages.GroupType"/>.</summary>
    public uint Types { get; init; }

    /// <summary>What else there is.</summary>
    public GroupCapabilities Capabilities { get; init; }

    /// <summary>How many groups of type all there can be.</summary>
    public uint MaxGroupsAll { get; init; }

    /// <summary>How many groups of type select there can be.</summary>
    public uint MaxGroupsSelect { get; init; }

    /// <summary>How many groups of type indirect there can be.</summary>
    public uint MaxGroupsIndirect { get; init; }

    /// <summary>How many groups of type fast failover there can be.</summary>
    public uint MaxGroupsFastFailover { get; init; }

    /// <summary>The actions in groups of type all.</summary>
    public uint ActionsAll { get; init; }

    /// <summary>The actions in groups of type select.</summary>
    public uint ActionsSelect { get; init; }

    /// <summary>The actions in groups of type indirect.</summary>
    public uint ActionsIndirect { get; init; }

    /// <summary>The actions in groups of type fast failover.</summary>
    public uint ActionsFastFailover { get; init; }
}

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
