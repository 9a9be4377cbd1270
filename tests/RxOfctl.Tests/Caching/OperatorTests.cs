using System.Reactive;
using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using Microsoft.Reactive.Testing;
using RxOfctl.Caching;
using static Microsoft.Reactive.Testing.ReactiveTest;
using static RxOfctl.Tests.Caching.Item;

namespace RxOfctl.Tests.Caching;

/// <summary>The operators in virtual time: subscribed at 200, unsubscribed at 1000 unless a test says otherwise.</summary>
public class OperatorTests
{
    private readonly TestScheduler _scheduler = new();

    private static Recorded<Notification<IChangeSet<Item, int>>> ChangesAt(long time, params IEnumerable<Change<Item, int>> changes) =>
        OnNext<IChangeSet<Item, int>>(time, new ChangeSet<Item, int>(changes));

    private static Recorded<Notification<Func<Item, bool>>> Judge(long time, Func<Item, bool> predicate) =>
        new(time, Notification.CreateOnNext(predicate));

    private static Change<Item, int> Add(Item item) => Change.Add(item.Key, item);

    private static Change<Item, int> Update(Item item, Item previous) => Change.Update(item.Key, item, previous);

    private static Change<Item, int> Remove(Item item) => Change.Remove(item.Key, item);

    private static Change<Item, int> Refresh(Item item) => Change.Refresh(item.Key, item);

    private void At(long time, Action action) => _scheduler.ScheduleAbsolute(time, action);

    private ITestableObservable<IChangeSet<Item, int>> Hot(params Recorded<Notification<IChangeSet<Item, int>>>[] messages) =>
        _scheduler.CreateHotObservable(messages);

    private ITestableObservable<IChangeSet<Item, int>> Hot() => Hot(
        ChangesAt(210, Add(A), Add(C)),
        ChangesAt(220, Update(B, A)),
        ChangesAt(230, Refresh(C)),
        ChangesAt(240, Remove(B)),
        OnCompleted<IChangeSet<Item, int>>(250));

    [Fact]
    public void Filter_names_changes_as_its_subscriber_must_see_them()
    {
        var source = Hot(
            ChangesAt(210, Add(A), Add(C)),
            ChangesAt(220, Update(B, A)),
            ChangesAt(230, Update(D, C)),
            ChangesAt(240, Refresh(B)),
            ChangesAt(250, Update(A, B), Remove(D)),
            OnCompleted<IChangeSet<Item, int>>(260));
        var observed = _scheduler.Start(() => source.Filter(item => item.Value is "b" or "c").Select(Item.Text));
        observed.Messages.AssertEqual(
            OnNext(210, "+2=c"),
            OnNext(220, "+1=b"),
            OnNext(230, "-2=c"),
            OnNext(240, "!1=b"),
            OnNext(250, "-1=b"),
            OnCompleted<string>(260));
        source.Subscriptions.AssertEqual(Subscribe(200, 260));
    }

    [Fact]
    public void Filter_emits_empty_change_sets_if_not_suppressed()
    {
        var source = Hot();
        var observed = _scheduler.Start(() => source.Filter(item => item.Key == 2, suppressEmptyChangeSets: false).Select(Item.Text));
        observed.Messages.AssertEqual(
            OnNext(210, "+2=c"), OnNext(220, ""), OnNext(230, "!2=c"), OnNext(240, ""), OnCompleted<string>(250));
        source.Subscriptions.AssertEqual(Subscribe(200, 250));
    }

    [Fact]
    public void Filter_has_separate_state_for_each_subscription()
    {
        using var cache = Item.Cache(A);
        var filtered = cache.Connect().Filter(_ => true).Select(Item.Text);
        var first = new Recorder<string>();
        var second = new Recorder<string>();
        filtered.Subscribe(first);
        filtered.Subscribe(second);
        Assert.Equal(["+1=a"], first.Values);
        Assert.Equal(["+1=a"], second.Values);
    }

