using System.Reactive.Linq;
using Microsoft.Reactive.Testing;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Testing;
using static Microsoft.Reactive.Testing.ReactiveTest;

namespace RxOfctl.Tests.Datapaths;

/// <summary>Waiting for a datapath, and retrying after a failure.</summary>
public class WaitingTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Lab _lab = new();

    private ScriptedSwitch Connect(string description)
    {
        var peer = ScriptedSwitch.Connect(_lab.Controller, 1);
        peer.Always<DescRequest>().Reply(new DescReply { DpDesc = description });
        return peer;
    }

    [Fact]
    public void WhenPresent_emits_at_once_and_after_each_reconnection()
    {
        var (first, old) = _lab.Present();
        var present = _lab.Record(_lab.Controller.WhenPresent(1));
        Assert.Equal([old], present.Values);
        first.Disconnect();
        _lab.Settle();
        _lab.Present(2);
        var (_, current) = _lab.Present();
        var (_, replacing) = _lab.Present();

        Assert.Equal([old, current, replacing], present.Values);
        Assert.False(present.IsCompleted);
    }

    [Fact]
    public async Task WhenPresent_completes_with_the_controller()
    {
        var present = _lab.Record(_lab.Controller.WhenPresent(1));
        await _lab.Controller.DisposeAsync();
        Assert.True(present.IsCompleted);
    }

    [Fact]
    public async Task Waiting_returns_a_datapath_that_is_present_or_connects()
    {
        var early = _lab.Controller.WaitForDatapathAsync(1);
        var limited = _lab.Controller.WaitForDatapathAsync(1, TimeSpan.FromSeconds(5));
        _lab.PassSeconds(2);
        Assert.False(early.IsCompleted);
        var (_, datapath) = _lab.Present();

        Assert.True(early.IsCompletedSuccessfully);
        Assert.Same(datapath, await early);
        Assert.Same(datapath, await limited);
        Assert.Same(datapath, await _lab.Controller.WaitForDatapathAsync(1));
        _lab.PassSeconds(10);
        Assert.True(limited.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Waiting_ends_at_its_limit_by_cancellation_and_with_the_controller()
    {
        using var cancellation = new CancellationTokenSource();
        var limited = _lab.Controller.WaitForDatapathAsync(1, Second);
        var canceled = _lab.Controller.WaitForDatapathAsync(1, cancellationToken: cancellation.Token);
        var endless = _lab.Controller.WaitForDatapathAsync(1, Timeout.InfiniteTimeSpan);
        _lab.PassSeconds(0.999);
        Assert.False(limited.IsCompleted);
        _lab.PassSeconds(0.002);

        var error = await Assert.ThrowsAsync<InvalidDatapathException>(() => limited);
        Assert.Equal(new DatapathId(1), error.DatapathId);
        Assert.Contains("did not connect within 00:00:01", error.Message, StringComparison.Ordinal);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => canceled);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _lab.Controller.WaitForDatapathAsync(1, cancellationToken: cancellation.Token));
        Assert.False(endless.IsCompleted);
        await _lab.Controller.DisposeAsync();
        _lab.Settle();
        Assert.Contains("disposed", (await Assert.ThrowsAsync<InvalidDatapathException>(() => endless)).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => _lab.Controller.WaitForDatapathAsync(1, -Second));
    }

    [Fact]
    public async Task A_request_that_waits_is_sent_when_the_datapath_connects()
    {
        var waiting = _lab.Record(_lab.Controller.SendMsg(1, new DescRequest(), waitFor: TimeSpan.FromSeconds(5)));
        var waitingTask = _lab.Controller.SendMsgAsync(1, new DescRequest(), waitFor: TimeSpan.FromSeconds(5));
        var late = _lab.Record(_lab.Controller.SendMsg(2, new DescRequest(), waitFor: TimeSpan.FromSeconds(5)));
        var lateTask = _lab.Controller.SendMsgAsync(2, new DescRequest(), waitFor: TimeSpan.FromSeconds(5));
        var dropped = _lab.Record(_lab.Controller.SendMsg(1, new DescRequest(), waitFor: Timeout.InfiniteTimeSpan));
        dropped.Dispose();
        _lab.PassSeconds(3);
        var peer = Connect("came");
        _lab.Settle();

        Assert.Equal("came", Assert.Single(waiting.Values).DpDesc);
        Assert.True(waiting.IsCompleted);
        Assert.Equal("came", (await waitingTask).DpDesc);
        Assert.Equal(2, peer.ReceivedOf<DescRequest>().Count);
        _lab.PassSeconds(3);
        Assert.IsType<InvalidDatapathException>(late.Error);
        Assert.IsType<InvalidDatapathException>(lateTask.Exception!.InnerException);
    }

    [Fact]
    public void An_invalid_time_limit_fails_a_request_that_waits()
    {
        var asked = _lab.Record(_lab.Controller.SendMsg(1, new DescRequest(), TimeSpan.FromSeconds(-5), waitFor: TimeSpan.FromSeconds(10)));
        _lab.Settle();
        Assert.Empty(asked.Notifications);
        _lab.Present();

        Assert.IsType<ArgumentOutOfRangeException>(asked.Error);
        _lab.AssertNoErrors();
    }

    [Fact]
    public void A_plain_retry_of_a_request_that_waits_reaches_the_next_connection()
    {
        var first = ScriptedSwitch.Connect(_lab.Controller, 1);
        first.Expect<DescRequest>().Disconnect();
        _lab.Settle();
        var description = _lab.Record(_lab.Controller.SendMsg(1, new DescRequest(), waitFor: TimeSpan.FromSeconds(30)).Retry(2));
        _lab.PassSeconds(5);
        Assert.Empty(description.Notifications);
        Connect("second");
        _lab.Settle();

        Assert.Equal("second", Assert.Single(description.Values).DpDesc);
        Assert.True(description.IsCompleted);
    }

    [Fact]
    public void A_retry_with_backoff_doubles_its_delay_and_resets_it_at_an_element()
    {
        var scheduler = new TestScheduler();
        var source = scheduler.CreateColdObservable(OnError<int>(10, new FormatException()));
        var observed = scheduler.Start(
            () => source.RetryWithBackoff(3, scheduler, TimeSpan.FromTicks(100), TimeSpan.FromTicks(150)), created: 100, subscribed: 200, disposed: 2000);
        // 100, then 150 rather than 200, twice.
        source.Subscriptions.AssertEqual(Subscribe(200, 210), Subscribe(310, 320), Subscribe(470, 480), Subscribe(630, 640));
        observed.Messages.AssertEqual(OnError<int>(640, error => error is FormatException));

        var working = scheduler.CreateColdObservable(OnNext(5, 1), OnError<int>(10, new FormatException()));
        var seen = new List<int>();
        using (working.RetryWithBackoff(1, scheduler, TimeSpan.FromTicks(100)).Subscribe(seen.Add))
            scheduler.AdvanceBy(1000);
        Assert.Equal(10, seen.Count);
        Assert.All(working.Subscriptions.Zip(working.Subscriptions.Skip(1)), pair => Assert.Equal(110, pair.Second.Subscribe - pair.First.Subscribe));
    }

    [Fact]
    public void A_retry_with_backoff_ends_at_an_error_that_is_not_to_be_retried()
    {
        var scheduler = new TestScheduler();
        var source = scheduler.CreateColdObservable(OnError<int>(10, new FormatException()));
        var observed = scheduler.Start(() => source.RetryWithBackoff(3, scheduler, retryOn: error => error is InvalidDatapathException));
        observed.Messages.AssertEqual(OnError<int>(210, error => error is FormatException));
        var waiting = source.RetryWithBackoff(3, scheduler, TimeSpan.FromTicks(100)).Subscribe(_ => { });
        scheduler.AdvanceBy(20);
        waiting.Dispose();
        scheduler.AdvanceBy(1000);
        Assert.Equal(2, source.Subscriptions.Count);
    }
}
