using System.Reactive.Linq;
using Microsoft.Reactive.Testing;
using static Microsoft.Reactive.Testing.ReactiveTest;

namespace RxOfctl.Tests;

/// <summary>Proves that Microsoft.Reactive.Testing works with this version of System.Reactive.</summary>
public class VirtualTimeTests
{
    [Fact]
    public void A_test_scheduler_records_messages_and_subscriptions()
    {
        var scheduler = new TestScheduler();
        var source = scheduler.CreateHotObservable(OnNext(150, 1), OnNext(210, 2), OnNext(230, 3), OnCompleted<int>(400));

        var observer = scheduler.Start(() => source.Select(value => value * 10).Delay(TimeSpan.FromTicks(5), scheduler));

        observer.Messages.AssertEqual(OnNext(215, 20), OnNext(235, 30), OnCompleted<int>(405));
        source.Subscriptions.AssertEqual(Subscribe(200, 400));
    }

    [Fact]
    public void A_created_observer_sees_an_error_at_its_virtual_time()
    {
        var scheduler = new TestScheduler();
        var error = new InvalidOperationException("expected");
        var source = scheduler.CreateColdObservable(OnNext(10, "a"), OnError<string>(20, error));
        var observer = scheduler.CreateObserver<string>();

        using var subscription = source.AsObservable().Subscribe(observer);
        scheduler.AdvanceTo(TimeSpan.FromDays(1).Ticks);

        observer.Messages.AssertEqual(OnNext(10, "a"), OnError<string>(20, error));
        source.Subscriptions.AssertEqual(Subscribe(0, 20));
        Assert.Equal(TimeSpan.FromDays(1).Ticks, scheduler.Clock);
    }
}
