using RxOfctl.Protocol;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Simulator.Flows;

namespace RxOfctl.Simulator.Switches;

/// <summary>The groups of a switch, changed by group-mods (OpenFlow 1.3.5 §6.5, 1.5.1 §6.7).</summary>
internal sealed class GroupTable(NetworkLock networkLock)
{
    private readonly NumberedTable<SwitchGroup> _groups = new();

    public IEnumerable<SwitchGroup> Groups => _groups.Entries;

    public bool Contains(GroupId id) => Find(id) is not null;

    public SwitchGroup? Find(GroupId id) => _groups.Find(id.Value);

    /// <summary>Applies a group-mod.</summary>
    /// <param name="mod">The group-mod.</param>
    /// <param name="actions">Checks the actions of buckets.</param>
    /// <param name="change">The transaction that it belongs to.</param>
    /// <param name="onRemoved">Gets each group that is removed.</param>
    /// <exception cref="RefusedException">It is invalid or not supported; nothing was changed.</exception>
    public void Apply(GroupMod mod, ActionRules actions, Transaction change, Action<GroupId> onRemoved)
    {
        if (mod.Command is GroupModCommand.Add or GroupModCommand.Modify or GroupModCommand.AddOrModify)
            Check(Describe(mod));
        switch (mod.Command)
        {
            case GroupModCommand.Add when Contains(mod.GroupId):
                throw new RefusedException(OpenFlowError.GroupModFailedGroupExists);
            case GroupModCommand.Modify when !Contains(mod.GroupId):
                throw new RefusedException(OpenFlowError.GroupModFailedUnknownGroup);
            case GroupModCommand.Add or GroupModCommand.Modify or GroupModCommand.AddOrModify:
                Put(Describe(mod), actions, change);
                break;
            case GroupModCommand.Delete:
                Delete(mod.GroupId, change, onRemoved);
                break;
            case GroupModCommand.InsertBucket or GroupModCommand.RemoveBucket:
                var group = Find(mod.GroupId) ?? throw new RefusedException(OpenFlowError.GroupModFailedUnknownGroup);
                var buckets = mod.Command == GroupModCommand.InsertBucket
                    ? GroupBuckets.Insert(group.Description.Buckets, mod.Buckets, mod.CommandBucketId)
                    : GroupBuckets.Remove(group.Description.Buckets, mod);
                Put(group.Description with { Buckets = buckets }, actions, change);
                break;
            default:
                throw new RefusedException(OpenFlowError.GroupModFailedBadCommand);
        }
    }

    private static GroupDesc Describe(GroupMod mod) =>
        new() { Type = mod.Type, GroupId = mod.GroupId, Buckets = mod.Buckets, Properties = mod.Properties };

    private void Put(GroupDesc group, ActionRules actions, Transaction change)
    {
        Check(group);
        foreach (var bucket in group.Buckets)
        {
            actions.Check(bucket.Actions, known: null, change.Version);
            actions.CheckReferences(bucket.Actions.Where(action => action is not Protocol.Actions.GroupAction to || to.GroupId != group.GroupId));
        }

        if (Leads(group.Buckets.SelectMany(bucket => bucket.Actions), group.GroupId))
            throw new RefusedException(OpenFlowError.GroupModFailedLoop);
        _groups.Replace(group.GroupId.Value, new SwitchGroup(group, networkLock.Scheduler.Now), change);
    }

    private void Delete(GroupId id, Transaction change, Action<GroupId> onRemoved)
    {
        // Deleting a group that is not there is no error (OpenFlow 1.3.5 §6.5).
        foreach (var group in Groups.Where(group => id == GroupId.All || group.Id == id).ToArray())
        {
            _groups.Replace(group.Id.Value, null, change);
            onRemoved(group.Id);
            // Groups with an action to it are deleted too.
            foreach (var user in Groups.Where(user => user.Chained.Contains(group.Id)).ToArray())
                Delete(user.Id, change, onRemoved);
        }
    }

    private static void Check(GroupDesc group)
    {
        if (group.GroupId.Value > GroupId.Max.Value)
            throw new RefusedException(OpenFlowError.GroupModFailedInvalidGroup);
        if (group.Type > GroupType.FastFailover)
            throw new RefusedException(OpenFlowError.GroupModFailedBadType);
        if (group.Type == GroupType.Indirect && group.Buckets.Count != 1)
            throw new RefusedException(OpenFlowError.GroupModFailedInvalidGroup);
        if (group.Buckets.Select(bucket => bucket.BucketId).Distinct().Count() < group.Buckets.Count)
            throw new RefusedException(OpenFlowError.GroupModFailedBucketExists);
        foreach (var bucket in group.Buckets)
        {
            if (bucket.BucketId > BucketId.Max)
                throw new RefusedException(OpenFlowError.GroupModFailedBadBucket);
            if (group.Type != GroupType.Select && bucket.Weight > 0)
                throw new RefusedException(OpenFlowError.GroupModFailedInvalidGroup);
            var watches = bucket.WatchPort != PortNumber.Any || bucket.WatchGroup != GroupId.Any;
            if (group.Type is GroupType.All or GroupType.Indirect && watches)
                throw new RefusedException(OpenFlowError.GroupModFailedWatchUnsupported);
            // A bucket of a fast failover group is live by what it watches.
            if (group.Type == GroupType.FastFailover && !watches)
                throw new RefusedException(OpenFlowError.GroupModFailedInvalidGroup);
        }
    }

    // Whether actions lead, through other groups, to a group.
    private bool Leads(IEnumerable<Protocol.Actions.OpenFlowAction> actions, GroupId to) => actions
        .OfType<Protocol.Actions.GroupAction>()
        .Any(action => action.GroupId == to
            || (Find(action.GroupId) is { } next && Leads(next.Description.Buckets.SelectMany(bucket => bucket.Actions), to)));
}
