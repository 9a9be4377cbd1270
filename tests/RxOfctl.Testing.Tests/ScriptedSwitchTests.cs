using System.Reactive.Concurrency;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Testing.Tests;

public class ScriptedSwitchTests
{
    private readonly HistoricalScheduler _scheduler = new();
    private readonly OpenFlowController _controller;
    private readonly ScriptedSwitch _peer;
    private readonly Datapath _datapath;

    public ScriptedSwitchTests()
    {
        _controller = new(new() { Scheduler = _scheduler });
        _peer = ScriptedSwitch.Connect(_controller, 1);
        Pass(0.001);
        _datapath = _controller.GetDatapath(1)!;
    }

    [Fact]
    public void Expectations_are_met_once_each_and_in_order()
    {
        var first = _peer.Expect<GetConfigRequest>().Reply(new GetConfigReply { MissSendLen = 1 });
        var second = _peer.Expect<GetConfigRequest>().Reply(new GetConfigReply { MissSendLen = 2 });
        _peer.Always<GetConfigRequest>().Reply(new GetConfigReply { MissSendLen = 3 });
        var replies = Enumerable.Range(0, 4).Select(_ => _datapath.SendMsg(new GetConfigRequest()).Record(_scheduler)).ToArray();
        Pass(1);

        Assert.Equal([1, 2, 3, 3], replies.Select(reply => (int)reply.Values[0].MissSendLen));
        Assert.True(first.IsMet && second.IsMet);
        Assert.True(first.Message!.Xid < second.Message!.Xid);
        _peer.Verify();
    }

    [Fact]
    public void An_unmet_expectation_is_reported()
    {
        _peer.Expect<FlowMod>(flow => flow.Priority == 1);
        _peer.Expect<DescRequest>();
        _datapath.Send(new FlowMod { Priority = 2 });
        Pass(1);

        Assert.Equal(["FlowMod of a kind", "DescRequest"], _peer.Unmet);
        Assert.Contains("FlowMod of a kind, DescRequest", Assert.Throws<InvalidOperationException>(_peer.Verify).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_slow_script_delays_the_barrier_after_it()
    {
        _peer.Expect<GetConfigRequest>().After(TimeSpan.FromSeconds(3)).Reply(new GetConfigReply());
        var start = _scheduler.Now;
        var reply = _datapath.SendMsg(new GetConfigRequest()).Record(_scheduler);
        Pass(10);

        Assert.True(reply.IsCompleted);
        Assert.Single(reply.Values);
        Assert.Equal(3.0, (reply.LastAt!.Value - start).TotalSeconds, 0.01);
    }

    [Fact]
    public void A_script_that_continues_meanwhile_delays_nothing()
    {
        _peer.Expect<GetConfigRequest>().Meanwhile().After(TimeSpan.FromSeconds(3)).Reply(new GetConfigReply());
        var start = _scheduler.Now;
        var reply = _datapath.SendMsg(new GetConfigRequest()).Record(_scheduler);
        Pass(10);

        Assert.IsType<ReplyMissingException>(reply.Error);
        Assert.Equal(0.0, (reply.LastAt!.Value - start).TotalSeconds, 0.01);
    }

    [Fact]
    public void An_error_quotes_the_received_message()
    {
        _peer.Expect<FlowMod>().Error(OpenFlowError.FlowModFailedOverlap);
        var reply = _datapath.SendMsg(new FlowMod { Cookie = 7 }).Record(_scheduler);
        Pass(1);

        var error = Assert.Single(Assert.IsType<OpenFlowErrorException>(reply.Error).Errors);
        var flow = _peer.Received.Single(each => each.Message is FlowMod);
        Assert.Equal(OpenFlowCodec.Encode(flow.Message, flow.Version, flow.Xid), error.Data.ToArray());
    }

    [Fact]
    public void A_silent_switch_still_records_messages()
    {
        _peer.FallSilent();
        _datapath.Send(new EchoRequest());
        Pass(1);

        Assert.Single(_peer.ReceivedOf<EchoRequest>());
        Pass(60);
        Assert.False(_peer.IsConnected);
        Assert.True(_peer.Completion.IsCompletedSuccessfully);
    }

    [Fact]
    public void A_switch_that_stops_reading_records_nothing_until_it_reads_again()
    {
        _peer.StopReading();
        for (var count = 0; count < 5; count++)
            _datapath.Send(new FlowMod { Priority = (ushort)count });
        Pass(1);
        Assert.True(_peer.ReceivedOf<FlowMod>().Count <= 1);
        _peer.ReadAgain();
        Pass(1);

        Assert.Equal([0, 1, 2, 3, 4], _peer.ReceivedOf<FlowMod>().Select(flow => (int)flow.Priority));
    }

    [Fact]
    public void A_disconnect_in_a_script_ends_the_connection_at_its_time()
    {
        _peer.Expect<FlowMod>().After(TimeSpan.FromSeconds(2)).Disconnect();
        var start = _scheduler.Now;
        _datapath.Send(new FlowMod());
        Pass(5);

        Assert.Equal(2.0, (_peer.DisconnectedAt!.Value - start).TotalSeconds, 0.01);
        Assert.False(_datapath.IsConnected);
        Assert.False(_peer.Send(new EchoRequest()));
        Assert.False(_peer.SendBytes([1]));
    }

    [Fact]
    public void A_bare_peer_sends_nothing()
    {
        var bare = ScriptedSwitch.ConnectBare(_controller);
        Pass(1);
        Assert.IsType<Hello>(Assert.Single(bare.Received).Message);
        Pass(10);

        Assert.False(bare.IsConnected);
    }

    [Fact]
    public void The_same_script_gives_the_same_times_each_time()
    {
        Assert.Equal(Times(), Times());

        static long[] Times()
        {
            var scheduler = new HistoricalScheduler();
            var controller = new OpenFlowController(new() { Scheduler = scheduler });
            var peer = ScriptedSwitch.Connect(controller, 1);
            peer.Expect<EchoRequest>().After(TimeSpan.FromSeconds(3)).Reply(new EchoReply());
            peer.Expect<EchoRequest>();
            scheduler.AdvanceBy(TimeSpan.FromMinutes(2));
            return [.. peer.Received.Select(each => each.At.Ticks), peer.DisconnectedAt!.Value.Ticks];
        }
    }

    private void Pass(double seconds) => _scheduler.AdvanceBy(TimeSpan.FromSeconds(seconds));
}
