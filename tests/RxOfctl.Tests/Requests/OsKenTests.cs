using RxOfctl.Protocol;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Testing;

namespace RxOfctl.Tests.Requests;

/// <summary>The cases of os-ken's tests of ofctl, by the names that they have there, and cases that os-ken gets wrong.</summary>
public class OsKenTests
{
    private readonly Lab _lab = new();
    private readonly ScriptedSwitch _peer;
    private readonly Datapath _datapath;

    public OsKenTests() => (_peer, _datapath) = _lab.Present();

    [Fact]
    public void Reply_none()
    {
        var result = _lab.Record(_datapath.SendMsg(new FlowMod()));
        _lab.Settle();

        Assert.Single(result.Values);
        Assert.True(result.IsCompleted);
    }

    [Fact]
    public async Task Reply_none_where_the_class_is_given()
    {
        var one = _lab.Record(_datapath.SendMsg<DescReply>(new DescRequest(), replyMulti: false));
        var many = _datapath.SendMsgAsync<FlowStatsReply>(new FlowStatsRequest(), replyMulti: true);
        _lab.Settle();

        Assert.Empty(one.Values);
        Assert.True(one.IsCompleted);
        Assert.True(many.IsCompleted);
        Assert.Empty(await many);
    }

    [Fact]
    public void Reply_one()
    {
        _peer.Expect<DescRequest>().Reply(new DescReply { MfrDesc = "Nicira" });
        var result = _lab.Record(_datapath.SendMsg(new DescRequest()));
        _lab.Settle();

        Assert.Equal("Nicira", Assert.Single(result.Values).MfrDesc);
    }

    [Fact]
    public void Reply_many()
    {
        _peer.Expect<FlowStatsRequest>().ReplyInParts(
            new FlowStatsReply { Body = [new() { Cookie = 1 }] },
            new FlowStatsReply { Body = [new() { Cookie = 2 }, new() { Cookie = 3 }] });
        var result = _lab.Record(_datapath.SendMsg(new FlowStatsRequest()));
        _lab.Settle();

        Assert.Equal([1ul, 2ul, 3ul], result.Values.Select(flow => flow.Cookie));
    }

    [Fact]
    public void Reply_many_part_by_part()
    {
        _peer.Expect<FlowStatsRequest>().ReplyInParts(new FlowStatsReply { Body = [new()] }, new FlowStatsReply());
        var result = _lab.Record(_datapath.SendMsg<FlowStatsReply>(new FlowStatsRequest(), replyMulti: true));
        _lab.Settle();

        Assert.Equal([1, 0], result.Values.Select(part => part.Body.Count));
    }

    [Fact]
    public void Wrong_class()
    {
        _peer.Expect<DescRequest>().Reply(new GetConfigReply());
        var result = _lab.Record(_datapath.SendMsg(new DescRequest()));
        _lab.Settle();

        Assert.IsType<UnexpectedReplyException>(result.Error);
    }

    [Fact]
    public void Barrier_as_the_message()
    {
        var result = _lab.Record(_datapath.SendMsg(new BarrierRequest()));
        _lab.Settle();

        Assert.Single(result.Values);
        Assert.Single(_peer.ReceivedOf<BarrierRequest>());
    }

    [Fact]
    public void Two_replies_to_a_single_request()
    {
        _peer.Expect<GetConfigRequest>().Reply(new GetConfigReply(), new GetConfigReply());
        var result = _lab.Record(_datapath.SendMsg(new GetConfigRequest()));
        _lab.Settle();

        Assert.Equal(2, Assert.IsType<UnexpectedMultiReplyException>(result.Error).Result.Count);
        Assert.Empty(result.Values);
    }

    [Fact]
    public void Two_replies_without_MORE_are_not_parts_of_one()
    {
        _peer.Expect<PortDescRequest>().Reply(new PortDescReply(), new PortDescReply());
        var result = _lab.Record(_datapath.SendMsg(new PortDescRequest()));
        _lab.Settle();

        Assert.IsType<UnexpectedMultiReplyException>(result.Error);
    }

    [Fact]
    public void Error_among_replies()
    {
        _peer.Expect<FlowStatsRequest>()
            .Reply(new FlowStatsReply { Flags = MultipartFlags.More, Body = [new()] })
            .Error(OpenFlowError.BadRequestBufferUnknown);
        var result = _lab.Record(_datapath.SendMsg(new FlowStatsRequest()));
        _lab.Settle();

        var error = Assert.IsType<OpenFlowErrorException>(result.Error);
        Assert.Equal(["FlowStatsReply", "ErrorMessage"], error.Result.Select(each => each.GetType().Name));
        Assert.Single(result.Values);
    }

