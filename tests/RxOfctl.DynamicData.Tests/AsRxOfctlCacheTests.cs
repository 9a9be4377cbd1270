using System.Reactive.Linq;
using System.Reactive.Subjects;
using DynamicData;
using RxOfctl.Testing;

namespace RxOfctl.DynamicData.Tests;

/// <summary>A cache of DynamicData as one of RxOfctl. The aggregator fails on a change that does not fit those before it.</summary>
public sealed class AsRxOfctlCacheTests : IDisposable
{
    private readonly SourceCache<Item, int> _source = new(item => item.Key);
    private readonly Caching.IObservableCache<Item, int> _cache;

    public AsRxOfctlCacheTests()
    {
        _source.AddOrUpdate(new Item(1, "one"));
        _cache = _source.AsRxOfctlCache();
    }

    public void Dispose() => _source.Dispose();

    [Fact]
    public void Connect_emits_the_state_and_each_edit_with_its_reason()
    {
        using var emitted = _cache.AsAggregator();
        _source.Edit(updater =>
        {
            updater.AddOrUpdate(new Item(2, "two"));
            updater.AddOrUpdate(new Item(1, "uno"));
        });
        _source.Refresh(new Item(1, "uno"));
        _source.Remove(2);

        Assert.Equal(["Add 1", "Add 2", "Update 1", "Refresh 1", "Remove 2"], emitted.Messages.SelectMany(changes => changes).Select(change => $"{change.Reason} {change.Key}"));
        Assert.Equal("one", emitted.Messages[1].Single(change => change.Reason == ChangeReason.Update).Previous!.Text);
        Assert.Equal([new Item(1, "uno")], emitted.Data.Values);
    }

    [Fact]
    public void Empty_change_sets_are_emitted_on_demand()
    {
        var counts = new List<int>();
        using var subscription = _cache.Connect(item => item.Key > 9, suppressEmptyChangeSets: false).Subscribe(changes => counts.Add(changes.Count));
        _source.AddOrUpdate(new Item(2, "two"));
        _source.AddOrUpdate(new Item(10, "ten"));

        Assert.Equal(1, counts[^1]);
        Assert.Equal(0, counts[0]);
    }

    [Fact]
    public void Watch_preview_counts_and_items_are_those_of_the_cache()
    {
        var watched = new List<string>();
        var counts = new List<int>();
        var previewed = new List<(int Key, int Count)>();
        using var watching = _cache.Watch(1).Subscribe(change => watched.Add(change.Reason.ToString()));
        using var counting = _cache.CountChanged.Subscribe(counts.Add);
        using var previewing = _cache.Preview().Subscribe(changes => previewed.Add((changes.Single().Key, changes.Count)));
        _source.AddOrUpdate(new Item(2, "two"));
        _source.Remove(1);

        Assert.Equal(["Add", "Remove"], watched);
        Assert.Equal([1, 2, 1], counts);
        Assert.Equal([(2, 1), (1, 1)], previewed);
        Assert.Equal(1, _cache.Count);
        Assert.Equal([2], _cache.Keys);
        Assert.Equal([new Item(2, "two")], _cache.Items);
        Assert.Equal("two", _cache.KeyValues[2].Text);
        Assert.True(_cache.TryLookup(2, out var found));
        Assert.Equal("two", found.Text);
        Assert.False(_cache.TryLookup(1, out _));
    }

    [Fact]
    public void Its_own_end_does_not_end_the_cache_and_the_end_of_the_cache_ends_it()
    {
        using var emitted = _cache.AsAggregator();
        var other = _source.AsRxOfctlCache();
        using var otherTold = other.AsAggregator();
        _cache.Dispose();
        _source.AddOrUpdate(new Item(2, "two"));
        Assert.True(emitted.IsCompleted);
        Assert.False(otherTold.IsCompleted);
        _source.Dispose();

        Assert.True(otherTold.IsCompleted);
        Assert.Equal(2, otherTold.Data.Count);
    }

    [Fact]
    public void A_change_of_position_is_left_out()
    {
        using var changes = new Subject<IChangeSet<Item, int>>();
        var emitted = new List<int>();
        using var subscription = changes.ToRxOfctl().Subscribe(each => emitted.Add(each.Count));
        var item = new Item(1, "one");
        changes.OnNext(new ChangeSet<Item, int> { new(ChangeReason.Add, 1, item, 0), new(1, item, 1, 0) });
        changes.OnNext(new ChangeSet<Item, int> { new(1, item, 0, 1) });

        Assert.Equal([1, 0], emitted);
    }

    [Fact]
    public void An_error_passes_both_ways()
    {
        using var changes = new Subject<IChangeSet<Item, int>>();
        Exception? seen = null;
        using var subscription = changes.ToRxOfctl().ToDynamicData().Subscribe(_ => { }, error => seen = error);
        var expected = new InvalidOperationException("expected");
        changes.OnError(expected);

        Assert.Same(expected, seen);
    }

    [Fact]
    public void Null_is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => AsRxOfctlCacheOperator.AsRxOfctlCache<Item, int>(null!));
        Assert.Throws<ArgumentNullException>(() => ToRxOfctlOperator.ToRxOfctl<Item, int>(null!));
        Assert.Throws<ArgumentNullException>(() => ToDynamicDataOperator.ToDynamicData<Item, int>(null!));
        Assert.Throws<ArgumentNullException>(() => _cache.Watch(1).Subscribe(null!));
    }
}
