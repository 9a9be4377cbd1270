using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Wire;

namespace RxOfctl.Protocol.Nicira;

/// <summary>
/// What the datapath can do with groups (NXST_GROUP_FEATURES; <c>ofp12_group_features_stats</c>). OpenFlow 1.0 and 1.1. Actions are told by a bit
/// each, as in <see cref="GroupFeaturesReply"/>.
/// </summary>
public sealed record NiciraGroupFeaturesReply : MultipartReply
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

    internal override int MultipartCodeIn(OpenFlowVersion version) => ExtensionMultipart.CodeTo11(version);

    internal static NiciraGroupFeaturesReply ReadBody(ref WireReader reader) => new()
    {
        Types = reader.ReadUInt32(),
        Capabilities = (GroupCapabilities)reader.ReadUInt32(),
        MaxGroupsAll = reader.ReadUInt32(),
        MaxGroupsSelect = reader.ReadUInt32(),
        MaxGroupsIndirect = reader.ReadUInt32(),
        MaxGroupsFastFailover = reader.ReadUInt32(),
        ActionsAll = reader.ReadUInt32(),
        ActionsSelect = reader.ReadUInt32(),
        ActionsIndirect = reader.ReadUInt32(),
        ActionsFastFailover = reader.ReadUInt32(),
    };

    internal override void WriteMultipart(ref WireWriter writer)
    {
        ExtensionMultipart.WriteHeader(ref writer, Flags, NiciraGroupFeaturesRequest.Subtype);
        writer.WriteUInt32(Types);
        writer.WriteUInt32((uint)Capabilities);
        writer.WriteUInt32(MaxGroupsAll);
        writer.WriteUInt32(MaxGroupsSelect);
        writer.WriteUInt32(MaxGroupsIndirect);
        writer.WriteUInt32(MaxGroupsFastFailover);
        writer.WriteUInt32(ActionsAll);
        writer.WriteUInt32(ActionsSelect);
        writer.WriteUInt32(ActionsIndirect);
        writer.WriteUInt32(ActionsFastFailover);
    }
}
