using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reactive.Linq;
using RxOfctl.Caching;

namespace RxOfctl.Tests.Caching;

/// <summary>Editors and subscribers race on several threads, for a bounded number of edits.</summary>
public class SourceCacheConcurrencyTests
{
    private const int Editors = 4;
    private const int Subscribers = 4;
    private const int EditsEach = 400;
    private const int KeysPerEditor = 5;

    /// <summary>Applies the changes that it observes, and records a change that does not fit the state before it: one was lost, doubled or
    /// swapped.</summary>
    private sealed class Replica
    {
        // Immutable, since tests read it while changes are delivered.
        private ImmutableSortedDictionary<int, Item> _items = ImmutableSortedDictionary<int, Item>.Empty;

        public Replica(IObservable<IChangeSet<Item, int>> changes)
        {
            Recorder = new(set =>
            {
                foreach (var change in set)
                    Apply(change);
            });
            changes.Subscribe(Recorder);
        }

        public Recorder<IChangeSet<Item, int>> Recorder { get; }

        public ConcurrentQueue<string> Misfits { get; } = new();

        public IEnumerable<Item> Items => Volatile.Read(ref _items).Values;

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
            var items = change.Reason == ChangeReason.Remove ? _items.Remove(change.Key) : _items.SetItem(change.Key, change.Current);
            Volatile.Write(ref _items, items);
        }
    }

    // A thread that delivered for long passes the rest on to the thread pool.
    private static void WaitUntil(Func<bool> isDelivered) => Assert.True(SpinWait.SpinUntil(isDelivered, TimeSpan.FromMinutes(1)));

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
                // Half of the keys are shared with the next editor.
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
    public async Task Connecting_while_others_edit_loses_and_doubles_nothing()
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

        var last = cache.Items.OrderBy(item => item.Key).ToArray();
        WaitUntil(() => all.Recorder.Values.Count == Editors * EditsEach && replicas.All(replica => replica.Items.SequenceEqual(last)));
        Assert.Equal(Subscribers * 50, replicas.Count);
        Assert.All(replicas.Append(all), replica =>
        {
            Assert.Empty(replica.Misfits);
            Assert.Empty(replica.Recorder.Violations);
        });

        // All observed the same edits in the same order: those of each replica are the last ones.
        var order = all.Recorder.Values;
        Assert.All(replicas, replica =>
        {
            var observed = replica.Recorder.Values;
            var edits = observed.Count > 0 && !order.Contains(observed[0]) ? observed.Skip(1) : observed;
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
        WaitUntil(() => derived.Items.OrderBy(item => item.Key).SequenceEqual(expected) && replica.Items.SequenceEqual(expected));
        Assert.Empty(replica.Misfits);
    }

    [Fact]
    public async Task Two_caches_whose_observers_edit_each_other_do_not_deadlock()
    {
        using var left = Item.Cache();
        using var right = Item.Cache();
        // An item of an even key on the left is added on the right with the next key, and of an odd key on the right on the left, up to 40.
        left.Connect(item => item.Key % 2 == 0).SelectMany(changes => changes).Where(change => change.Key < 40)
            .Subscribe(change => right.AddOrUpdate(new Item(change.Key + 1, change.Current.Value)));
        right.Connect(item => item.Key % 2 == 1).SelectMany(changes => changes).Where(change => change.Key < 40)
            .Subscribe(change => left.AddOrUpdate(new Item(change.Key + 1, change.Current.Value)));
        var last = new Recorder<Change<Item, int>>();
        left.Watch(40).Subscribe(last);

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

        WaitUntil(() => last.Values.Count == 2 * EditsEach);
        Assert.Equal(Enumerable.Range(0, 21).Select(i => i * 2), left.Keys.Order());
        Assert.Equal(Enumerable.Range(0, 20).Select(i => (i * 2) + 1), right.Keys.Order());
        Assert.Equal(right.Lookup(39)!.Value, left.Lookup(40)!.Value);
    }

    [Fact]
    public async Task A_filter_whose_predicate_changes_while_others_edit_ends_correct_and_is_serial()
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

        WaitUntil(() => replica.Items.SequenceEqual(cache.Items.Where(item => item.Key % 2 == 0).OrderBy(item => item.Key)));
        Assert.Empty(replica.Misfits);
        Assert.Empty(replica.Recorder.Violations);
    }

    [Fact]
    public async Task Disposing_while_others_edit_completes_all_observers_once_at_the_final_state()
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
            // An edit after disposal is refused.
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
            WaitUntil(() => replica.Recorder.IsCompleted);
            Assert.Empty(replica.Recorder.Violations);
            Assert.Empty(replica.Misfits);
            Assert.Equal(cache.Items.OrderBy(item => item.Key), replica.Items);
        });
    }

    [Fact]
    public async Task Subscribing_returns_while_others_edit_continuously()
    {
        using var cache = Item.Cache();
        using var stop = new CancellationTokenSource();
        var editors = Race(Enumerable.Range(0, 2).Select(editor => (Action)(() =>
        {
            for (var edit = 0; !stop.IsCancellationRequested; edit++)
                cache.AddOrUpdate(new Item(editor, $"{edit}"));
        })));
        var replicas = new List<Replica>();
        try
        {
            for (var i = 0; i < 20; i++)
                replicas.Add(await Task.Factory.StartNew(() => new Replica(cache.Connect()), TaskCreationOptions.LongRunning).WaitAsync(TimeSpan.FromSeconds(30)));
        }
        finally
        {
            await stop.CancelAsync();
            await editors;
        }

        var last = cache.Items.OrderBy(item => item.Key).ToArray();
        Assert.All(replicas, replica =>
        {
            WaitUntil(() => replica.Items.SequenceEqual(last));
            Assert.Empty(replica.Misfits);
            Assert.Empty(replica.Recorder.Violations);
        });
    }

    [Fact]
    public async Task An_editor_waits_for_an_observer_that_is_far_behind()
    {
        using var cache = Item.Cache();
        using var isBlocked = new Gate();
        using var release = new Gate();
        var blocked = new Recorder<IChangeSet<Item, int>>(_ =>
        {
            isBlocked.Open();
            release.Wait();
        });
        var other = new Recorder<IChangeSet<Item, int>>();
        cache.Connect().Subscribe(other);
        cache.Connect().Subscribe(blocked);
        var first = Task.Factory.StartNew(() => cache.AddOrUpdate(Item.A), TaskCreationOptions.LongRunning);
        isBlocked.Wait();

        var edits = 0;
        var editor = Worker.Start(() =>
        {
            for (; edits < 5000; Interlocked.Increment(ref edits))
                cache.AddOrUpdate(Item.B);
        });
        // The edit that it waits for is made, and delivered to the others.
        Assert.True(SpinWait.SpinUntil(() => editor.IsWaiting && edits > 1000 && other.Values.Count == edits + 2, TimeSpan.FromSeconds(30)));
        Assert.InRange(Volatile.Read(ref edits), 1000, 1100);
        Assert.Equal(1, blocked.Values.Count);

        release.Open();
        await editor.Completion;
        await first;
        WaitUntil(() => blocked.Values.Count == 5001);
        Assert.Empty(blocked.Violations);
    }

    [Fact]
    public async Task An_editor_that_waits_continues_when_the_observer_is_unsubscribed()
    {
        using var cache = Item.Cache();
        using var isBlocked = new Gate();
        using var release = new Gate();
        var blocked = cache.Connect().Subscribe(_ =>
        {
            isBlocked.Open();
            release.Wait();
        });
        var first = Task.Factory.StartNew(() => cache.AddOrUpdate(Item.A), TaskCreationOptions.LongRunning);
        isBlocked.Wait();
        var editor = Task.Factory.StartNew(
            () =>
            {
                for (var edit = 0; edit < 5000; edit++)
                    cache.AddOrUpdate(Item.B);
            },
            TaskCreationOptions.LongRunning);

        blocked.Dispose();
        await editor.WaitAsync(TimeSpan.FromSeconds(30));
        release.Open();
        await first;
    }

    [Fact]
    public async Task Observers_that_edit_each_others_full_caches_do_not_deadlock()
    {
        const int Edits = 3000;
        using var left = Item.Cache();
        using var right = Item.Cache();
        // Each edit on one side causes two on the other, which cause none, so that both queues overflow.
        left.Connect(item => item.Key == 0).Subscribe(_ => right.AddOrUpdate([Item.A]));
        right.Connect(item => item.Key == 0).Subscribe(_ => left.AddOrUpdate([Item.A]));
        var seenLeft = new Recorder<IChangeSet<Item, int>>();
        left.Connect().Subscribe(seenLeft);
        var seenRight = new Recorder<IChangeSet<Item, int>>();
        right.Connect().Subscribe(seenRight);

        await Race(
            () =>
            {
                for (var i = 0; i < Edits; i++)
                    left.AddOrUpdate(new Item(0, $"{i}"));
            },
            () =>
            {
                for (var i = 0; i < Edits; i++)
                    right.AddOrUpdate(new Item(0, $"{i}"));
            }).WaitAsync(TimeSpan.FromSeconds(60));

        // Of both, so that no observer edits a cache that is disposed.
        WaitUntil(() => seenLeft.Values.Count + seenRight.Values.Count == 4 * Edits);
        Assert.Empty(seenLeft.Violations);
        Assert.Empty(seenRight.Violations);
    }

    [Fact]
    public async Task A_merge_takes_no_more_from_its_sources_than_its_capacity_while_the_observer_blocks()
    {
        const int Count = 10_000;
        using var cache = Item.Cache(Item.A, Item.C);
        var taken = 0;
        using var release = new Gate();
        var sources = Enumerable.Range(0, 3).ToDictionary(key => key, _ => new System.Reactive.Subjects.Subject<int>());
        var merged = new Recorder<int>(_ => release.Wait());
        cache.Connect().MergeMany(item => sources[item.Key], capacity: 8).Subscribe(merged);
        Worker[] emitters = [.. ((int[])[Item.A.Key, Item.C.Key]).Select(key => Worker.Start(() =>
        {
            for (var i = 0; i < Count; i++)
            {
                Interlocked.Increment(ref taken);
                sources[key].OnNext(i);
            }
        }))];

        Assert.True(SpinWait.SpinUntil(
            () => Volatile.Read(ref taken) > 8 && Array.TrueForAll(emitters, emitter => emitter.IsWaiting) && merged.Values.Count == 1,
            TimeSpan.FromSeconds(30)));
        // The observer has one and eight are queued; the other thread is blocked with the last of them.
        Assert.InRange(Volatile.Read(ref taken), 9, 11);
        release.Open();
        await Task.WhenAll(emitters.Select(emitter => emitter.Completion));
        Assert.Equal(2 * Count, merged.Values.Count);
        Assert.Empty(merged.Violations);
    }

    [Fact]
    public async Task An_unbounded_merge_takes_everything_from_its_sources()
    {
        using var cache = Item.Cache(Item.A);
        using var release = new Gate();
        using var isBlocked = new Gate();
        using var source = new System.Reactive.Subjects.Subject<int>();
        var merged = new Recorder<int>(_ =>
        {
            isBlocked.Open();
            release.Wait();
        });
        cache.Connect().MergeMany(_ => source, int.MaxValue).Subscribe(merged);
        var first = Task.Factory.StartNew(() => source.OnNext(0), TaskCreationOptions.LongRunning);
        isBlocked.Wait();
        for (var i = 1; i < 10_000; i++)
            source.OnNext(i);
        Assert.Single(merged.Values);
        release.Open();
        await first;
        Assert.Equal(Enumerable.Range(0, 10_000), merged.Values);
    }
}
