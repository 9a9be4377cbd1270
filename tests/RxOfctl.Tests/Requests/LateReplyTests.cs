using Microsoft.Extensions.Logging;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Testing;

namespace RxOfctl.Tests.Requests;

/// <summary>Replies to requests that have ended are discarded: the app does not get them as unsolicited messages.</summary>
public class LateReplyTests
{
    private static readonly OpenFlowMessage[] Answers = [new FlowStatsReply { Flags = MultipartFlags.More }, new FlowStatsReply(), new ErrorMessage { Error = OpenFlowError.BadRequestBadLen }];

    private readonly Lab _lab = new();
    private readonly ScriptedSwitch _peer;
    private readonly Datapath _datapath;
    private readonly Recording<Envelope<OpenFlowMessage>> _messages;
    private readonly Recording<Envelope<OpenFlowMessage>> _all;

    public LateReplyTests()
    {
        (_peer, _datapath) = _lab.Present();
        _messages = _lab.Record(_datapath.Messages);
        _all = _lab.Record(_lab.Controller.Messages);
    }

    [Theory]
    [InlineData(Form.Observable)]
    [InlineData(Form.Async)]
    [InlineData(Form.Blocking)]
    public void The_reply_to_a_request_that_timed_out_is_discarded(Form form)
    {
        _peer.Expect<FlowStatsRequest>().After(TimeSpan.FromSeconds(5)).Reply(Answers);
        var asked = Ask.All["entries"].Start(_lab, _datapath, form, TimeSpan.FromSeconds(1));
        _lab.PassSeconds(6);

        asked.AssertError<RequestTimeoutException>();
        // The replies, and that to the barrier.
        AssertDiscarded();
    }

    [Theory]
    [InlineData(Form.Observable)]
    [InlineData(Form.Async)]
    [InlineData(Form.Blocking)]
    public void The_reply_to_a_canceled_request_is_discarded(Form form)
    {
        _peer.Expect<FlowStatsRequest>().After(TimeSpan.FromSeconds(5)).Reply(Answers);
        var asked = Ask.All["entries"].Start(_lab, _datapath, form);
        _lab.PassSeconds(1);
        asked.Cancel();
        Assert.Equal(form != Form.Observable, asked.IsEnded);
        _lab.PassSeconds(5);

        AssertDiscarded();
    }

    [Fact]
    public void The_rest_of_a_reply_beyond_the_limit_is_discarded()
    {
        var lab = new Lab(new() { ReplyLimit = 1000 });
        var (peer, datapath) = lab.Present();
        var messages = lab.Record(datapath.Messages);
        peer.Expect<FlowStatsRequest>().Reply([.. Enumerable.Repeat(new FlowStatsReply { Flags = MultipartFlags.More, Body = [new()] }, 100)]);
        var asked = lab.Record(datapath.SendMsg(new FlowStatsRequest()));
        lab.Settle();

        Assert.IsType<ReplyLimitException>(asked.Error);
        Assert.Empty(messages.Values);
    }

    [Fact]
    public void A_reply_after_that_to_the_barrier_is_discarded_with_a_warning()
    {
        _peer.Expect<GetConfigRequest>().Meanwhile().After(TimeSpan.FromSeconds(1)).Reply(new GetConfigReply());
        var asked = _lab.Record(_datapath.SendMsg(new GetConfigRequest()));
        _lab.PassSeconds(2);

        Assert.Equal(typeof(GetConfigReply), Assert.IsType<ReplyMissingException>(asked.Error).Expected);
        Assert.Empty(_messages.Values);
        Assert.Single(_lab.Log.Entries, entry => entry.Level == LogLevel.Warning && entry.Text.Contains("arrived after ReplyMissingException", StringComparison.Ordinal));
    }

    [Fact]
    public void The_replies_to_a_canceled_bundle_are_discarded()
    {
        var (peer, datapath) = _lab.Present(2, OpenFlowVersion.OpenFlow14);
        peer.Expect<BarrierRequest>();
        peer.Expect<BundleControl>();
        peer.Expect<BundleControl>().Error(OpenFlowError.BundleFailedBundleClosed);
        var asked = _lab.Record(datapath.SendBundle([new FlowMod()]));
        _lab.Settle();
        asked.Dispose();
        _lab.Settle();

        peer.Verify();
        AssertDiscarded();
    }

    [Fact]
    public void The_answer_to_a_message_without_a_request_is_delivered()
    {
        _peer.Expect<FlowMod>().Error(OpenFlowError.FlowModFailedTableFull);
        using var asked = _lab.Record(_datapath.SendMsg(new BarrierRequest()));
        var xid = _datapath.Send(new FlowMod());
        _lab.Settle();

        Assert.Equal(xid, Assert.Single(_messages.Values).Xid);
    }

    [Fact]
    public void Unsolicited_messages_are_delivered_whatever_their_transaction_id()
    {
        var asked = _lab.Record(_datapath.SendMsg(new BarrierRequest()));
        _lab.Settle();
        Assert.True(asked.IsCompleted);
        var xid = _peer.Received[^1].Xid;
        _peer.Send(new PacketIn(), xid);
        _peer.Send(new PortStatus { Desc = Lab.PortOf(1) }, xid);
        _peer.Send(new FlowRemoved(), xid);
        _lab.Settle();

        Assert.Equal(["PacketIn", "PortStatus", "FlowRemoved"], _messages.Values.Select(each => each.Message.GetType().Name));
    }

    [Fact]
    public void The_updates_of_a_flow_monitor_are_delivered()
    {
        var (peer, datapath) = _lab.Present(2, OpenFlowVersion.OpenFlow14);
        peer.Expect<FlowMonitorRequest>().Reply(new FlowMonitorReply());
        var asked = _lab.Record(datapath.SendMsg<FlowMonitorReply>(new FlowMonitorRequest(), replyMulti: false));
        _lab.Settle();
        Assert.Single(asked.Values);
        peer.Send(new FlowMonitorReply(), peer.Received.Single(each => each.Message is FlowMonitorRequest).Xid);
        _lab.Settle();

        Assert.IsType<FlowMonitorReply>(Assert.Single(_all.Values).Message);
    }

    [Fact]
    public void Only_recent_requests_are_remembered()
    {
        _peer.Expect<BarrierRequest>();
        var forgotten = _lab.Record(_datapath.SendMsg(new BarrierRequest()));
        _lab.Settle();
        var xid = _peer.Received[^1].Xid;
        forgotten.Dispose();
        for (var count = 0; count < 1 << 16; count++)
            _datapath.Send(new EchoReply());
        _peer.Send(new BarrierReply(), xid);
        _lab.Settle();

        Assert.Equal(xid, Assert.Single(_messages.Values).Xid);
    }

    private void AssertDiscarded()
    {
        Assert.Empty(_messages.Values);
        Assert.Empty(_all.Values);
        Assert.Equal(0, _datapath.PendingRequests);
        // One line for all replies within the interval.
        Assert.Single(_lab.Log.Entries, entry => entry.Text.Contains("a request that has ended", StringComparison.Ordinal));
        Assert.True(_datapath.IsConnected);
    }
}
