using System.Reactive.Linq;
using RxOfctl.Caching;
using static RxOfctl.Tests.Caching.Item;

namespace RxOfctl.Tests.Caching;

public class SourceCacheTests
{
    private static Recorder<string> Record(IObservable<IChangeSet<Item, int>> changes, Action<string>? onNext = null)
    {
        var recorder = new Recorder<string>(onNext);
        changes.Select(Item.Text).Subscribe(recorder);
        return recorder;
    }

    [Fact]
    public void Connect_emits_one_change_set_of_adds_and_then_one_for_each_edit()
    {
        using var cache = Item.Cache(A, C);
        var observed = Record(cache.Connect());
        cache.Edit(updater =>
        {
            updater.AddOrUpdate(B);
            updater.Refresh(1);
            updater.Remove(2);
            updater.AddOrUpdate(C);
        });
        cache.Clear();
        Assert.Equal(["+1=a, +2=c", "1=b (a), !1=b, -2=c, +2=c", "-1=b, -2=c"], observed.Values);
    }

    [Fact]
    public void An_empty_cache_emits_an_empty_change_set_only_if_not_suppressed()
    {
        using var cache = Item.Cache();
        Assert.Empty(Record(cache.Connect()).Values);
        Assert.Equal([""], Record(cache.Connect(suppressEmptyChangeSets: false)).Values);
        Assert.Equal([""], Record(cache.Connect(_ => false, suppressEmptyChangeSets: false)).Values);
    }

    [Fact]
    public void An_edit_that_changes_nothing_emits_nothing()
    {
        using var cache = Item.Cache(A);
        var observed = Record(cache.Connect(suppressEmptyChangeSets: false));
        cache.Remove(2);
        cache.Remove([3, 4]);
        cache.Refresh(2);
        cache.AddOrUpdate([]);
        cache.Edit(_ => { });
        Assert.Equal(["+1=a"], observed.Values);
    }

    [Fact]
    public void A_change_set_counts_its_reasons()
    {
        using var cache = Item.Cache(A);
        var observed = new Recorder<IChangeSet<Item, int>>();
        cache.Connect().Skip(1).Subscribe(observed);
        cache.Edit(updater =>
        {
            updater.AddOrUpdate([B, C, new(3, "d"), new(4, "e")]);
            updater.Remove([1, 2]);
            updater.Refresh(3);
        });
        var changes = Assert.Single(observed.Values);
        Assert.Equal((7, 3, 1, 2, 1), (changes.Count, changes.Adds, changes.Updates, changes.Removes, changes.Refreshes));
        Assert.Equal(A, changes.First().Previous);
    }

    [Fact]
    public void The_present_state_can_be_read()
    {
        using var cache = Item.Cache(A, C);
        Assert.Equal(2, cache.Count);
        Assert.Equal([A, C], cache.Items);
        Assert.Equal([1, 2], cache.Keys);
        Assert.Equal(C, cache.KeyValues[2]);
        Assert.Equal(A, cache.Lookup(1));
        Assert.Null(cache.Lookup(3));
        Assert.False(cache.TryLookup(3, out _));
    }

    [Fact]
    public void Reads_return_copies()
    {
        using var cache = Item.Cache(A);
        var (items, keys, pairs) = (cache.Items, cache.Keys, cache.KeyValues);
        cache.Clear();
        Assert.Equal((1, 1, 1), (items.Count, keys.Count, pairs.Count));
    }

    [Fact]
    public void Only_the_updater_reads_changes_before_the_edit_ends()
    {
        using var cache = Item.Cache(A);
        cache.Edit(updater =>
        {
            updater.AddOrUpdate([B, C]);
            Assert.True(updater.TryLookup(1, out var item));
            Assert.Equal(B, item);
            Assert.Equal(2, updater.Count);
            Assert.Equal([B, C], updater.Items);
            updater.Remove(1);
            Assert.False(updater.TryLookup(1, out _));
            Assert.Equal([2], updater.Keys);
            Assert.Equal([A], cache.Items);
        });
        Assert.Equal([C], cache.Items);
    }