    [Fact]
    public void Filter_evaluates_all_items_when_the_predicate_changes()
    {
        var source = Hot();
        var predicates = _scheduler.CreateHotObservable(
            Judge(215, item => item.Key == 1),
            Judge(225, _ => true),
            Judge(226, _ => true),
            Judge(245, _ => false),
            OnCompleted<Func<Item, bool>>(300));
        var observed = _scheduler.Start(() => source.Filter(predicates).Select(Item.Text));
        observed.Messages.AssertEqual(
            OnNext(215, "+1=a"),
            OnNext(220, "1=b (a)"),
            OnNext(225, "+2=c"),
            OnNext(230, "!2=c"),
            OnNext(240, "-1=b"),
            OnNext(245, "-2=c"),
            OnCompleted<string>(300));
        source.Subscriptions.AssertEqual(Subscribe(200, 250));
        predicates.Subscriptions.AssertEqual(Subscribe(200, 300));
    }

    [Fact]
    public void Filter_fails_with_its_predicates_and_unsubscribes_from_the_changes()
    {
        var error = new FormatException();
        var source = Hot();
        var predicates = _scheduler.CreateHotObservable(OnError<Func<Item, bool>>(215, error));
        var observed = _scheduler.Start(() => source.Filter(predicates).Select(Item.Text));
        observed.Messages.AssertEqual(OnError<string>(215, error));
        source.Subscriptions.AssertEqual(Subscribe(200, 215));
        predicates.Subscriptions.AssertEqual(Subscribe(200, 215));
    }

    [Fact]
    public void Transform_keeps_its_results_for_previous_refresh_and_remove()
    {
        var made = 0;
        var source = Hot();
        var observed = _scheduler.Start(() => source.Transform(item => $"{item.Value}{++made}").Select(Item.Text));
        observed.Messages.AssertEqual(
            OnNext(210, "+1=a1, +2=c2"),
            OnNext(220, "1=b3 (a1)"),
            OnNext(230, "!2=c2"),
            OnNext(240, "-1=b3"),
            OnCompleted<string>(250));
        source.Subscriptions.AssertEqual(Subscribe(200, 250));
    }

    [Fact]
    public void Transform_fails_with_its_selector()
    {
        var error = new FormatException();
        var source = Hot();
        var observed = _scheduler.Start(() => source.Transform(item => item == B ? throw error : item.Value).Select(Item.Text));
        observed.Messages.AssertEqual(OnNext(210, "+1=a, +2=c"), OnError<string>(220, error));
        source.Subscriptions.AssertEqual(Subscribe(200, 220));
    }

    [Fact]
    public void To_collection_emits_all_items_after_each_change()
    {
        var source = Hot();
        var observed = _scheduler.Start(() => source.ToCollection().Select(items => string.Join(' ', items.Select(item => item.Value).Order())));
        observed.Messages.AssertEqual(
            OnNext(210, "a c"), OnNext(220, "b c"), OnNext(230, "b c"), OnNext(240, "c"), OnCompleted<string>(250));
        source.Subscriptions.AssertEqual(Subscribe(200, 250));
    }

    [Fact]
    public void Merge_many_follows_each_item_while_it_is_present()
    {
        var source = Hot(
            ChangesAt(210, Add(A), Add(C)),
            ChangesAt(300, Update(B, A)),
            ChangesAt(400, Remove(C)),
            OnCompleted<IChangeSet<Item, int>>(500));
        var streams = new[] { A, B, C }.ToDictionary(item => item, item => _scheduler.CreateHotObservable(
            OnNext(250, item.Value), OnNext(350, item.Value), OnNext(450, item.Value), OnCompleted<string>(600)));
        var observed = _scheduler.Start(() => source.MergeMany(item => streams[item]));
        Assert.Equal(
            [(250, "a"), (250, "c"), (350, "b"), (350, "c"), (450, "b")],
            observed.Messages.SkipLast(1).Select(message => (message.Time, message.Value.Value)).Order());
        Assert.Equal(OnCompleted<string>(600), observed.Messages[^1]);
        source.Subscriptions.AssertEqual(Subscribe(200, 500));
        streams[A].Subscriptions.AssertEqual(Subscribe(210, 300));
        streams[B].Subscriptions.AssertEqual(Subscribe(300, 600));
        streams[C].Subscriptions.AssertEqual(Subscribe(210, 400));
    }

