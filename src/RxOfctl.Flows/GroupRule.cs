using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Properties;

namespace RxOfctl.Flows;

/// <summary>The key of a rule for a group.</summary>
/// <param name="Datapaths">The datapaths that it is for.</param>
/// <param name="GroupId">Which group it is on each of them.</param>
public readonly record struct GroupRuleKey(DatapathTarget Datapaths, GroupId GroupId)
{
    /// <summary>The datapaths and the group.</summary>
    public override string ToString() => $"{Datapaths}: group {GroupId}";
}

/// <summary>A group that should be on datapaths. OpenFlow 1.1 and later.</summary>
public sealed record GroupRule : DesiredRule
{
    /// <summary>The group.</summary>
    public GroupId GroupId { get; init; }

    /// <summary>How the group uses its buckets.</summary>
    public GroupType Type { get; init; }

    /// <summary>The buckets.</summary>
    public ValueList<Bucket> Buckets { get; init; }

    /// <summary>What the group has further. OpenFlow 1.5.</summary>
    public ValueList<IGroupProperty> Properties { get; init; }

    /// <summary>What identifies the rule, for <see cref="Caching.SourceCache{TObject, TKey}"/>.</summary>
    public GroupRuleKey Key => new(Datapaths, GroupId);

    /// <summary>The groups that its buckets send packets to, which must be there before it.</summary>
    internal IEnumerable<GroupId> UsedGroups =>
        Buckets.SelectMany(bucket => bucket.Actions).OfType<GroupAction>().Select(action => action.GroupId);

    /// <summary>The group in the syntax of <c>ovs-ofctl</c>(8).</summary>
    public override string ToString() => Mod(GroupModCommand.Add).ToString();

    /// <summary>A group that a datapath holds.</summary>
    internal static GroupRule Of(GroupDesc group) =>
        new() { GroupId = group.GroupId, Type = group.Type, Buckets = group.Buckets, Properties = group.Properties };

    internal override IOpenFlowCommand ToAdd(in RuleDialect dialect) => Mod(GroupModCommand.Add);

    internal override IOpenFlowCommand ToModify(DesiredRule held, in RuleDialect dialect) => Mod(GroupModCommand.Modify);

    internal override IOpenFlowCommand ToDelete(in RuleDialect dialect) =>
        new GroupMod { Command = GroupModCommand.Delete, GroupId = GroupId };

    // As descriptions, in which all buckets have their numbers.
    internal override bool IsHeldAs(DesiredRule held, in RuleDialect dialect) =>
        held is GroupRule group && Description == group.Description;

    private GroupDesc Description => new() { GroupId = GroupId, Type = Type, Buckets = Buckets, Properties = Properties };

    private GroupMod Mod(GroupModCommand command) =>
        new() { Command = command, GroupId = GroupId, Type = Type, Buckets = Buckets, Properties = Properties };
}