    [Fact]
    public void An_edit_that_throws_changes_nothing_and_emits_nothing()
    {
        using var cache = Item.Cache(A);
        var observed = Record(cache.Connect());
        var error = Assert.Throws<FormatException>(() => cache.Edit(updater =>
        {
            updater.Clear();
            updater.AddOrUpdate(C);
            throw new FormatException();
        }));
        Assert.Equal([A], cache.Items);
        cache.AddOrUpdate(C);
        Assert.Equal(["+1=a", "+2=c"], observed.Values);
    }

    [Fact]
    public void A_nested_edit_becomes_part_of_the_outer_one_unless_it_throws()
    {
        using var cache = Item.Cache(A);
        var observed = Record(cache.Connect());
        cache.Edit(updater =>
        {
            updater.AddOrUpdate(B);
            cache.AddOrUpdate(C);
            Assert.Throws<FormatException>(() => cache.Edit(inner =>
            {
                inner.Clear();
                throw new FormatException();
            }));
            Assert.Equal(2, updater.Count);
        });
        Assert.Equal(["+1=a", "1=b (a), +2=c"], observed.Values);
    }

    [Fact]
    public void An_updater_kept_after_its_edit_is_refused()
    {
        using var cache = Item.Cache();
        ISourceUpdater<Item, int>? kept = null;
        cache.Edit(updater => kept = updater);
        Assert.Throws<InvalidOperationException>(() => kept!.AddOrUpdate(A));
        Assert.Throws<InvalidOperationException>(() => kept!.TryLookup(1, out _));
    }

    [Fact]
    public void Connecting_during_an_edit_emits_the_state_before_it_and_then_the_edit()
    {
        using var cache = Item.Cache(A);
        Recorder<string>? observed = null;
        cache.Edit(updater =>
        {
            updater.AddOrUpdate(B);
            observed = Record(cache.Connect());
            updater.AddOrUpdate(C);
        });
        Assert.Equal(["+1=a", "1=b (a), +2=c"], observed!.Values);
    }

    [Fact]
    public void An_edit_by_an_observer_is_delivered_after_the_present_change_in_one_order_for_all()
    {
        using var cache = Item.Cache();
        var first = Record(cache.Connect());
        var editor = Record(cache.Connect(), text =>
        {
            if (text == "+1=a")
            {
                cache.AddOrUpdate(B);
                cache.AddOrUpdate(C);
            }
        });
        var last = Record(cache.Connect());

        cache.AddOrUpdate(A);

        string[] expected = ["+1=a", "1=b (a)", "+2=c"];
        Assert.All([first, editor, last], observed =>
        {
            Assert.Equal(expected, observed.Values);
            Assert.Empty(observed.Violations);
        });
    }

    [Fact]
    public async Task An_observer_that_blocks_delays_no_readers_editors_or_other_observers()
    {
        using var cache = Item.Cache();
        using var entered = new SemaphoreSlim(0);
        using var release = new Gate();
        var blocked = Record(cache.Connect(), text =>
        {
            if (text == "+1=a")
            {
                entered.Release();
                release.Wait();
            }
        });
        var other = Record(cache.Connect());
        var editor = Task.Factory.StartNew(() => cache.AddOrUpdate(A), TaskCreationOptions.LongRunning);
        await entered.WaitAsync();

        cache.AddOrUpdate(C);
        Assert.Equal(2, cache.Count);
        Assert.Equal(["+1=a", "+2=c"], other.Values);
        Assert.Equal(["+1=a, +2=c"], Record(cache.Connect()).Values);
        Assert.Equal(["+1=a"], blocked.Values);

        release.Open();
        await editor;
        Assert.Equal(["+1=a", "+2=c"], blocked.Values);
    }

    [Fact]
    public async Task An_observer_may_wait_for_a_change_that_another_thread_makes()
    {
        using var cache = Item.Cache();
        using var waiting = new SemaphoreSlim(0);
        Change<Item, int>? seen = null;
        cache.Connect().Take(1).Subscribe(_ =>
        {
            var change = cache.Watch(2).FirstAsync().PublishLast();
            using var connection = change.Connect();
            waiting.Release();
            seen = change.Wait();
        });
        var editor = Task.Factory.StartNew(() => cache.AddOrUpdate(A), TaskCreationOptions.LongRunning);
        await waiting.WaitAsync();
        cache.AddOrUpdate(C);
        await editor;
        Assert.Equal(Change.Add(2, C), seen);
    }