    [Fact]
    public void Merge_many_continues_after_the_error_of_an_item_and_ends_with_that_of_the_changes()
    {
        var error = new FormatException();
        var source = Hot(ChangesAt(210, Add(A), Add(C)), OnError<IChangeSet<Item, int>>(500, error));
        var broken = _scheduler.CreateHotObservable(OnError<string>(300, new InvalidOperationException()));
        var whole = _scheduler.CreateHotObservable(OnNext(400, "c"));
        var observed = _scheduler.Start(() => source.MergeMany(item => item == A ? broken : whole));
        observed.Messages.AssertEqual(OnNext(400, "c"), OnError<string>(500, error));
        broken.Subscriptions.AssertEqual(Subscribe(210, 300));
        whole.Subscriptions.AssertEqual(Subscribe(210, 500));
        source.Subscriptions.AssertEqual(Subscribe(200, 500));
    }

    [Fact]
    public void Merge_many_unsubscribes_from_everything()
    {
        var source = Hot(ChangesAt(210, Add(A)));
        var stream = _scheduler.CreateHotObservable(OnNext(250, "a"), OnNext(350, "a"));
        var observed = _scheduler.Start(() => source.MergeMany(_ => stream), 100, 200, 300);
        observed.Messages.AssertEqual(OnNext(250, "a"));
        source.Subscriptions.AssertEqual(Subscribe(200, 300));
        stream.Subscriptions.AssertEqual(Subscribe(210, 300));
    }

    [Theory]
    [InlineData(1000, "+a@210 +c@210 +b@220 -a@220 -b@240 -c@250")]
    [InlineData(235, "+a@210 +c@210 +b@220 -a@220 -b@235 -c@235")]
    public void Subscribe_many_holds_one_subscription_for_each_item(long disposed, string expected)
    {
        var log = new List<string>();
        var source = Hot();
        var observed = _scheduler.Start(
            () => source.SubscribeMany(item =>
            {
                log.Add($"+{item}@{_scheduler.Clock}");
                return Disposable.Create(() => log.Add($"-{item}@{_scheduler.Clock}"));
            }).Select(Item.Text),
            100,
            200,
            disposed);
        Assert.Equal(expected.Split(' ').Order(), log.Order());
        Assert.True(log.IndexOf("+b@220") < log.IndexOf("-a@220"));
        Assert.Equal("+1=a, +2=c", observed.Messages[0].Value.Value);
        source.Subscriptions.AssertEqual(Subscribe(200, Math.Min(disposed, 250)));
    }

    [Fact]
    public void Subscribe_many_disposes_all_when_its_factory_throws()
    {
        var error = new FormatException();
        var held = 0;
        var source = Hot();
        var observed = _scheduler.Start(() => source.SubscribeMany(item =>
        {
            if (item == B)
                throw error;
            held++;
            return Disposable.Create(() => held--);
        }).Select(Item.Text));
        observed.Messages.AssertEqual(OnNext(210, "+1=a, +2=c"), OnError<string>(220, error));
        Assert.Equal(0, held);
        source.Subscriptions.AssertEqual(Subscribe(200, 220));
    }

    [Fact]
    public void On_item_added_is_called_for_adds_and_not_for_updates()
    {
        var added = new List<string>();
        var source = Hot();
        var observed = _scheduler.Start(() => source.OnItemAdded(item => added.Add(item.Value)));
        Assert.Equal(["a", "c"], added);
        Assert.Equal(source.Messages, observed.Messages);
        source.Subscriptions.AssertEqual(Subscribe(200, 250));
    }

