using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using System.Runtime.CompilerServices;
using Microsoft.Reactive.Testing;
using RxOfctl.Protocol.Messages;
using RxOfctl.Testing;

namespace RxOfctl.Tests.Requests;

/// <summary>All requests of a connection share one timer, and each ends exactly at its own time limit.</summary>
public sealed class DeadlineTests : IDisposable
{
    private readonly TimerScheduler _scheduler = new();
    private readonly OpenFlowController _controller;
    private readonly ScriptedSwitch _peer;
    private readonly Datapath _datapath;

    public DeadlineTests()
    {
        _controller = new(new() { Scheduler = _scheduler, EchoInterval = TimeSpan.Zero });
        _peer = ScriptedSwitch.Connect(_controller, 1);
        Settle();
        _datapath = _controller.GetDatapath(1)!;
        Assert.Equal(0, _scheduler.Timers);
    }

    public void Dispose() => _peer.Dispose();

    [Fact]
    public void An_infinite_limit_never_expires()
    {
        var lab = new Lab(new() { RequestTimeout = Timeout.InfiniteTimeSpan, EchoInterval = TimeSpan.Zero });
        var (peer, datapath) = lab.Present();
        peer.Always<BarrierRequest>();
        var byOption = lab.Record(datapath.SendMsg(new FlowMod()));
        var byCall = lab.Record(datapath.SendMsgs([new FlowMod()], Timeout.InfiniteTimeSpan));
        var limited = lab.Record(datapath.SendMsg(new FlowMod(), TimeSpan.FromDays(1)));
        lab.Pass(TimeSpan.FromDays(1000));

        Assert.Empty(byOption.Notifications);
        Assert.Empty(byCall.Notifications);
        Assert.IsType<RequestTimeoutException>(limited.Error);
        Assert.Equal(2, datapath.PendingRequests);
    }

    [Fact]
    public void A_negative_limit_is_refused()
    {
        var limit = TimeSpan.FromSeconds(-1);

        Assert.Throws<ArgumentOutOfRangeException>(() => { _datapath.SendMsg(new FlowMod(), limit); });
        Assert.Throws<ArgumentOutOfRangeException>(() => { _datapath.SendMsgs([new FlowMod()], limit); });
        Assert.Throws<ArgumentOutOfRangeException>(() => { _datapath.SendBundle([new FlowMod()], timeout: limit); });
    }

    [Theory]
    [InlineData(1, 2, 3, 4)]
    [InlineData(4, 3, 2, 1)]
    [InlineData(30, 1, 30, 2, 30, 2, 1)]
    [InlineData(2, 30, 1, 30, 3, 3, 3)]
    public void Each_request_ends_at_its_own_limit_whatever_the_limits_of_others(params int[] seconds)
    {
        _peer.Always<BarrierRequest>();
        var ends = new List<(long At, int Seconds)>();
        foreach (var limit in seconds)
        {
            _datapath.SendMsg(new FlowMod(), TimeSpan.FromSeconds(limit)).Subscribe(
                _ => { },
                error => ends.Add((_scheduler.Clock, (int)Assert.IsType<RequestTimeoutException>(error).Limit.TotalSeconds)));
        }

        var start = _scheduler.Clock;
        Pass(TimeSpan.FromMinutes(1));

        // Delivery takes the next tick.
        Assert.Equal(seconds.Order().Select(limit => (start + limit * TimeSpan.TicksPerSecond + 1, limit)), ends);
        Assert.Equal(0, _scheduler.Timers);
    }

    [Fact]
    public void A_later_request_with_a_shorter_limit_ends_first_and_the_others_on_time()
    {
        _peer.Always<BarrierRequest>();
        Ask(TimeSpan.FromSeconds(10));
        Pass(TimeSpan.FromSeconds(4));
        Ask(TimeSpan.FromSeconds(2));
        Pass(TimeSpan.FromSeconds(2) - OneTick);
        Assert.Equal(2, _datapath.PendingRequests);
        Pass(OneTick);
        Assert.Equal(1, _datapath.PendingRequests);
        Pass(TimeSpan.FromSeconds(4) - OneTick);
        Assert.Equal(1, _datapath.PendingRequests);
        Pass(OneTick);
        Assert.Equal(0, _datapath.PendingRequests);
    }