    [Fact]
    public void An_observer_that_throws_is_unsubscribed_and_reported_and_others_lose_nothing()
    {
        var reported = new List<ObserverError>();
        using var cache = new SourceCache<Item, int>(item => item.Key, reported.Add);
        var before = Record(cache.Connect());
        var bad = Record(cache.Connect(), _ => throw new FormatException("bad"));
        var after = Record(cache.Connect());

        cache.AddOrUpdate(A);
        cache.AddOrUpdate(C);

        Assert.Equal("bad", Assert.IsType<FormatException>(Assert.Single(reported).Exception).Message);
        Assert.Equal(["+1=a"], bad.Values);
        Assert.Equal(["+1=a", "+2=c"], before.Values);
        Assert.Equal(["+1=a", "+2=c"], after.Values);
        Assert.Equal([A, C], cache.Items);
    }

    [Fact]
    public void An_observer_that_throws_at_the_snapshot_is_reported_and_Connect_returns()
    {
        var reported = new List<ObserverError>();
        using var cache = new SourceCache<Item, int>(item => item.Key, reported.Add);
        cache.AddOrUpdate(A);
        var bad = Record(cache.Connect(), _ => throw new FormatException());
        cache.AddOrUpdate(C);
        Assert.Single(reported);
        Assert.Equal(["+1=a"], bad.Values);
    }

    [Fact]
    public void A_predicate_that_throws_ends_only_its_own_subscription()
    {
        using var cache = Item.Cache(A);
        var observed = new Recorder<string>();
        cache.Connect(item => item.Key == 2 ? throw new FormatException() : true).Select(Item.Text).Subscribe(observed);
        var other = Record(cache.Connect());
        cache.AddOrUpdate(C);
        cache.AddOrUpdate(B);
        Assert.IsType<FormatException>(observed.Error);
        Assert.Equal(["+1=a"], observed.Values);
        Assert.Equal(["+1=a", "+2=c", "1=b (a)"], other.Values);
    }

    [Fact]
    public void An_unsubscribed_observer_gets_nothing_more()
    {
        using var cache = Item.Cache(A);
        var observed = new Recorder<string>();
        var subscription = cache.Connect().Select(Item.Text).Subscribe(observed);
        subscription.Dispose();
        cache.AddOrUpdate(B);
        cache.Dispose();
        Assert.Equal(["+1=a"], observed.Values);
        Assert.False(observed.IsCompleted);
    }

    [Fact]
    public void Dispose_completes_everything_without_removes_and_only_once()
    {
        var cache = Item.Cache(A);
        var changes = Record(cache.Connect());
        var preview = Record(cache.Preview());
        var watch = new Recorder<Change<Item, int>>();
        cache.Watch(1).Subscribe(watch);
        var count = new Recorder<int>();
        cache.CountChanged.Subscribe(count);

        cache.Dispose();
        cache.Dispose();

        Assert.Equal((true, true, true, true), (changes.IsCompleted, preview.IsCompleted, watch.IsCompleted, count.IsCompleted));
        Assert.Equal(["+1=a"], changes.Values);
        Assert.Equal([1], count.Values);
        Assert.Empty(changes.Violations);
    }

    [Fact]
    public void After_dispose_the_items_can_be_read_and_connected_to_but_not_edited()
    {
        var cache = Item.Cache(A);
        cache.Dispose();
        var observed = Record(cache.Connect());
        Assert.Equal(["+1=a"], observed.Values);
        Assert.True(observed.IsCompleted);
        Assert.True(Record(cache.Preview()).IsCompleted);
        Assert.Equal(A, cache.Lookup(1));
        Assert.Throws<ObjectDisposedException>(() => cache.AddOrUpdate(C));
        Assert.Equal(1, cache.Count);
    }

