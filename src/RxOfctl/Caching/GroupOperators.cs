using System.Reactive.Disposables;
using System.Reactive.Linq;
using RxOfctl.Delivery;

namespace RxOfctl.Caching;

/// <summary>The items of a group.</summary>
/// <typeparam name="TObject">The type of the items.</typeparam>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TGroupKey">The type of the groups' keys.</typeparam>
public interface IGroup<TObject, TKey, TGroupKey>
    where TObject : notnull
    where TKey : notnull
    where TGroupKey : notnull
{
    /// <summary>The key of the group.</summary>
    TGroupKey Key { get; }

    /// <summary>The items. It completes when the group is removed or the stream of groups ends.</summary>
    IObservableCache<TObject, TKey> Cache { get; }
}

/// <summary>Groups items, or counts them by group.</summary>
public static class GroupOperators
{
    /// <summary>Groups items; each group has a cache of its items. A group is present while it has items. At an Update and a Refresh the
    /// group of the item is evaluated again. Each change set of the source is one edit of each group that it changes; then the groups that
    /// were added and removed are emitted, if there are any. An exception of the selector ends the stream.</summary>
    /// <typeparam name="TObject">The type of the items.</typeparam>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <typeparam name="TGroupKey">The type of the groups' keys.</typeparam>
    /// <param name="source">The changes.</param>
    /// <param name="groupSelector">Gives the group of an item.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IObservable<IChangeSet<IGroup<TObject, TKey, TGroupKey>, TGroupKey>> Group<TObject, TKey, TGroupKey>(
        this IObservable<IChangeSet<TObject, TKey>> source, Func<TObject, TGroupKey> groupSelector)
        where TObject : notnull
        where TKey : notnull
        where TGroupKey : notnull
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(groupSelector);
        return Observable.Create<IChangeSet<IGroup<TObject, TKey, TGroupKey>, TGroupKey>>(observer =>
        {
            var groups = new Grouping<TObject, TKey, TGroupKey>(groupSelector);
            var subscription = source
                .Select(IChangeSet<IGroup<TObject, TKey, TGroupKey>, TGroupKey> (changes) => groups.Apply(changes))
                .Where(changes => changes.Count > 0)
                .Do(changes => Grouping<TObject, TKey, TGroupKey>.EndRemoved(changes), groups.End, () => groups.End(null))
                .Subscribe(observer);
            return StableCompositeDisposable.Create(subscription, Disposable.Create(() => groups.End(null)));
        });
    }

    /// <summary>
    /// The number of items of each group. A group is present while it has items. Each change set of the source results in at most one, of
    /// the counts that differ after it. At an Update and a Refresh the group of the item is evaluated again. An exception of the selector
    /// ends the stream.
    /// </summary>
    /// <example>
    /// Datapaths by version, as they connect and disconnect: <c>controller.Datapaths.Connect().GroupCount(datapath =>
    /// datapath.Version)</c>. With <c>AsObservableCache()</c> it becomes a cache of counts, of which <c>WatchValue</c> follows a single
    /// one.
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
            var groups = new GroupCounts<TObject, TKey, TGroup>(groupSelector);
            return source.Select(IChangeSet<int, TGroup> (changes) => groups.Apply(changes)).Where(changes => changes.Count > 0);
        });
    }

    private sealed class CachedGroup<TObject, TKey, TGroupKey>(TGroupKey key) : IGroup<TObject, TKey, TGroupKey>
        where TObject : notnull
        where TKey : notnull
        where TGroupKey : notnull
    {
        private IObservableCache<TObject, TKey>? _view;

        public TGroupKey Key { get; } = key;

        public CacheStore<TObject, TKey> Store { get; } = new(keySelector: null, ObserverErrors.ReportTo(null, $"the group {key}"));

        public IObservableCache<TObject, TKey> Cache => _view ??= Store.AsObservableCache();
    }

    private sealed class Grouping<TObject, TKey, TGroupKey>(Func<TObject, TGroupKey> groupSelector)
        where TObject : notnull
        where TKey : notnull
        where TGroupKey : notnull
    {
        private readonly Dictionary<TKey, TGroupKey> _groupOf = [];
        private readonly TrackedItems<IGroup<TObject, TKey, TGroupKey>, TGroupKey> _emitted = new();

        // Locked, because the stream may be unsubscribed on another thread. No other code runs under it.
        private readonly Dictionary<TGroupKey, CachedGroup<TObject, TKey, TGroupKey>> _groups = [];

        public static void EndRemoved(IChangeSet<IGroup<TObject, TKey, TGroupKey>, TGroupKey> changes)
        {
            foreach (var change in changes)
            {
                if (change.Reason == ChangeReason.Remove)
                    ((CachedGroup<TObject, TKey, TGroupKey>)change.Current).Store.End(null);
            }
        }

        public ChangeSet<IGroup<TObject, TKey, TGroupKey>, TGroupKey> Apply(IChangeSet<TObject, TKey> changes)
        {
            var edits = new Dictionary<TGroupKey, List<Change<TObject, TKey>>>();
            foreach (var change in changes)
                Assign(change, edits);
            foreach (var (key, edit) in edits)
            {
                var group = Find(key);
                group.Store.TryEdit(updater => updater.Apply(new ChangeSet<TObject, TKey>(edit)));
                if (group.Store.Count == 0)
                    Remove(key);
                else if (!_emitted.Contains(key))
                    _emitted.AddOrUpdate(key, group);
            }

            return _emitted.TakeChanges();
        }

        public void End(Exception? error)
        {
            CachedGroup<TObject, TKey, TGroupKey>[] groups;
            lock (_groups)
            {
                groups = [.. _groups.Values];
                _groups.Clear();
            }

            foreach (var group in groups)
                group.Store.End(error);
        }

        private void Assign(Change<TObject, TKey> change, Dictionary<TGroupKey, List<Change<TObject, TKey>>> edits)
        {
            var wasThere = _groupOf.Remove(change.Key, out var old);
            if (change.Reason == ChangeReason.Remove)
            {
                if (wasThere)
                    Edit(old!, change);
                return;
            }

            var key = groupSelector(change.Current);
            _groupOf[change.Key] = key;
            var stays = wasThere && EqualityComparer<TGroupKey>.Default.Equals(old, key);
            if (wasThere && !stays)
                Edit(old!, Change.Remove(change.Key, change.Current));
            Edit(key, stays ? change : Change.Add(change.Key, change.Current));

            void Edit(TGroupKey group, Change<TObject, TKey> edit)
            {
                if (!edits.TryGetValue(group, out var list))
                    edits[group] = list = [];
                list.Add(edit);
            }
        }

        private CachedGroup<TObject, TKey, TGroupKey> Find(TGroupKey key)
        {
            lock (_groups)
                return _groups.TryGetValue(key, out var group) ? group : _groups[key] = new(key);
        }

        private void Remove(TGroupKey key)
        {
            _emitted.Remove(key);
            lock (_groups)
                _groups.Remove(key);
        }
    }

    private sealed class GroupCounts<TObject, TKey, TGroup>(Func<TObject, TGroup> groupSelector)
        where TObject : notnull
        where TKey : notnull
        where TGroup : notnull
    {
        private readonly Dictionary<TKey, TGroup> _groupOf = [];
        private readonly Dictionary<TGroup, int> _counts = [];
        private readonly TrackedItems<int, TGroup> _emitted = new();

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
                Emit(group, count, _counts[group]);
            return _emitted.TakeChanges();
        }

        private void Add(TGroup group, int difference, Dictionary<TGroup, int> before)
        {
            var count = _counts.GetValueOrDefault(group);
            before.TryAdd(group, count);
            _counts[group] = count + difference;
        }

        private void Emit(TGroup group, int before, int now)
        {
            if (now == 0)
                _counts.Remove(group);
            if (now == before)
                return;
            if (now == 0)
                _emitted.Remove(group);
            else
                _emitted.AddOrUpdate(group, now);
        }
    }
}