    [Theory]
    [InlineData(true, 1000, "b@240 c@250")]
    [InlineData(false, 1000, "b@240")]
    [InlineData(true, 235, "b@235 c@235")]
    [InlineData(false, 235, "")]
    public void On_item_removed_is_called_for_removes_and_for_remaining_items_at_the_end(bool invokeOnUnsubscribe, long disposed, string expected)
    {
        var removed = new List<string>();
        var source = Hot();
        _scheduler.Start(
            () => source.OnItemRemoved(item => removed.Add($"{item}@{_scheduler.Clock}"), invokeOnUnsubscribe), 100, 200, disposed);
        Assert.Equal(expected, string.Join(' ', removed.Order()));
        source.Subscriptions.AssertEqual(Subscribe(200, Math.Min(disposed, 250)));
    }

    [Fact]
    public void Watch_value_emits_the_item_of_each_change()
    {
        using var cache = Item.Cache(A);
        At(210, () => cache.AddOrUpdate([B, C]));
        At(220, () => cache.Remove(1));
        At(230, cache.Dispose);
        var observed = _scheduler.Start(() => cache.WatchValue(1));
        observed.Messages.AssertEqual(OnNext(200, A), OnNext(210, B), OnNext(220, B), OnCompleted<Item>(230));
    }

    [Fact]
    public void A_cache_of_a_stream_holds_the_resulting_items_and_ends_with_it()
    {
        var source = Hot();
        using var cache = source.AsObservableCache();
        var observed = _scheduler.Start(() => cache.Connect().Select(Item.Text), 100, 215, 1000);
        observed.Messages.AssertEqual(
            OnNext(215, "+1=a, +2=c"), OnNext(220, "1=b (a)"), OnNext(230, "!2=c"), OnNext(240, "-1=b"), OnCompleted<string>(250));
        Assert.Equal([C], cache.Items);
    }

    [Fact]
    public void A_cache_of_a_stream_fails_with_it_and_keeps_its_items()
    {
        var error = new FormatException();
        var source = Hot(ChangesAt(210, Add(A)), OnError<IChangeSet<Item, int>>(220, error));
        using var cache = source.AsObservableCache();
        var before = _scheduler.CreateObserver<string>();
        At(205, () => cache.Connect().Select(Item.Text).Subscribe(before));
        var after = _scheduler.Start(() => cache.Connect().Select(Item.Text), 100, 300, 1000);
        before.Messages.AssertEqual(OnNext(210, "+1=a"), OnError<string>(220, error));
        after.Messages.AssertEqual(OnNext(300, "+1=a"), OnError<string>(300, error));
    }

    [Fact]
    public void Disposing_a_cache_of_a_stream_unsubscribes_from_it_and_completes()
    {
        var source = Hot();
        using var cache = source.AsObservableCache();
        At(225, cache.Dispose);
        var observed = _scheduler.Start(() => cache.Connect().Select(Item.Text), 100, 201, 1000);
        observed.Messages.AssertEqual(OnNext(210, "+1=a, +2=c"), OnNext(220, "1=b (a)"), OnCompleted<string>(225));
        source.Subscriptions.AssertEqual(Subscribe(0, 225));
    }

    [Fact]
    public void A_view_has_everything_and_does_not_expose_the_source()
    {
        using var cache = Item.Cache(A);
        using var view = cache.AsObservableCache();
        var observed = new Recorder<string>();
        view.Connect().Select(Item.Text).Subscribe(observed);
        var direct = new Recorder<string>();
        cache.Connect().Select(Item.Text).Subscribe(direct);
        Assert.IsNotType<SourceCache<Item, int>>(view);
        Assert.Equal(A, view.Lookup(1));

        view.Dispose();
        cache.AddOrUpdate(C);

        Assert.Equal(["+1=a"], observed.Values);
        Assert.True(observed.IsCompleted);
        Assert.Equal(["+1=a", "+2=c"], direct.Values);
        Assert.False(direct.IsCompleted);
        var late = new Recorder<IChangeSet<Item, int>>();
        view.Connect().Subscribe(late);
        Assert.True(late.IsCompleted);
    }

