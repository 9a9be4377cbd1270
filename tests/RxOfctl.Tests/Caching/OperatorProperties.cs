using System.Reactive.Linq;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using RxOfctl.Caching;

namespace RxOfctl.Tests.Caching;

/// <summary>After any sequence of edits, the changes of an operator yield the items that its definition yields of the final items, and
/// each change fits the state before it.</summary>
[Properties(Arbitrary = [typeof(OperatorProperties)], MaxTest = 200)]
public class OperatorProperties
{
    /// <summary>One edit of one of two caches: several changes of a few keys.</summary>
    public sealed record Edit(bool IsSecond, IReadOnlyList<(int Kind, int Key, int Value)> Steps)
    {
        public void Make(SourceCache<Item, int> first, SourceCache<Item, int> second) => (IsSecond ? second : first).Edit(updater =>
        {
            foreach (var (kind, key, value) in Steps)
            {
                if (kind == 0)
                    updater.Remove(key);
                else if (kind == 1)
                    updater.Refresh(key);
                else if (kind == 2 && value == 0)
                    updater.Clear();
                else
                    updater.AddOrUpdate(new Item(key, $"{value}"));
            }
        });
    }

    public static Arbitrary<Edit> Edits()
    {
        var step = from kind in Gen.Choose(0, 5) from key in Gen.Choose(0, 5) from value in Gen.Choose(0, 9) select (kind, key, value);
        return (from isSecond in Gen.Elements(true, false) from steps in step.ListOf() select new Edit(isSecond, [.. steps])).ToArbitrary();
    }

    private static int ValueOf(Item item) => int.Parse(item.Value, System.Globalization.CultureInfo.InvariantCulture);

    private static IEnumerable<Item> Children(Item item) =>
        Enumerable.Range(0, ValueOf(item) % 4).Select(child => new Item((item.Key * 10) + child, item.Value));

    /// <summary>Makes the edits while an operator is subscribed, and compares the items that its changes yield with those expected at the
    /// end.</summary>
    private static void Check<TResult, TKey>(
        IEnumerable<Edit> edits,
        Func<IObservable<IChangeSet<Item, int>>, IObservable<IChangeSet<Item, int>>, IObservable<IChangeSet<TResult, TKey>>> run,
        Func<IReadOnlyDictionary<int, Item>, IReadOnlyDictionary<int, Item>, IEnumerable<KeyValuePair<TKey, TResult>>> expected)
        where TResult : notnull
        where TKey : notnull
    {
        using var first = Item.Cache(new Item(1, "1"));
        using var second = Item.Cache(new Item(2, "2"));
        var replica = new Dictionary<TKey, TResult>();
        var misfits = new List<string>();
        using var subscription = run(first.Connect(), second.Connect()).Subscribe(changes => Replay(changes, replica, misfits));
        foreach (var edit in edits)
            edit.Make(first, second);
        Assert.Empty(misfits);
        Assert.Equal(expected(first.KeyValues, second.KeyValues).OrderBy(pair => pair.Key), replica.OrderBy(pair => pair.Key));
    }

    /// <summary>Applies the changes, and records those that do not fit the state before them. (An exception would only end the
    /// observer.)</summary>
    private static void Replay<TResult, TKey>(IChangeSet<TResult, TKey> changes, Dictionary<TKey, TResult> replica, List<string> misfits)
        where TResult : notnull
        where TKey : notnull
    {
        foreach (var change in changes)
        {
            var isKnown = replica.TryGetValue(change.Key, out var known);
            var fits = change.Reason switch
            {
                ChangeReason.Add => !isKnown,
                ChangeReason.Update => isKnown && known!.Equals(change.Previous),
                _ => isKnown && known!.Equals(change.Current),
            };
            if (!fits)
                misfits.Add($"{change} where {known} was known");
            if (change.Reason == ChangeReason.Remove)
                replica.Remove(change.Key);
            else
                replica[change.Key] = change.Current;
        }
    }

    [Property]
    public void Filter(Edit[] edits) => Check(
        edits, (first, _) => first.Filter(item => ValueOf(item) % 2 == 0), (first, _) => first.Where(pair => ValueOf(pair.Value) % 2 == 0));

    [Property]
    public void Transform(Edit[] edits) => Check(
        edits,
        (first, _) => first.Transform((item, key) => $"{key}:{item.Value}"),
        (first, _) => first.Select(pair => KeyValuePair.Create(pair.Key, $"{pair.Key}:{pair.Value.Value}")));

    [Property]
    public void TransformMany(Edit[] edits) => Check(
        edits,
        (first, _) => first.TransformMany(Children, child => child.Key),
        (first, _) => first.Values.SelectMany(Children).Select(child => KeyValuePair.Create(child.Key, child)));

    [Property]
    public void Or(Edit[] edits) => Check(
        edits, (first, second) => first.Or(second), (first, second) => first.Concat(second.Where(pair => !first.ContainsKey(pair.Key))));

    [Property]
    public void And(Edit[] edits) => Check(
        edits, (first, second) => first.And(second), (first, second) => first.Where(pair => second.ContainsKey(pair.Key)));

    [Property]
    public void Except(Edit[] edits) => Check(
        edits, (first, second) => first.Except(second), (first, second) => first.Where(pair => !second.ContainsKey(pair.Key)));

