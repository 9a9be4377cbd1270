using System.Reactive.Linq;
using Microsoft.Reactive.Testing;
using RxOfctl.Caching;
using static Microsoft.Reactive.Testing.ReactiveTest;

namespace RxOfctl.Testing.Tests;

public class RecordingTests
{
    private readonly TestScheduler _scheduler = new();

    [Fact]
    public void A_recording_has_the_notifications_and_their_times()
    {
        var source = _scheduler.CreateHotObservable(OnNext(10, "a"), OnNext(20, "b"), OnCompleted<string>(30));
        using var recording = source.Record(_scheduler);
        _scheduler.AdvanceBy(25);
        Assert.False(recording.IsCompleted);
        _scheduler.AdvanceBy(10);

        Assert.Equal(["a", "b"], recording.Values);
        Assert.Equal([10L, 20L, 30L], recording.Notifications.Select(each => each.Timestamp.Ticks));
        Assert.True(recording.IsCompleted);
        Assert.Null(recording.Error);
        Assert.Equal(30, recording.LastAt!.Value.Ticks);
    }

    [Fact]
    public void A_recording_ends_with_the_error_or_when_disposed()
    {
        var error = new InvalidOperationException("expected");
        var source = _scheduler.CreateHotObservable(OnNext(10, 1), OnError<int>(20, error));
        var whole = source.Record(_scheduler);
        var cut = source.Record(_scheduler);
        _scheduler.AdvanceBy(15);
        cut.Dispose();
        _scheduler.AdvanceBy(15);

        Assert.Same(error, whole.Error);
        Assert.False(whole.IsCompleted);
        Assert.Null(cut.Error);
        Assert.Equal(15, source.Subscriptions[1].Unsubscribe);
    }

    [Fact]
    public void A_notification_after_the_end_is_a_violation()
    {
        var source = new Puppet<int>();
        using var recording = source.Record(_scheduler);
        source.Observer.OnNext(1);
        source.Observer.OnCompleted();
        Assert.True(recording.IsCompleted);

        Assert.Throws<RxGrammarException>(() => source.Observer.OnNext(2));
        Assert.Throws<RxGrammarException>(() => recording.Values);
        Assert.Throws<RxGrammarException>(() => source.Observer.OnError(new InvalidOperationException()));
        Assert.Throws<RxGrammarException>(() => source.Observer.OnCompleted());
    }

    [Fact]
    public void A_notification_during_another_is_a_violation()
    {
        var source = new Puppet<int>();
        var seen = new List<int>();
        var breaches = new List<RxGrammarException>();
        using var subscription = source.VerifyGrammar().Subscribe(value =>
        {
            seen.Add(value);
            if (value == 1)
                breaches.Add(Assert.Throws<RxGrammarException>(() => source.Observer.OnNext(2)));
        });
        source.Observer.OnNext(1);
        source.Observer.OnNext(3);

        Assert.Single(breaches);
        Assert.Equal([1, 3], seen);
    }

    [Fact]
    public void A_valid_sequence_passes_unchanged()
    {
        var recording = Observable.Range(1, 3).VerifyGrammar().Record(_scheduler);

        Assert.Equal([1, 2, 3], recording.Values);
        Assert.True(recording.IsCompleted);
    }

    [Fact]
    public void An_aggregator_collects_the_change_sets_and_the_items()
    {
        using var cache = new SourceCache<string, char>(text => text[0]);
        cache.AddOrUpdate("apple");
        using var aggregator = cache.AsAggregator();
        cache.AddOrUpdate(["avocado", "banana"]);
        cache.Remove('b');
        cache.Dispose();

        Assert.Equal([1, 2, 1], aggregator.Messages.Select(changes => changes.Count));
        Assert.Equal(new Dictionary<char, string> { ['a'] = "avocado" }, aggregator.Data);
        Assert.True(aggregator.IsCompleted);
        Assert.Null(aggregator.Error);
    }

    [Fact]
    public void An_aggregator_fails_on_contradicting_changes()
    {
        var misfits = new[]
        {
            new ChangeSet<string, int>(Change.Remove(1, "nobody")),
            new ChangeSet<string, int>(Change.Update(1, "new", "never was")),
            new ChangeSet<string, int>(Change.Add(1, "one"), Change.Add(1, "again")),
        };
        foreach (var misfit in misfits)
        {
            using var aggregator = Observable.Return<IChangeSet<string, int>>(misfit).AsAggregator();
            Assert.Contains("does not fit", Assert.Throws<InvalidOperationException>(() => aggregator.Data).Message, StringComparison.Ordinal);
        }
    }

    private sealed class Puppet<T> : IObservable<T>
    {
        public IObserver<T> Observer { get; private set; } = System.Reactive.Observer.Create<T>(_ => { });

        public IDisposable Subscribe(IObserver<T> observer)
        {
            Observer = observer;
            return System.Reactive.Disposables.Disposable.Empty;
        }
    }
}