    [Fact]
    public void Group_count_emits_the_counts_that_differ_after_each_change_set()
    {
        var (one, two, three) = (new Item(1, "x"), new Item(2, "x"), new Item(3, "y"));
        var source = Hot(
            ChangesAt(210, Add(one), Add(two), Add(three)),
            // Between groups, and one that becomes empty.
            ChangesAt(220, Update(three with { Value = "x" }, three)),
            // There and back changes no count.
            ChangesAt(230, Update(one with { Value = "y" }, one), Update(one, one with { Value = "y" })),
            ChangesAt(240, Update(one with { IsWanted = false }, one), Refresh(two)),
            ChangesAt(250, Remove(one), Remove(two)),
            ChangesAt(260, Remove(three)),
            OnCompleted<IChangeSet<Item, int>>(270));
        var observed = _scheduler.Start(() => source.GroupCount(item => item.Value).Select(changes => string.Join(", ", changes.Select(CountText))));

        observed.Messages.AssertEqual(
            OnNext(210, "+x=2, +y=1"),
            OnNext(220, "-y=1, x=3 (2)"),
            OnNext(250, "x=1 (3)"),
            OnNext(260, "-x=1"),
            OnCompleted<string>(270));
        source.Subscriptions.AssertEqual(Subscribe(200, 270));
    }