    [Fact]
    public void Long_parts_among_replies()
    {
        var part = new FlowStatsReply { Flags = MultipartFlags.More, Body = [.. Enumerable.Range(1, 200).Select(each => new FlowStats { Cookie = (ulong)each })] };
        _peer.Expect<FlowStatsRequest>().Reply(part, part).Error(OpenFlowError.BadRequestBufferUnknown);
        var result = _lab.Record(_datapath.SendMsg(new FlowStatsRequest()));
        _lab.Settle();

        var error = Assert.IsType<OpenFlowErrorException>(result.Error);
        Assert.Equal([part, part], error.Result.Take(2));
        Assert.Same(error.Errors.Single(), error.Result[2]);
        Assert.Equal(3, error.Result.Count);
    }

    [Fact]
    public void Entries_that_were_delivered_are_not_kept_until_the_last_part()
    {
        var part = new FlowStatsReply { Flags = MultipartFlags.More, Body = [.. Enumerable.Range(1, 200).Select(each => new FlowStats { Cookie = (ulong)each })] };
        _peer.Expect<FlowStatsRequest>().Reply(part, part);
        var delivered = new List<WeakReference>();
        using var asking = _datapath.SendMsg(new FlowStatsRequest()).Subscribe(entry => delivered.Add(new(entry)));
        _lab.Settle();

        GC.Collect();
        Assert.Equal(400, delivered.Count);
        // The request keeps the last part.
        Assert.DoesNotContain(delivered.Take(200), entry => entry.IsAlive);
    }

    [Fact]
    public void Serialize_error()
    {
        var result = _lab.Record(_datapath.SendMsg(new FlowMod { Match = null! }));
        var other = _lab.Record(_datapath.SendMsg(new PacketOut { Data = new byte[70_000] }));
        _lab.Settle();

        Assert.NotNull(result.Error);
        Assert.IsType<InvalidMessageException>(other.Error);
        Assert.Equal(0, _datapath.PendingRequests);
    }

    [Fact]
    public void Stale_datapath_after_a_reconnect()
    {
        _peer.Disconnect();
        _lab.Settle();
        var (_, datapath) = _lab.Present();
        var stale = _lab.Record(_datapath.SendMsg(new FlowMod()));
        var fresh = _lab.Record(datapath.SendMsg(new FlowMod()));
        _lab.Settle();

        Assert.IsType<InvalidDatapathException>(stale.Error);
        Assert.True(fresh.IsCompleted);
    }

    [Fact]
    public void Disconnection_with_requests_pending()
    {
        _peer.Always<BarrierRequest>();
        var results = Enumerable.Range(0, 10).Select(_ => _lab.Record(_datapath.SendMsg(new FlowMod()))).ToArray();
        _lab.Settle();
        Assert.Equal(10, _datapath.PendingRequests);
        _peer.Disconnect();
        _lab.Settle();

        Assert.All(results, result => Assert.Equal(_datapath.Id, Assert.IsType<InvalidDatapathException>(result.Error).DatapathId));
        Assert.Equal(0, _datapath.PendingRequests);
    }

    [Fact]
    public void The_same_object_sent_twice_at_once_and_to_two_datapaths()
    {
        var (other, second) = _lab.Present(2);
        var message = new GetConfigRequest();
        _peer.Always<GetConfigRequest>().Reply(new GetConfigReply { MissSendLen = 1 });
        other.Always<GetConfigRequest>().Reply(new GetConfigReply { MissSendLen = 2 });
        var observable = _datapath.SendMsg(message);
        var results = new[] { _lab.Record(observable), _lab.Record(observable), _lab.Record(second.SendMsg(message)) };
        _lab.Settle();

        Assert.Equal([1, 1, 2], results.Select(result => (int)Assert.Single(result.Values).MissSendLen));
        Assert.Equal(2, _peer.ReceivedOf<GetConfigRequest>().Count);
        Assert.Equal(_peer.Received.Count, _peer.Received.Select(each => each.Xid).Distinct().Count());
    }

    [Fact]
    public void Nothing_is_sent_before_the_subscription()
    {
        var before = _peer.Received.Count;
        _ = _datapath.SendMsg(new FlowMod());
        _lab.Settle();

        Assert.Equal(before, _peer.Received.Count);
    }

    [Fact]
    public void An_error_with_the_xid_of_the_barrier_is_not_an_error_of_the_message()
    {
        _peer.Always<BarrierRequest>().Error(OpenFlowError.BadRequestBadType);
        _peer.Expect<GetConfigRequest>().Reply(new GetConfigReply());
        var result = _lab.Record(_datapath.SendMsg(new GetConfigRequest()));
        _lab.Settle();

        Assert.Single(result.Values);
        Assert.True(result.IsCompleted);
    }

    [Fact]
    public void Barrier_before_the_last_part_of_a_multipart_reply()
    {
        _peer.Expect<FlowStatsRequest>()
            .Reply(new FlowStatsReply { Flags = MultipartFlags.More, Body = [new() { Cookie = 1 }] })
            .Meanwhile().After(TimeSpan.FromSeconds(3))
            .Reply(new FlowStatsReply { Body = [new() { Cookie = 2 }] });
        var result = _lab.Record(_datapath.SendMsg(new FlowStatsRequest()));
        _lab.PassSeconds(2);
        Assert.Single(result.Values);
        Assert.False(result.IsCompleted);
        _lab.PassSeconds(2);

        Assert.Equal([1ul, 2ul], result.Values.Select(flow => flow.Cookie));
        Assert.True(result.IsCompleted);
    }