    [Fact]
    public void Requests_that_end_in_time_do_not_affect_the_limits_of_others()
    {
        _peer.Expect<BarrierRequest>();
        _peer.Expect<BarrierRequest>().After(TimeSpan.FromSeconds(1)).Reply(new BarrierReply());
        _peer.Expect<BarrierRequest>();
        Ask(TimeSpan.FromSeconds(5));
        Ask(TimeSpan.FromSeconds(5));
        Ask(TimeSpan.FromSeconds(6)).Dispose();
        Ask(TimeSpan.FromSeconds(7));
        Pass(TimeSpan.FromSeconds(2));
        Assert.Equal(1, _datapath.PendingRequests);
        Pass(TimeSpan.FromSeconds(3));
        Assert.Equal(0, _datapath.PendingRequests);
    }

    [Fact]
    public void One_timer_serves_all_requests_and_there_is_none_after_it_fired_without_requests()
    {
        for (var count = 0; count < 100; count++)
        {
            Ask(TimeSpan.FromSeconds(30));
            Pass(TimeSpan.FromMilliseconds(10));
            Assert.Equal(1, _scheduler.Timers);
        }

        Assert.Equal(0, _datapath.PendingRequests);
        Pass(TimeSpan.FromSeconds(30));
        Assert.Equal(0, _scheduler.Timers);
    }

    [Fact]
    public void A_disconnection_ends_the_timer()
    {
        _peer.Always<BarrierRequest>();
        Ask(TimeSpan.FromSeconds(30));
        Assert.Equal(1, _scheduler.Timers);
        _peer.Disconnect();
        Settle();

        Assert.Equal(0, _datapath.PendingRequests);
        Assert.Equal(0, _scheduler.Timers);
    }

    [Fact]
    public void A_request_that_has_ended_is_not_kept_until_the_timer_fires()
    {
        var asked = AskAndForget();
        Settle();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.Equal(1, _scheduler.Timers);
        Assert.False(asked.IsAlive);
    }

    [Fact]
    public void A_limit_beyond_the_range_of_timers_never_expires()
    {
        _peer.Expect<BarrierRequest>().After(TimeSpan.FromDays(100)).Reply(new BarrierReply());
        var done = false;
        _datapath.SendMsg(new FlowMod(), TimeSpan.MaxValue).Subscribe(_ => { }, () => done = true);
        Pass(TimeSpan.FromDays(99));
        Assert.Equal(1, _datapath.PendingRequests);
        Pass(TimeSpan.FromDays(2));

        Assert.True(done);
        Assert.Equal(0, _scheduler.Timers);
    }

    private static TimeSpan OneTick => TimeSpan.FromTicks(1);

    // A separate method, so that only the controller can keep a reference to it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private WeakReference AskAndForget()
    {
        var message = new FlowMod();
        _datapath.SendMsg(message).Subscribe(_ => { });
        return new(message);
    }

    private IDisposable Ask(TimeSpan limit) => _datapath.SendMsg(new FlowMod(), limit).Subscribe(_ => { }, _ => { });

    private void Settle() => Pass(TimeSpan.FromMilliseconds(1));

    private void Pass(TimeSpan time) => _scheduler.AdvanceBy(time.Ticks);

    /// <summary>Counts timers: actions scheduled half a second ahead or more, and not canceled.</summary>
    private sealed class TimerScheduler : TestScheduler
    {
        public int Timers { get; private set; }

        public override IDisposable ScheduleAbsolute<TState>(TState state, long dueTime, Func<IScheduler, TState, IDisposable> action)
        {
            if (dueTime < Clock + TimeSpan.TicksPerSecond / 2)
                return base.ScheduleAbsolute(state, dueTime, action);
            Timers++;
            var timer = Disposable.Create(() => Timers--);
            var item = base.ScheduleAbsolute(state, dueTime, (scheduler, its) =>
            {
                timer.Dispose();
                return action(scheduler, its);
            });
            return StableCompositeDisposable.Create(item, timer);
        }
    }
}
