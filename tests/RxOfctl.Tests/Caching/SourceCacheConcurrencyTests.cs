using System.Collections.Concurrent;
using System.Reactive.Linq;
using RxOfctl.Caching;

namespace RxOfctl.Tests.Caching;

/// <summary>Editors and subscribers race on threads of their own, for a bounded number of edits.</summary>
public class SourceCacheConcurrencyTests
{
    private const int Editors = 4;
    private const int Subscribers = 4;
    private const int EditsEach = 400;
    private const int KeysPerEditor = 5;

    /// <summary>Replays what it is told and objects where a change does not fit the state before it: one was lost, doubled or swapped.</summary>
    private sealed class Replica
    {
        private readonly Dictionary<int, Item> _items = [];

        public Replica(IObservable<IChangeSet<Item, int>> changes, Action? afterEach = null)
        {
            Recorder = new(set =>
            {
                foreach (var change in set)
                    Apply(change);
                afterEach?.Invoke();
            });
            changes.Subscribe(Recorder);
        }

        public Recorder<IChangeSet<Item, int>> Recorder { get; }

        public ConcurrentQueue<string> Misfits { get; } = new();

        public IEnumerable<Item> Items => _items.Values.OrderBy(item => item.Key);

        private void Apply(Change<Item, int> change)
        {
            _items.TryGetValue(change.Key, out var known);
            var fits = change.Reason switch
            {
                ChangeReason.Add => known is null,
                ChangeReason.Update => known is not null && ReferenceEquals(known, change.Previous),
                _ => known is not null && ReferenceEquals(known, change.Current),
            };
            if (!fits)
                Misfits.Enqueue($"{Item.Text(change)} where {known?.Value ?? "nothing"} was known");
            if (change.Reason == ChangeReason.Remove)
                _items.Remove(change.Key);
            else
                _items[change.Key] = change.Current;
        }
    }