    [Fact]
    public void A_reply_never_comes()
    {
        _peer.FallSilent();
        var keepAlive = new Lab(new() { EchoInterval = TimeSpan.Zero });
        var (peer, datapath) = keepAlive.Present();
        peer.FallSilent();
        var result = keepAlive.Record(datapath.SendMsg(new GetConfigRequest()));
        keepAlive.PassSeconds(29);
        Assert.Empty(result.Notifications);
        keepAlive.PassSeconds(2);

        Assert.IsType<RequestTimeoutException>(result.Error);
        Assert.Equal(0, datapath.PendingRequests);
    }

    [Fact]
    public void A_reply_after_the_time_limit_is_discarded()
    {
        _peer.Expect<GetConfigRequest>().After(TimeSpan.FromSeconds(5)).Reply(new GetConfigReply { MissSendLen = 1 });
        _peer.Expect<GetConfigRequest>().Reply(new GetConfigReply { MissSendLen = 2 });
        var messages = _lab.Record(_datapath.Messages);
        var late = _lab.Record(_datapath.SendMsg(new GetConfigRequest(), TimeSpan.FromSeconds(1)));
        _lab.PassSeconds(2);
        var next = _lab.Record(_datapath.SendMsg(new GetConfigRequest()));
        _lab.PassSeconds(10);

        Assert.IsType<RequestTimeoutException>(late.Error);
        Assert.Equal(2, Assert.Single(next.Values).MissSendLen);
        // The late reply, and that to its barrier, answer no request in flight, and are discarded.
        Assert.Empty(messages.Values);
        Assert.Single(_lab.Log.Entries, entry => entry.Text.Contains("a request that has ended", StringComparison.Ordinal));
    }

    [Fact]
    public void A_reply_with_an_unknown_xid_is_delivered_to_the_app()
    {
        var messages = _lab.Record(_datapath.Messages);
        _peer.Expect<GetConfigRequest>().Send(new GetConfigReply(), xid: 0xdeadbeef);
        var result = _lab.Record(_datapath.SendMsg(new GetConfigRequest()));
        _lab.Settle();

        Assert.IsType<ReplyMissingException>(result.Error);
        Assert.Equal(0xdeadbeefu, Assert.Single(messages.Values).Xid);
    }

    [Fact]
    public void Unsolicited_messages_with_the_xid_of_a_request_are_not_replies()
    {
        var messages = _lab.Record(_datapath.Messages);
        _peer.Expect<GetConfigRequest>()
            .Reply(new PacketIn())
            .Reply(new PortStatus { Desc = Lab.PortOf(1) })
            .Reply(new FlowRemoved())
            .Reply(new EchoRequest())
            .Reply(new GetConfigReply());
        var result = _lab.Record(_datapath.SendMsg(new GetConfigRequest()));
        _lab.Settle();

        Assert.Single(result.Values);
        Assert.Equal(3, messages.Values.Count);
    }

    [Fact]
    public void An_echo_request_can_be_sent_as_any_request()
    {
        var result = _lab.Record(_datapath.SendMsg(new EchoRequest { Data = new byte[] { 7 } }));
        _lab.Settle();

        Assert.Equal(new byte[] { 7 }, Assert.Single(result.Values).Data.ToArray());
    }

    [Fact]
    public void A_subscription_disposed_in_OnNext_gets_nothing_more()
    {
        _peer.Expect<FlowStatsRequest>().Reply(new FlowStatsReply { Body = [new(), new(), new()] });
        var taken = _lab.Record(System.Reactive.Linq.Observable.Take(_datapath.SendMsg(new FlowStatsRequest()), 1));
        _lab.Settle();

        Assert.Single(taken.Values);
        Assert.True(taken.IsCompleted);
        Assert.Equal(0, _datapath.PendingRequests);
    }

    [Fact]
    public void A_handler_of_a_reply_may_send_a_request()
    {
        _peer.Always<GetConfigRequest>().Reply(new GetConfigReply { MissSendLen = 3 });
        var chain = System.Reactive.Linq.Observable.SelectMany(
            _datapath.SendMsg(new GetConfigRequest()), _ => _datapath.SendMsg(new GetConfigRequest()));
        var result = _lab.Record(chain);
        _lab.Settle();

        Assert.Single(result.Values);
        Assert.True(result.IsCompleted);
    }

    [Fact]
    public void Null_is_refused_where_it_is_given()
    {
        Assert.Throws<ArgumentNullException>(() => { _datapath.SendMsg((FlowMod)null!); });
        Assert.Throws<ArgumentNullException>(() => { _datapath.Send(null!); });
        Assert.Equal(OpenFlowVersion.OpenFlow13, _datapath.Version);
    }
}