    [Fact]
    public void An_edit_during_which_the_cache_is_disposed_changes_nothing()
    {
        var cache = Item.Cache(A);
        Assert.Throws<ObjectDisposedException>(() => cache.Edit(updater =>
        {
            updater.AddOrUpdate(C);
            cache.Dispose();
        }));
        Assert.Equal([A], cache.Items);
    }

    [Fact]
    public void The_predicate_of_Connect_names_changes_as_its_subscriber_must_see_them()
    {
        using var cache = Item.Cache(new Item(1, "aa"), C);
        var observed = Record(cache.Connect(item => item.Value.Length > 1));
        cache.AddOrUpdate(new Item(2, "cc"));
        cache.AddOrUpdate(new Item(2, "ccc"));
        cache.AddOrUpdate(C);
        cache.AddOrUpdate(new Item(2, "c2"));
        cache.Remove([1, 2]);
        cache.AddOrUpdate(A);
        cache.Remove(1);
        Assert.Equal(["+1=aa", "+2=cc", "2=ccc (cc)", "-2=ccc", "+2=c2", "-1=aa, -2=c2"], observed.Values);
    }

    [Fact]
    public void A_refresh_evaluates_the_predicate_again()
    {
        var item = new Item(1, "a");
        using var cache = Item.Cache(item);
        var observed = Record(cache.Connect(each => each.IsWanted));
        cache.Refresh(1);
        item.IsWanted = false;
        cache.Refresh(1);
        cache.Refresh(1);
        item.IsWanted = true;
        cache.Refresh(1);
        Assert.Equal(["+1=a", "!1=a", "-1=a", "+1=a"], observed.Values);
    }

    [Fact]
    public void Count_changed_starts_with_the_count_and_is_distinct()
    {
        using var cache = Item.Cache(A);
        var observed = new Recorder<int>();
        cache.CountChanged.Subscribe(observed);
        cache.AddOrUpdate(B);
        cache.AddOrUpdate([C, new(3, "d")]);
        cache.Edit(updater =>
        {
            updater.Remove(1);
            updater.AddOrUpdate(A);
        });
        cache.Clear();
        Assert.Equal([1, 3, 0], observed.Values);
    }

    [Fact]
    public void Watch_follows_one_key_through_absence_and_presence()
    {
        using var cache = Item.Cache(A);
        var present = new Recorder<string>();
        var absent = new Recorder<string>();
        cache.Watch(1).Select(Item.Text).Subscribe(present);
        cache.Watch(2).Select(Item.Text).Subscribe(absent);
        cache.AddOrUpdate([B, C]);
        cache.Remove(1);
        cache.AddOrUpdate(A);
        cache.Refresh(1);
        Assert.Equal(["+1=a", "1=b (a)", "-1=b", "+1=a", "!1=a"], present.Values);
        Assert.Equal(["+2=c"], absent.Values);
        Assert.False(present.IsCompleted);
    }

    [Fact]
    public void Preview_emits_before_the_cache_is_changed()
    {
        using var cache = Item.Cache(A);
        var states = new List<string>();
        var observed = Record(cache.Preview(), _ => states.Add(cache.Lookup(1)!.Value));
        cache.AddOrUpdate(B);
        cache.Refresh(2);
        cache.AddOrUpdate(A);
        Assert.Equal(["1=b (a)", "1=a (b)"], observed.Values);
        Assert.Equal(["a", "b"], states);
    }

    [Fact]
    public void The_predicate_of_Preview_takes_present_items_into_account()
    {
        using var cache = Item.Cache(A, C);
        var observed = Record(cache.Preview(item => item.Key == 1));
        cache.AddOrUpdate(B);
        cache.Clear();
        Assert.Equal(["1=b (a)", "-1=b"], observed.Values);
    }

    [Fact]
    public void A_preview_subscribed_during_a_preview_takes_that_edit_into_account()
    {
        using var cache = Item.Cache(A);
        Recorder<string>? late = null;
        Record(cache.Preview(), _ => late ??= Record(cache.Preview(_ => true)));
        cache.AddOrUpdate(B);
        cache.AddOrUpdate(A);
        Assert.Equal(["1=a (b)"], late!.Values);
    }