    private static async Task Race(params IEnumerable<Action> actions)
    {
        Action[] all = [.. actions];
        using var start = new Barrier(all.Length);
        await Task.WhenAll(all.Select(action => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                action();
            },
            TaskCreationOptions.LongRunning)));
    }

    private static IEnumerable<Action> EditorsOf(SourceCache<Item, int> cache) => Enumerable.Range(0, Editors).Select(editor => (Action)(() =>
    {
        for (var edit = 0; edit < EditsEach; edit++)
        {
            var number = edit;
            cache.Edit(updater =>
            {
                var key = (editor * KeysPerEditor) + (number % KeysPerEditor);
                // Half of the keys are shared with the next editor, so that editors meet.
                var shared = (key + KeysPerEditor) % (Editors * KeysPerEditor);
                updater.AddOrUpdate([new(key, $"{editor}.{number}"), new(shared, $"{editor}.{number}+")]);
                if (number % 3 == 0)
                    updater.Remove(key);
                if (number % 7 == 0)
                    updater.Refresh(shared);
            });
        }
    }));

    [Fact]
    public async Task Whoever_connects_while_others_edit_loses_and_doubles_nothing()
    {
        using var cache = Item.Cache();
        var all = new Replica(cache.Connect());
        var replicas = new ConcurrentQueue<Replica>();

        await Race(EditorsOf(cache).Concat(Enumerable.Repeat<Action>(
            () =>
            {
                for (var i = 0; i < 50; i++)
                    replicas.Enqueue(new(cache.Connect()));
            },
            Subscribers)));

        Assert.Equal(Editors * EditsEach, all.Recorder.Values.Count);
        Assert.Equal(Subscribers * 50, replicas.Count);
        Assert.All(replicas.Append(all), replica =>
        {
            Assert.Empty(replica.Misfits);
            Assert.Empty(replica.Recorder.Violations);
            Assert.Equal(cache.Items.OrderBy(item => item.Key), replica.Items);
        });

        // Everybody saw the same edits in the same order: each replica's are the last of all.
        var order = all.Recorder.Values;
        Assert.All(replicas, replica =>
        {
            var told = replica.Recorder.Values;
            var edits = told.Count > 0 && !order.Contains(told[0]) ? told.Skip(1) : told;
            Assert.Equal(order.Skip(order.Count - edits.Count()), edits);
        });
    }

    [Fact]
    public async Task A_cache_of_a_filtered_and_transformed_cache_ends_equal()
    {
        using var cache = Item.Cache();
        static bool IsEven(Item item) => item.Key % 2 == 0;
        using var derived = cache.Connect().Filter(IsEven).Transform(item => item with { Value = item.Value + "!" })
            .AsObservableCache(error => Assert.Fail(error.ToString()));
        var replica = new Replica(derived.Connect());

        await Race(EditorsOf(cache));

        var expected = cache.Items.Where(IsEven).Select(item => item with { Value = item.Value + "!" }).OrderBy(item => item.Key);
        Assert.Equal(expected, derived.Items.OrderBy(item => item.Key));
        Assert.Equal(expected, replica.Items);
        Assert.Empty(replica.Misfits);
    }

    [Fact]
    public async Task Two_caches_whose_observers_edit_each_other_do_not_deadlock()
    {
        using var left = Item.Cache();
        using var right = Item.Cache();
        // What comes in at an even key on the left goes to the right, at an odd key on the right to the left, one key up; so it goes on to 40.
        left.Connect(item => item.Key % 2 == 0).SelectMany(changes => changes).Where(change => change.Key < 40)
            .Subscribe(change => right.AddOrUpdate(new Item(change.Key + 1, change.Current.Value)));
        right.Connect(item => item.Key % 2 == 1).SelectMany(changes => changes).Where(change => change.Key < 40)
            .Subscribe(change => left.AddOrUpdate(new Item(change.Key + 1, change.Current.Value)));

        await Race(
            () =>
            {
                for (var i = 0; i < EditsEach; i++)
                    left.AddOrUpdate(new Item(0, $"l{i}"));
            },
            () =>
            {
                for (var i = 0; i < EditsEach; i++)
                    right.AddOrUpdate(new Item(1, $"r{i}"));
            });

        Assert.Equal(Enumerable.Range(0, 21).Select(i => i * 2), left.Keys.Order());
        Assert.Equal(Enumerable.Range(0, 20).Select(i => (i * 2) + 1), right.Keys.Order());
        Assert.Equal(right.Lookup(39)!.Value, left.Lookup(40)!.Value);
    }

    [Fact]
    public async Task A_filter_whose_predicate_changes_while_others_edit_ends_right_and_never_overlaps()
    {
        using var cache = Item.Cache();
        using var predicates = new System.Reactive.Subjects.BehaviorSubject<Func<Item, bool>>(_ => true);
        var replica = new Replica(cache.Connect().Filter(predicates));

        await Race(EditorsOf(cache).Append(() =>
        {
            for (var i = 0; i < EditsEach; i++)
            {
                var divisor = (i % 3) + 2;
                predicates.OnNext(item => item.Key % divisor == 0);
            }
        }));
        predicates.OnNext(item => item.Key % 2 == 0);

        Assert.Empty(replica.Misfits);
        Assert.Empty(replica.Recorder.Violations);
        Assert.Equal(cache.Items.Where(item => item.Key % 2 == 0).OrderBy(item => item.Key), replica.Items);
    }

    [Fact]
    public async Task Disposing_while_others_edit_completes_everybody_once_at_the_final_state()
    {
        var cache = Item.Cache();
        Replica[] replicas = [.. Enumerable.Range(0, 5).Select(_ => new Replica(cache.Connect()))];
        using var halfway = new SemaphoreSlim(0);
        var edits = 0;
        cache.CountChanged.Subscribe(_ =>
        {
            if (Interlocked.Increment(ref edits) == 10)
                halfway.Release();
        });

        await Race(EditorsOf(cache).Select(edit => (Action)(() => Assert.Throws<ObjectDisposedException>(() =>
        {
            edit();
            // An editor that was done before is refused now.
            halfway.Wait();
            halfway.Release();
            cache.Dispose();
            cache.Clear();
        }))).Append(() =>
        {
            halfway.Wait();
            halfway.Release();
            cache.Dispose();
        }));

        Assert.All(replicas, replica =>
        {
            Assert.True(replica.Recorder.IsCompleted);
            Assert.Empty(replica.Recorder.Violations);
            Assert.Empty(replica.Misfits);
            Assert.Equal(cache.Items.OrderBy(item => item.Key), replica.Items);
        });
    }
}
