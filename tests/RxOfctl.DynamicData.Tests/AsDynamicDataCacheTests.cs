using RxOfctl.Caching;
using DD = global::DynamicData;

namespace RxOfctl.DynamicData.Tests;

/// <summary>A cache of RxOfctl as one of DynamicData: each member, and what each reason becomes.</summary>
public sealed class AsDynamicDataCacheTests : IDisposable
{
    private readonly SourceCache<Item, int> _source = new(item => item.Key);
    private readonly DD.IObservableCache<Item, int> _cache;

    public AsDynamicDataCacheTests()
    {
        _source.AddOrUpdate(new Item(1, "one"));
        _cache = _source.AsDynamicDataCache();
    }

    public void Dispose() => _source.Dispose();

    [Fact]
    public void Connect_emits_the_state_and_each_edit_with_its_reason()
    {
        var emitted = new List<DD.IChangeSet<Item, int>>();
        using var subscription = _cache.Connect().Subscribe(emitted.Add);
        _source.Edit(updater =>
        {
            updater.AddOrUpdate(new Item(2, "two"));
            updater.AddOrUpdate(new Item(1, "uno"));
            updater.Refresh(2);
            updater.Remove(2);
        });

        Assert.Equal([(DD.ChangeReason.Add, 1)], emitted[0].Select(change => (change.Reason, change.Key)));
        Assert.Equal(
            [(DD.ChangeReason.Add, 2), (DD.ChangeReason.Update, 1), (DD.ChangeReason.Refresh, 2), (DD.ChangeReason.Remove, 2)],
            emitted[1].Select(change => (change.Reason, change.Key)));
        Assert.Equal((1, 1, 1, 1, 0), (emitted[1].Adds, emitted[1].Updates, emitted[1].Refreshes, emitted[1].Removes, emitted[1].Moves));
        var update = emitted[1].Single(change => change.Reason == DD.ChangeReason.Update);
        Assert.Equal(("uno", "one"), (update.Current.Text, update.Previous.Value.Text));
        Assert.All(emitted[1].Where(change => change.Reason != DD.ChangeReason.Update), change => Assert.False(change.Previous.HasValue));
        Assert.Equal(2, emitted.Count);
    }

    [Fact]
    public void Connect_takes_a_predicate_and_emits_empty_change_sets_on_demand()
    {
        var emitted = new List<DD.IChangeSet<Item, int>>();
        using var subscription = _cache.Connect(item => item.Text.Length > 3).Subscribe(emitted.Add);
        var all = new List<int>();
        using var empty = _cache.Connect(item => item.Text.Length > 3, suppressEmptyChangeSets: false).Subscribe(changes => all.Add(changes.Count));
        _source.AddOrUpdate(new Item(2, "two"));
        _source.AddOrUpdate(new Item(3, "three"));

        Assert.Equal([3], emitted.SelectMany(changes => changes).Select(change => change.Key));
        Assert.Equal([0, 0, 1], all);
    }

    [Fact]
    public void Watch_preview_counts_and_items_are_those_of_the_cache()
    {
        var watched = new List<DD.ChangeReason>();
        var counts = new List<int>();
        var previewed = new List<(int Key, int Count)>();
        using var watching = _cache.Watch(1).Subscribe(change => watched.Add(change.Reason));
        using var counting = _cache.CountChanged.Subscribe(counts.Add);
        using var previewing = _cache.Preview().Subscribe(changes => previewed.Add((changes.Single().Key, _cache.Count)));
        _source.AddOrUpdate(new Item(2, "two"));
        _source.Remove(1);

        Assert.Equal([DD.ChangeReason.Add, DD.ChangeReason.Remove], watched);
        Assert.Equal([1, 2, 1], counts);
        Assert.Equal([(2, 1), (1, 2)], previewed);
        Assert.Equal(1, _cache.Count);
        Assert.Equal([2], _cache.Keys);
        Assert.Equal([new Item(2, "two")], _cache.Items);
        Assert.Equal("two", _cache.KeyValues[2].Text);
        Assert.Equal("two", _cache.Lookup(2).Value.Text);
        Assert.False(_cache.Lookup(1).HasValue);
    }

    [Fact]
    public void The_end_of_the_cache_ends_its_observers_and_its_own_end_does_not_end_the_cache()
    {
        var (first, second) = (false, false);
        using var one = _cache.Connect().Subscribe(_ => { }, () => first = true);
        _cache.Dispose();
        Assert.True(first);
        var other = _source.AsDynamicDataCache();
        using var two = other.Connect().Subscribe(_ => { }, () => second = true);
        _source.AddOrUpdate(new Item(2, "two"));
        Assert.False(second);
        _source.Dispose();

        Assert.True(second);
        Assert.Equal(2, other.Count);
    }

    [Fact]
    public void Null_is_refused() => Assert.Throws<ArgumentNullException>(() => AsDynamicDataCacheOperator.AsDynamicDataCache<Item, int>(null!));
}