    [Fact]
    public void An_observer_of_Preview_may_not_edit_and_the_edit_continues()
    {
        var reported = new List<ObserverError>();
        using var cache = new SourceCache<Item, int>(item => item.Key, reported.Add);
        Record(cache.Preview(), _ => cache.AddOrUpdate(C));
        cache.AddOrUpdate(A);
        Assert.IsType<InvalidOperationException>(Assert.Single(reported).Exception);
        Assert.Equal([A], cache.Items);
    }

    [Fact]
    public void An_observer_subscribed_by_an_observer_gets_the_state_of_that_moment()
    {
        using var cache = Item.Cache();
        Recorder<string>? inner = null;
        Record(cache.Connect(), _ => inner ??= Record(cache.Connect()));
        cache.AddOrUpdate(A);
        cache.AddOrUpdate(C);
        Assert.Equal(["+1=a", "+2=c"], inner!.Values);
    }

    [Fact]
    public void An_observer_that_disposes_the_cache_is_completed_after_its_OnNext()
    {
        var cache = Item.Cache();
        var observed = Record(cache.Connect(), _ => cache.Dispose());
        cache.AddOrUpdate(A);
        Assert.Equal(["+1=a"], observed.Values);
        Assert.True(observed.IsCompleted);
        Assert.Empty(observed.Violations);
    }

    [Fact]
    public void An_observer_unsubscribed_inside_another_gets_nothing_more()
    {
        using var cache = Cache();
        var second = new Recorder<string>();
        var watch = new Recorder<string>();
        System.Reactive.Disposables.CompositeDisposable? subscriptions = null;
        cache.Connect().Subscribe(_ => subscriptions!.Dispose());
        subscriptions = new(
            cache.Connect().Select(Text).Subscribe(second), cache.Watch(1).Select(Text).Subscribe(watch));
        cache.AddOrUpdate(A);
        Assert.Empty(second.Values);
        Assert.Empty(watch.Values);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    public void The_cost_of_an_edit_depends_only_on_the_watchers_of_its_keys(int watchersOfOne)
    {
        static long CostOfEdits(int watchersOfOthers, int watchersOfOne)
        {
            using var cache = Cache();
            var seen = 0;
            for (var i = 0; i < watchersOfOthers; i++)
                cache.Watch(100 + i).Subscribe(_ => Assert.Fail("It watches another key."));
            for (var i = 0; i < watchersOfOne; i++)
                cache.Watch(1).Subscribe(_ => seen++);
            for (var i = 0; i < 10; i++)
                cache.AddOrUpdate(A);
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 10; i++)
                cache.AddOrUpdate(A);
            var cost = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.Equal(20 * watchersOfOne, seen);
            return cost;
        }

        CostOfEdits(1, 1);
        Assert.InRange(CostOfEdits(5000, watchersOfOne), 0, CostOfEdits(1, watchersOfOne) + 1000);
    }

    [Fact]
    public void The_cost_of_unsubscribing_does_not_depend_on_the_number_of_watchers()
    {
        static long CostOfEach(int count, Func<SourceCache<Item, int>, int, IDisposable> subscribe)
        {
            using var cache = Cache();
            IDisposable[] subscriptions = [.. Enumerable.Range(0, count).Select(i => subscribe(cache, i))];
            var before = GC.GetAllocatedBytesForCurrentThread();
            Array.ForEach(subscriptions, subscription => subscription.Dispose());
            return (GC.GetAllocatedBytesForCurrentThread() - before) / count;
        }

        Func<SourceCache<Item, int>, int, IDisposable>[] kinds =
        [
            (cache, i) => cache.Watch(i).Subscribe(),
            (cache, _) => cache.Watch(1).Subscribe(),
            (cache, _) => cache.Connect().Subscribe(),
        ];
        Assert.All(kinds, kind =>
        {
            CostOfEach(1, kind);
            Assert.InRange(CostOfEach(5000, kind), 0, CostOfEach(10, kind) + 200);
        });
    }
}
