using System.Reactive.Disposables;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Testing;

namespace RxOfctl.Tests.Requests;

/// <summary>How replies are delivered to the app.</summary>
public class DeliveryTests
{
    private const int Many = 1000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Lab _lab = new();
    private readonly ScriptedSwitch _peer;
    private readonly Datapath _datapath;

    public DeliveryTests() => (_peer, _datapath) = _lab.Present();

    [Fact]
    public void Replies_received_together_are_delivered_in_one_turn_in_order()
    {
        _peer.Expect<FlowStatsRequest>().Reply(Part(0, Many));
        var flows = _lab.Record(_datapath.SendMsg(new FlowStatsRequest()));
        _lab.Settle();

        Assert.Equal(Enumerable.Range(0, Many), flows.Values.Select(flow => (int)flow.Cookie));
        Assert.True(flows.IsCompleted);
        Assert.Single(flows.Notifications.Select(each => each.Timestamp).Distinct());
    }

    [Fact]
    public void An_error_is_delivered_after_the_replies_before_it()
    {
        _peer.Expect<FlowStatsRequest>().Reply(Part(0, Many)).Error(OpenFlowError.BadRequestEperm);
        var flows = _lab.Record(_datapath.SendMsg(new FlowStatsRequest()));
        _lab.Settle();

        Assert.Equal(Many, flows.Values.Count);
        Assert.IsType<OpenFlowErrorException>(flows.Error);
    }

    [Fact]
    public void An_observer_that_unsubscribes_in_OnNext_gets_nothing_more()
    {
        _peer.Expect<FlowStatsRequest>().Reply(Part(0, 10));
        using var subscription = new SingleAssignmentDisposable();
        var seen = new List<ulong>();
        subscription.Disposable = _datapath.SendMsg(new FlowStatsRequest()).Subscribe(
            flow =>
            {
                seen.Add(flow.Cookie);
                if (flow.Cookie == 2)
                    subscription.Dispose();
            },
            () => seen.Add(ulong.MaxValue));
        _lab.Settle();

        Assert.Equal([0ul, 1ul, 2ul], seen);
    }

    [Fact]
    public void An_observer_that_throws_is_reported_and_its_request_canceled()
    {
        _peer.Expect<FlowStatsRequest>().Reply(Part(0, 10) with { Flags = MultipartFlags.More });
        var seen = 0;
        using var subscription = _datapath.SendMsg(new FlowStatsRequest()).Subscribe(_ => throw new InvalidOperationException($"expected {++seen}"));
        _lab.Settle();

        Assert.Equal(1, seen);
        Assert.Equal(0, _datapath.PendingRequests);
        Assert.IsType<InvalidOperationException>(Assert.Single(_lab.Log.Entries, entry => entry.Error is not null).Error);
    }

    [Fact]
    public void An_error_without_a_handler_is_reported()
    {
        _peer.Expect<FlowMod>().Error(OpenFlowError.FlowModFailedOverlap);
        using var subscription = _datapath.SendMsg(new FlowMod()).Subscribe(_ => { });
        _lab.Settle();

        Assert.IsType<OpenFlowErrorException>(Assert.Single(_lab.Log.Entries, entry => entry.Error is not null).Error);
    }

    [Theory]
    [InlineData(Form.Observable)]
    [InlineData(Form.Async)]
    [InlineData(Form.Blocking)]
    public async Task No_request_is_in_flight_when_its_end_is_delivered(Form form)
    {
        await using var controller = new OpenFlowController();
        using var peer = ScriptedSwitch.Connect(controller, 1);
        var datapath = await Task.Run(() => SpinUntilPresent(controller)).WaitAsync(Patience);
        for (var count = 0; count < Many; count++)
        {
            var ended = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
            if (form == Form.Observable)
                datapath.SendMsg(new FlowMod()).Subscribe(_ => { }, () => ended.SetResult(datapath.PendingRequests));
            else if (form == Form.Async)
                await datapath.SendMsgAsync(new FlowMod()).ContinueWith(_ => ended.SetResult(datapath.PendingRequests), TaskScheduler.Default);
            else
                datapath.SendMsgAndWait(new FlowMod());
            Assert.Equal(0, form == Form.Blocking ? datapath.PendingRequests : await ended.Task.WaitAsync(Patience));
        }
    }

    [Fact]
    public async Task Parts_received_while_the_observer_runs_are_delivered_one_at_a_time_in_order()
    {
        const int Parts = 50;
        await using var controller = new OpenFlowController();
        using var peer = ScriptedSwitch.Connect(controller, 1);
        peer.Always<FlowStatsRequest>().ReplyInParts([.. Enumerable.Range(0, Parts).Select(part => Part(20 * part, 20))]);
        var datapath = await Task.Run(() => SpinUntilPresent(controller)).WaitAsync(Patience);
        for (var count = 0; count < 20; count++)
        {
            var next = 0ul;
            var inside = 0;
            var ended = new TaskCompletionSource<ulong>(TaskCreationOptions.RunContinuationsAsynchronously);
            using var subscription = datapath.SendMsg(new FlowStatsRequest()).Subscribe(
                flow =>
                {
                    if (Interlocked.Increment(ref inside) != 1 || flow.Cookie != next++)
                        ended.TrySetException(new InvalidOperationException($"Entry {flow.Cookie} is out of turn."));
                    // Blocks, so that another thread continues to read.
                    if (next % 100 == 0)
                        datapath.SendMsgAndWait(new BarrierRequest());
                    Interlocked.Decrement(ref inside);
                },
                error => ended.TrySetException(error),
                () => ended.TrySetResult(next));

            Assert.Equal(20ul * Parts, await ended.Task.WaitAsync(Patience));
        }
    }

    private static FlowStatsReply Part(int first, int count) =>
        new() { Body = [.. Enumerable.Range(first, count).Select(number => new FlowStats { Cookie = (ulong)number })] };

    private static Datapath SpinUntilPresent(OpenFlowController controller)
    {
        Assert.True(SpinWait.SpinUntil(() => controller.GetDatapath(1) is not null, Patience));
        return controller.GetDatapath(1)!;
    }
}
