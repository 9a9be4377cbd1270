using System.Reactive.Linq;

namespace RxOfctl.Caching;

/// <summary>Counts items by group.</summary>
public static class GroupCountOperator
{
    /// <summary>
    /// How many items there are of each group, by the group: a group is there while it has items. Each change set of the source makes one at most,
    /// which has what it changed in the end; one that moves nothing between groups makes none. A Refresh asks anew which group an item is of.
    /// What the selector throws ends the stream.
    /// </summary>
    /// <example>
    /// Datapaths by version, as they come and go: <c>controller.Datapaths.Connect().GroupCount(datapath => datapath.Version)</c>. Behind it,
    /// <c>AsObservableCache()</c> makes a cache of the counts, whose <c>WatchValue</c> follows a single one.
    /// </example>
    /// <typeparam name="TObject">The type of the items.</typeparam>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <typeparam name="TGroup">The type of the groups.</typeparam>
    /// <param name="source">The changes.</param>
    /// <param name="groupSelector">Gives the group of an item.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IObservable<IChangeSet<int, TGroup>> GroupCount<TObject, TKey, TGroup>(
        this IObservable<IChangeSet<TObject, TKey>> source, Func<TObject, TGroup> groupSelector)
        where TObject : notnull
        where TKey : notnull
        where TGroup : notnull
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(groupSelector);
        return Observable.Defer(() =>
        {
            var groups = new Groups<TObject, TKey, TGroup>(groupSelector);
            return source.Select(IChangeSet<int, TGroup> (changes) => groups.Apply(changes)).Where(changes => changes.Count > 0);
        });
    }

    private sealed class Groups<TObject, TKey, TGroup>(Func<TObject, TGroup> groupSelector)
        where TObject : notnull
        where TKey : notnull
        where TGroup : notnull
    {
        private readonly Dictionary<TKey, TGroup> _groupOf = [];
        private readonly Dictionary<TGroup, int> _counts = [];
        private readonly TrackedItems<int, TGroup> _told = new();

        public ChangeSet<int, TGroup> Apply(IChangeSet<TObject, TKey> changes)
        {
            var before = new Dictionary<TGroup, int>();
            foreach (var change in changes)
            {
                var isGone = change.Reason == ChangeReason.Remove;
                var group = isGone ? default : groupSelector(change.Current);
                if (_groupOf.Remove(change.Key, out var left))
                    Add(left, -1, before);
                if (isGone)
                    continue;
                _groupOf[change.Key] = group!;
                Add(group!, 1, before);
            }

            foreach (var (group, count) in before)
                Tell(group, count, _counts[group]);
            return _told.TakeChanges();
        }

        private void Add(TGroup group, int difference, Dictionary<TGroup, int> before)
        {
            var count = _counts.GetValueOrDefault(group);
            before.TryAdd(group, count);
            _counts[group] = count + difference;
        }

        private void Tell(TGroup group, int before, int now)
        {
            if (now == 0)
                _counts.Remove(group);
            if (now == before)
                return;
            if (now == 0)
                _told.Remove(group);
            else
                _told.AddOrUpdate(group, now);
        }
    }
}