    [Fact]
    public void Group_count_evaluates_the_group_of_an_item_at_a_refresh()
    {
        using var cache = Cache(new Item(1, "a"), new Item(2, "b"));
        using var counts = cache.Connect().GroupCount(item => item.IsWanted).AsObservableCache();
        var wanted = new List<int>();
        using var watching = counts.WatchValue(true).Subscribe(wanted.Add);
        Assert.True(cache.TryLookup(1, out var item));
        item.IsWanted = false;
        cache.Refresh(1);

        Assert.Equal([2, 1], wanted);
        Assert.Equal([(false, 1), (true, 1)], counts.KeyValues.OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value)));
    }

    [Fact]
    public void Group_count_fails_with_its_selector_and_has_separate_state_for_each_subscription()
    {
        using var cache = Cache(A);
        var counts = cache.Connect().GroupCount(item => item.Value == "d" ? throw new InvalidOperationException("expected") : item.Value);
        using var first = counts.AsObservableCache();
        Exception? error = null;
        using var failing = counts.Subscribe(_ => { }, thrown => error = thrown);
        cache.AddOrUpdate(new Item(3, "a"));
        using var second = counts.AsObservableCache();
        Assert.Equal([2, 2], [first.KeyValues["a"], second.KeyValues["a"]]);
        cache.AddOrUpdate(D);

        Assert.Equal("expected", error?.Message);
        Assert.Throws<ArgumentNullException>(() => cache.Connect().GroupCount((Func<Item, string>)null!));
    }

    private static string CountText(Change<int, string> change) => change.Reason switch
    {
        ChangeReason.Add => $"+{change.Key}={change.Current}",
        ChangeReason.Update => $"{change.Key}={change.Current} ({change.Previous})",
        _ => $"-{change.Key}={change.Current}",
    };

    [Fact]
    public void OnItemUpdated_and_OnItemRefreshed_are_called_for_their_reason_only()
    {
        var calls = new List<string>();
        var source = Hot();
        var observed = _scheduler.Start(() => source
            .OnItemUpdated((current, previous) => calls.Add($"{previous} to {current}"))
            .OnItemRefreshed(item => calls.Add($"refreshed {item}"))
            .Select(Item.Text));
        Assert.Equal(["a to b", "refreshed c"], calls);
        Assert.Equal(5, observed.Messages.Count);
        source.Subscriptions.AssertEqual(Subscribe(200, 250));
    }

    [Fact]
    public void DisposeMany_disposes_after_the_change_set_and_the_rest_at_the_end()
    {
        var disposed = new List<(long Time, int Key)>();
        IChangeSet<IDisposable, int> Made(IEnumerable<Change<IDisposable, int>> changes) => new ChangeSet<IDisposable, int>(changes);
        var items = Enumerable.Range(0, 4).Select(key => Disposable.Create(() => disposed.Add((_scheduler.Clock, key)))).ToArray();
        var source = _scheduler.CreateHotObservable(
            OnNext(210, Made([Change.Add(0, items[0]), Change.Add(1, items[1])])),
            OnNext(220, Made([Change.Update(0, items[2], items[0]), Change.Add(3, items[3])])),
            OnNext(230, Made([Change.Update(0, items[2], items[2]), Change.Refresh(1, items[1])])),
            OnNext(240, Made([Change.Remove(1, items[1])])));
        var disposedAtEmission = new List<int>();
        _scheduler.Start(() => source.DisposeMany().Do(_ => disposedAtEmission.Add(disposed.Count)), 100, 200, 300);
        Assert.Equal([(220, 0), (240, 1), (300, 2), (300, 3)], disposed.OrderBy(each => each.Time).ThenBy(each => each.Key));
        Assert.Equal([0, 0, 1, 1], disposedAtEmission);
        source.Subscriptions.AssertEqual(Subscribe(200, 300));
    }

    [Fact]
    public void Operators_with_a_key_get_it()
    {
        using var cache = Item.Cache(A, C);
        var merged = new Recorder<string>();
        var transformed = new Recorder<string>();
        var subscribed = new List<int>();
        cache.Connect().MergeMany((item, key) => Observable.Return($"{key}{item}")).Subscribe(merged);
        cache.Connect().Transform((item, key) => $"{key}{item}").Select(Item.Text).Subscribe(transformed);
        cache.Connect().SubscribeMany((item, key) =>
        {
            subscribed.Add(key);
            return Disposable.Empty;
        }).Subscribe();
        Assert.Equal(["1a", "2c"], merged.Values);
        Assert.Equal(["+1=1a, +2=2c"], transformed.Values);
        Assert.Equal([1, 2], subscribed);
    }

    [Fact]
    public void AutoRefreshOnObservable_refreshes_while_the_item_is_present_and_unsubscribes()
    {
        var source = Hot();
        var streams = new Dictionary<string, ITestableObservable<int>>
        {
            ["a"] = _scheduler.CreateHotObservable(OnNext(212, 0), OnNext(222, 0)),
            ["b"] = _scheduler.CreateHotObservable(OnNext(235, 0), OnNext(245, 0)),
            ["c"] = _scheduler.CreateHotObservable(OnNext(205, 0), OnCompleted<int>(215)),
        };
        var observed = _scheduler.Start(() => source.AutoRefreshOnObservable(item => streams[item.Value]).Select(Item.Text));
        observed.Messages.AssertEqual(
            OnNext(210, "+1=a, +2=c"),
            OnNext(212, "!1=a"),
            OnNext(220, "1=b (a)"),
            OnNext(230, "!2=c"),
            OnNext(235, "!1=b"),
            OnNext(240, "-1=b"),
            OnCompleted<string>(250));
        source.Subscriptions.AssertEqual(Subscribe(200, 250));
        streams["a"].Subscriptions.AssertEqual(Subscribe(210, 220));
        streams["b"].Subscriptions.AssertEqual(Subscribe(220, 240));
        streams["c"].Subscriptions.AssertEqual(Subscribe(210, 215));
    }

    [Fact]
    public void AutoRefresh_follows_changed_properties_until_it_is_unsubscribed()
    {
        var item = new Observed();
        using var cache = new SourceCache<Observed, int>(_ => 1);
        cache.AddOrUpdate(item);
        var observed = new Recorder<ChangeReason>();
        var subscription = cache.Connect().AutoRefresh().SelectMany(changes => changes).Select(change => change.Reason).Subscribe(observed);
        item.Raise();
        Assert.Equal([ChangeReason.Add, ChangeReason.Refresh], observed.Values);
        subscription.Dispose();
        Assert.False(item.IsObserved);
    }

    [Fact]
    public void Combinations_fail_with_any_source_and_complete_with_the_last()
    {
        var error = new FormatException();
        var first = Hot(ChangesAt(210, Add(A)), OnCompleted<IChangeSet<Item, int>>(220));
        var second = Hot(ChangesAt(215, Add(B), Add(C)), OnCompleted<IChangeSet<Item, int>>(230));
        var or = _scheduler.Start(() => first.Or(second).Select(Item.Text));
        or.Messages.AssertEqual(OnNext(210, "+1=a"), OnNext(215, "+2=c"), OnCompleted<string>(230));
        first.Subscriptions.AssertEqual(Subscribe(200, 220));
        second.Subscriptions.AssertEqual(Subscribe(200, 230));

        var scheduler = new TestScheduler();
        var left = scheduler.CreateHotObservable(ChangesAt(210, Add(A), Add(C)), ChangesAt(240, Refresh(A)));
        var right = scheduler.CreateHotObservable(ChangesAt(220, Add(B)), ChangesAt(230, Remove(B)), OnError<IChangeSet<Item, int>>(250, error));
        var except = scheduler.Start(() => left.Except(right).Select(Item.Text));
        except.Messages.AssertEqual(
            OnNext(210, "+1=a, +2=c"), OnNext(220, "-1=a"), OnNext(230, "+1=a"), OnNext(240, "!1=a"), OnError<string>(250, error));
        left.Subscriptions.AssertEqual(Subscribe(200, 250));
        right.Subscriptions.AssertEqual(Subscribe(200, 250));
    }

    [Fact]
    public void Group_fails_with_its_selector_and_completes_its_groups_with_its_source()
    {
        var source = Hot();
        var items = new Recorder<string>();
        var observed = _scheduler.Start(() => source.Group(item => item.Key)
            .Do(changes => changes.First().Current.Cache.Connect().Select(Item.Text).Subscribe(items))
            .Select(changes => string.Join(",", changes.Select(change => $"{change.Reason} {change.Key}"))));
        observed.Messages.AssertEqual(OnNext(210, "Add 1,Add 2"), OnNext(240, "Remove 1"), OnCompleted<string>(250));
        Assert.Equal(["+1=a", "1=b (a)", "-1=b"], items.Values.Take(3));
        Assert.True(items.IsCompleted);
        source.Subscriptions.AssertEqual(Subscribe(200, 250));

        var error = new FormatException();
        var failing = _scheduler.CreateColdObservable(ChangesAt(10, Add(A)));
        var failed = _scheduler.Start(() => failing.Group<Item, int, int>(_ => throw error).Select(_ => 0), 1000, 1100, 1200);
        failed.Messages.AssertEqual(OnError<int>(1110, error));
        failing.Subscriptions.AssertEqual(Subscribe(1100, 1110));
    }

    [Fact]
    public void Sort_keeps_the_order_of_insertion_of_equal_items()
    {
        var source = Hot();
        var observed = _scheduler.Start(() => source.Sort(Comparer<Item>.Create((_, _) => 0))
            .Select(changes => string.Concat(changes.SortedItems.Select(pair => pair.Value))));
        observed.Messages.AssertEqual(OnNext(210, "ac"), OnNext(220, "bc"), OnNext(230, "bc"), OnNext(240, "c"), OnCompleted<string>(250));
        source.Subscriptions.AssertEqual(Subscribe(200, 250));
    }

    [Fact]
    public void QueryWhenChanged_emits_the_result_after_each_change_set()
    {
        var source = Hot();
        var observed = _scheduler.Start(() => source.QueryWhenChanged(items => items.Count));
        observed.Messages.AssertEqual(OnNext(210, 2), OnNext(220, 2), OnNext(230, 2), OnNext(240, 1), OnCompleted<int>(250));
        source.Subscriptions.AssertEqual(Subscribe(200, 250));
    }

    private sealed class Observed : System.ComponentModel.INotifyPropertyChanged
    {
        public event System.ComponentModel.PropertyChangedEventHandler? PropertyChanged;

        public bool IsObserved => PropertyChanged is not null;

        public void Raise() => PropertyChanged?.Invoke(this, new("Any"));
    }
}
