using Microsoft.Extensions.Logging;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Testing;

namespace RxOfctl.Tests.Requests;

/// <summary>What answers a request that has ended is for nobody: no app sees it as a message that nobody asked for.</summary>
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
    public void Of_a_request_whose_time_was_up(Form form)
    {
        _peer.Expect<FlowStatsRequest>().After(TimeSpan.FromSeconds(5)).Reply(Answers);
        var asked = Ask.All["entries"].Start(_lab, _datapath, form, TimeSpan.FromSeconds(1));
        _lab.PassSeconds(6);

        asked.AssertError<RequestTimeoutException>();
        // The answers, and that to the barrier.
        AssertNobodyWasTold();
    }

    [Theory]
    [InlineData(Form.Observable)]
    [InlineData(Form.Async)]
    [InlineData(Form.Blocking)]
    public void Of_a_request_that_was_taken_back(Form form)
    {
        _peer.Expect<FlowStatsRequest>().After(TimeSpan.FromSeconds(5)).Reply(Answers);
        var asked = Ask.All["entries"].Start(_lab, _datapath, form);
        _lab.PassSeconds(1);
        asked.Cancel();
        Assert.Equal(form != Form.Observable, asked.IsEnded);
        _lab.PassSeconds(5);

        AssertNobodyWasTold();
    }

    [Fact]
    public void Of_a_request_that_ended_at_the_limit_of_its_reply()
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
    public void Of_a_request_whose_barrier_was_answered_first()
    {
        _peer.Expect<GetConfigRequest>().Meanwhile().After(TimeSpan.FromSeconds(1)).Reply(new GetConfigReply());
        var asked = _lab.Record(_datapath.SendMsg(new GetConfigRequest()));
        _lab.PassSeconds(2);

        Assert.Equal(typeof(GetConfigReply), Assert.IsType<ReplyMissingException>(asked.Error).Expected);
        Assert.Empty(_messages.Values);
        Assert.Single(_lab.Log.Entries, entry => entry.Level == LogLevel.Warning && entry.Text.Contains("arrived after ReplyMissingException", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_a_bundle_that_was_forgotten_and_so_discarded()
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
        AssertNobodyWasTold();
    }

    [Fact]
    public void But_what_answers_a_message_that_was_just_sent_is_told()
    {
        _peer.Expect<FlowMod>().Error(OpenFlowError.FlowModFailedTableFull);
        using var asked = _lab.Record(_datapath.SendMsg(new BarrierRequest()));
        var xid = _datapath.Send(new FlowMod());
        _lab.Settle();

        Assert.Equal(xid, Assert.Single(_messages.Values).Xid);
    }

    [Fact]
    public void And_so_are_messages_that_are_no_answers_whatever_their_transaction_id()
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
    public void And_so_are_the_updates_of_a_flow_monitor()
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
    public void A_request_is_not_remembered_for_ever()
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

    private void AssertNobodyWasTold()
    {
        Assert.Empty(_messages.Values);
        Assert.Empty(_all.Values);
        Assert.Equal(0, _datapath.PendingRequests);
        // One line for all that come within the interval.
        Assert.Single(_lab.Log.Entries, entry => entry.Text.Contains("a request that has ended", StringComparison.Ordinal));
        Assert.True(_datapath.IsConnected);
    }
}