    [Property]
    public void GroupCount(Edit[] edits) => Check(
        edits,
        (first, _) => first.GroupCount(item => ValueOf(item) % 3),
        (first, _) => first.Values.GroupBy(item => ValueOf(item) % 3).Select(group => KeyValuePair.Create(group.Key, group.Count())));

    [Property]
    public void Group(Edit[] edits)
    {
        using var first = Item.Cache(new Item(1, "1"));
        using var second = Item.Cache();
        var groups = new Dictionary<int, Dictionary<int, Item>>();
        var completed = 0;
        var removed = 0;
        var misfits = new List<string>();
        var subscription = first.Connect().Group(item => ValueOf(item) % 3).SelectMany(changes => changes).Subscribe(change =>
        {
            if (change.Reason == ChangeReason.Remove)
            {
                removed++;
                if (!groups.Remove(change.Key, out var left) || left.Count > 0)
                    misfits.Add($"{change}");
                return;
            }

            var items = new Dictionary<int, Item>();
            groups.Add(change.Current.Key, items);
            change.Current.Cache.Connect().Subscribe(changes => Replay(changes, items, misfits), () => completed++);
            if (change.Reason != ChangeReason.Add || items.Count == 0)
                misfits.Add($"{change}");
        });
        foreach (var edit in edits)
            edit.Make(first, second);
        Assert.Empty(misfits);
        var expected = first.Items.GroupBy(item => ValueOf(item) % 3)
            .ToDictionary(group => group.Key, group => group.OrderBy(item => item.Key));
        Assert.Equal(expected.Keys.Order(), groups.Keys.Order());
        Assert.All(expected, group => Assert.Equal(group.Value, groups[group.Key].Values.OrderBy(item => item.Key)));
        Assert.Equal(removed, completed);
        subscription.Dispose();
        Assert.Equal(removed + groups.Count, completed);
    }

    [Property]
    public void Sort(Edit[] edits)
    {
        using var first = Item.Cache(new Item(1, "1"));
        using var second = Item.Cache();
        IReadOnlyList<KeyValuePair<int, Item>> sorted = [];
        using var subscription = first.Connect().Sort(Comparer<Item>.Create((x, y) => ValueOf(x).CompareTo(ValueOf(y))))
            .Subscribe(changes => sorted = changes.SortedItems);
        first.Clear();
        foreach (var edit in edits)
            edit.Make(first, second);
        Assert.Equal(first.Items.Select(ValueOf).Order(), sorted.Select(pair => ValueOf(pair.Value)));
        Assert.Equal(first.KeyValues.OrderBy(pair => pair.Key), sorted.OrderBy(pair => pair.Key));
    }

    [Property]
    public void QueryWhenChanged(Edit[] edits)
    {
        using var first = Item.Cache(new Item(1, "1"));
        using var second = Item.Cache();
        var snapshots = new List<(IReadOnlyDictionary<int, Item> Emitted, IReadOnlyDictionary<int, Item> Expected)>();
        using var subscription = first.Connect().QueryWhenChanged().Subscribe(items => snapshots.Add((items, first.KeyValues)));
        foreach (var edit in edits)
            edit.Make(first, second);
        Assert.All(snapshots, pair => Assert.Equal(pair.Expected.OrderBy(each => each.Key), pair.Emitted.OrderBy(each => each.Key)));
    }

    [Property]
    public void EditDiff(Edit[] edits)
    {
        using var first = Item.Cache(new Item(1, "1"));
        using var second = Item.Cache();
        using var mirror = new SourceCache<Item, int>(item => item.Key);
        var changes = new List<Change<Item, int>>();
        using var subscription = mirror.Connect().SelectMany(set => set).Subscribe(changes.Add);
        foreach (var edit in edits)
        {
            edit.Make(first, second);
            var before = mirror.KeyValues;
            changes.Clear();
            mirror.EditDiff(first.Items);
            Assert.Equal(first.KeyValues.OrderBy(pair => pair.Key), mirror.KeyValues.OrderBy(pair => pair.Key));
            // No more changes than there are differences.
            var now = first.KeyValues;
            Assert.Equal(
                before.Keys.Union(now.Keys).Count(key => !Equals(before.GetValueOrDefault(key), now.GetValueOrDefault(key))), changes.Count);
        }
    }

    [Property]
    public void DisposeMany(Edit[] edits)
    {
        using var first = new SourceCache<Disposable, int>(item => item.Key);
        var made = new List<Disposable>();
        var subscription = first.Connect().DisposeMany().Subscribe();
        foreach (var (kind, key, _) in edits.SelectMany(edit => edit.Steps))
        {
            if (kind == 0)
            {
                first.Remove(key);
            }
            else
            {
                made.Add(new(key));
                first.AddOrUpdate(made[^1]);
            }
        }

        var present = first.Items;
        Assert.All(made, item => Assert.Equal(present.Contains(item) ? 0 : 1, item.Disposals));
        subscription.Dispose();
        Assert.All(made, item => Assert.Equal(1, item.Disposals));
    }

    private sealed class Disposable(int key) : IDisposable
    {
        public int Key { get; } = key;

        public int Disposals { get; private set; }

        public void Dispose() => Disposals++;
    }
}
