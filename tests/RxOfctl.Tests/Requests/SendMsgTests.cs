using Microsoft.Extensions.Logging;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Testing;

namespace RxOfctl.Tests.Requests;

/// <summary>Each outcome of SendMsg, for each overload in each form.</summary>
public class SendMsgTests
{
    private readonly Lab _lab = new();
    private readonly ScriptedSwitch _peer;
    private readonly Datapath _datapath;
    private readonly int _handshake;

    public SendMsgTests()
    {
        (_peer, _datapath) = Present();
        _handshake = _peer.Received.Count;
    }

    public static TheoryData<string, Form> All => Cases(Ask.All.Keys);

    public static TheoryData<string, Form> Answered => Cases(Ask.All.Where(ask => ask.Value.Reply is not null).Select(ask => ask.Key));

    public static TheoryData<string, Form> Singles => Cases(["single", "parts of one", "explicit single"]);

    public static TheoryData<Form> Forms => [Form.Observable, Form.Async, Form.Blocking];

    [Theory]
    [MemberData(nameof(All))]
    public void A_message_is_followed_by_a_barrier_and_completes_when_it_is_answered(string name, Form form)
    {
        var ask = Ask.All[name];
        _peer.Expect<BarrierRequest>().After(TimeSpan.FromSeconds(1)).Reply(new BarrierReply());
        var asked = ask.Start(_lab, _datapath, form);
        Assert.Equal(1, _datapath.PendingRequests);
        _lab.PassSeconds(0.9);
        Assert.Equal(1, _datapath.PendingRequests);
        _lab.PassSeconds(0.2);

        ask.AssertOnlyBarrierAnswered(asked);
        Assert.Equal(0, _datapath.PendingRequests);
        var sent = _peer.Received.Skip(_handshake).ToArray();
        Assert.Equal([ask.Message, new BarrierRequest()], sent.Select(each => each.Message));
        Assert.NotEqual(sent[0].Xid, sent[1].Xid);
    }

    [Theory]
    [MemberData(nameof(Answered))]
    public void One_reply_is_the_result(string name, Form form)
    {
        var ask = Ask.All[name];
        Answer(ask, ask.Reply!);
        var asked = ask.Start(_lab, _datapath, form);
        _lab.Settle();

        asked.AssertValues(ask.Values);
        Assert.Equal(0, _datapath.PendingRequests);
    }

    [Theory]
    [MemberData(nameof(Singles))]
    public void Several_replies_to_a_request_for_one_fail_with_all_of_them(string name, Form form)
    {
        var ask = Ask.All[name];
        Answer(ask, ask.Reply!, ask.Reply!, ask.Reply!);
        var asked = ask.Start(_lab, _datapath, form);
        _lab.Settle();

        Assert.Equal([ask.Reply!, ask.Reply!, ask.Reply!], asked.AssertError<UnexpectedMultiReplyException>().Result);
        Assert.Empty(asked.Values);
        Assert.Equal(0, _datapath.PendingRequests);
    }

    [Theory]
    [InlineData("entries", Form.Observable)]
    [InlineData("entries", Form.Async)]
    [InlineData("entries", Form.Blocking)]
    [InlineData("explicit multi", Form.Observable)]
    [InlineData("explicit multi", Form.Async)]
    [InlineData("explicit multi", Form.Blocking)]
    public void Several_replies_to_a_request_for_several_are_the_result(string name, Form form)
    {
        var ask = Ask.All[name];
        Answer(ask, ask.Reply!, ask.Reply!);
        var asked = ask.Start(_lab, _datapath, form);
        _lab.Settle();

        asked.AssertValues([.. ask.Values, .. ask.Values]);
    }

    [Fact]
    public void Each_of_several_replies_is_emitted_as_it_arrives()
    {
        _peer.Expect<Experimenter>()
            .Reply(Ask.Experimenter(2)).After(TimeSpan.FromSeconds(1))
            .Reply(Ask.Experimenter(3)).After(TimeSpan.FromSeconds(1))
            .Reply(Ask.Experimenter(4));
        var start = _lab.Scheduler.Now;
        var recording = _lab.Record(_datapath.SendMsg<Experimenter>(Ask.Experimenter(1), replyMulti: true));
        _lab.PassSeconds(3);

        Assert.Equal([2u, 3u, 4u], recording.Values.Select(each => each.ExpType));
        Assert.Equal([0, 1, 2, 2], recording.Notifications.Select(each => (int)(each.Timestamp - start).TotalSeconds));
        Assert.True(recording.IsCompleted);
    }

    [Theory]
    [InlineData("entries", Form.Observable)]
    [InlineData("entries", Form.Async)]
    [InlineData("entries", Form.Blocking)]
    [InlineData("parts of one", Form.Observable)]
    [InlineData("parts of one", Form.Async)]
    [InlineData("parts of one", Form.Blocking)]
    public void A_multipart_reply_whose_last_part_follows_the_barrier_completes_only_then(string name, Form form)
    {
        var ask = Ask.All[name];
        var part = (MultipartReply)ask.Reply!;
        Expect(ask.Message)
            .Reply(part with { Flags = MultipartFlags.More })
            .Meanwhile().After(TimeSpan.FromSeconds(1))
            .Reply(part);
        var asked = ask.Start(_lab, _datapath, form);
        _lab.PassSeconds(0.9);
        Assert.Equal(1, _datapath.PendingRequests);
        _lab.PassSeconds(0.2);

        asked.AssertValues(name == "entries" ? [.. ask.Values, .. ask.Values] : [new PortDescReply { Body = [Lab.PortOf(1), Lab.PortOf(1)] }]);
        Assert.Equal(0, _datapath.PendingRequests);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_reply_of_another_class_fails(string name, Form form)
    {
        var ask = Ask.All[name];
        Answer(ask, new RoleReply());
        var asked = ask.Start(_lab, _datapath, form);
        _lab.Settle();

        var error = asked.AssertError<UnexpectedReplyException>();
        Assert.Equal([new RoleReply()], error.Result);
        Assert.Contains("1 RoleReply", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, _datapath.PendingRequests);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Errors_fail_a_request_at_the_barrier_with_all_messages(string name, Form form)
    {
        var ask = Ask.All[name];
        var script = Expect(ask.Message).Error(OpenFlowError.BadRequestEperm);
        if (ask.Reply is { } reply)
            script.Reply(reply);
        script.Error(OpenFlowError.BadRequestBadLen);
        _peer.Expect<BarrierRequest>().After(TimeSpan.FromSeconds(1)).Reply(new BarrierReply());
        var asked = ask.Start(_lab, _datapath, form);
        _lab.PassSeconds(0.9);
        Assert.Equal(1, _datapath.PendingRequests);
        _lab.PassSeconds(0.2);

        var error = asked.AssertError<OpenFlowErrorException>();
        Assert.Equal([OpenFlowError.BadRequestEperm, OpenFlowError.BadRequestBadLen], error.Errors.Select(each => each.Error));
        Assert.Equal(ask.Reply is null ? 2 : 3, error.Result.Count);
        Assert.StartsWith($"{ask.Message.GetType().Name} was answered with OFPBRC_EPERM", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, _datapath.PendingRequests);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void An_error_without_a_transaction_id_belongs_to_the_request_that_it_quotes(string name, Form form)
    {
        var ask = Ask.All[name];
        Expect(ask.Message).Do(received =>
        {
            var quoted = ByteString.CopyFrom(OpenFlowCodec.Encode(received.Message, received.Version, received.Xid));
            _peer.Send(new ErrorMessage { Error = OpenFlowError.BadRequestEperm, Data = quoted });
        });
        var asked = ask.Start(_lab, _datapath, form);
        _lab.Settle();

        Assert.Equal(OpenFlowError.BadRequestEperm, Assert.Single(asked.AssertError<OpenFlowErrorException>().Errors).Error);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void An_error_in_another_version_that_answers_a_request_belongs_to_it(string name, Form form)
    {
        var ask = Ask.All[name];
        Expect(ask.Message).Do(received => _peer.SendBytes(
            OpenFlowCodec.Encode(new ErrorMessage { Error = OpenFlowError.BadRequestEperm }, OpenFlowVersion.OpenFlow10, received.Xid)));
        var asked = ask.Start(_lab, _datapath, form);
        _lab.Settle();

        Assert.Equal(OpenFlowError.BadRequestEperm, Assert.Single(asked.AssertError<OpenFlowErrorException>().Errors).Error);
        Assert.True(_datapath.IsConnected);
    }

    [Fact]
    public void An_error_without_a_transaction_id_that_quotes_no_request_is_delivered()
    {
        var messages = _lab.Record(_datapath.Messages);
        _peer.Expect<BarrierRequest>();
        var asked = _lab.Record(_datapath.SendMsg(new FlowMod()));
        foreach (var quoted in (string[])["", "04", "040e0008", "040e000800000000", "040e000812345678"])
            _peer.Send(new ErrorMessage { Error = OpenFlowError.BadRequestEperm, Data = ByteString.FromHex(quoted) });
        _lab.Settle();

        Assert.Equal(5, messages.Values.Count);
        Assert.Empty(asked.Notifications);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_barrier_request_is_sent_alone_and_its_reply_is_the_result(Form form)
    {
        var asked = Ask.Single(new BarrierRequest(), new BarrierReply()).Start(_lab, _datapath, form);
        _lab.Settle();

        asked.AssertValues([new BarrierReply()]);
        Assert.Equal([new BarrierRequest()], _peer.Received.Skip(_handshake).Select(each => each.Message));
        Assert.Equal(0, _datapath.PendingRequests);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_refused_barrier_request_fails(Form form)
    {
        _peer.Expect<BarrierRequest>().Error(OpenFlowError.BadRequestBadType);
        var asked = Ask.Single(new BarrierRequest(), new BarrierReply()).Start(_lab, _datapath, form);
        _lab.Settle();

        Assert.Equal(OpenFlowError.BadRequestBadType, asked.AssertError<OpenFlowErrorException>().Errors[0].Error);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_barrier_answered_with_an_error_completes_the_request_and_is_logged_once(string name, Form form)
    {
        var ask = Ask.All[name];
        _peer.Always<BarrierRequest>().Error(OpenFlowError.BadRequestBadType);
        for (var turn = 0; turn < 2; turn++)
        {
            if (ask.Reply is { } reply)
                Expect(ask.Message).Reply(reply);
            var asked = ask.Start(_lab, _datapath, form);
            _lab.Settle();
            asked.AssertValues(ask.Values);
        }

        Assert.Single(_lab.Log.Entries, entry => entry.Text.Contains("answers barrier requests with an error", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_message_that_cannot_be_encoded_leaves_nothing_pending(Form form)
    {
        var (peer, datapath) = _lab.Present(10, OpenFlowVersion.OpenFlow10);
        var before = peer.Received.Count;
        foreach (var ask in (Ask[])[Ask.Command(new FlowMod { CookieMask = 1 }), Ask.Single(new MeterFeaturesRequest(), new MeterFeaturesReply()), Ask.Single(new RoleRequest(), new RoleReply())])
        {
            var asked = ask.Start(_lab, datapath, form);
            _lab.Settle();

            var error = asked.AssertError<InvalidMessageException>();
            Assert.Same(ask.Message, error.InvalidMessage);
            Assert.IsType<UnsupportedByVersionException>(error.InnerException);
            Assert.Equal(0, datapath.PendingRequests);
        }

        Assert.Equal(before, peer.Received.Count);
        var next = Ask.All["command"].Start(_lab, datapath, form);
        _lab.Settle();
        next.AssertValues(Ask.All["command"].Values);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_request_to_a_disconnected_datapath_fails_at_once(string name, Form form)
    {
        _peer.Disconnect();
        _lab.Settle();
        var asked = Ask.All[name].Start(_lab, _datapath, form);
        _lab.Settle();

        var error = asked.AssertError<InvalidDatapathException>();
        Assert.Equal(_datapath.Id, error.DatapathId);
        Assert.Contains("it closed the connection", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, _datapath.PendingRequests);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_disconnection_fails_a_request_with_what_was_received(string name, Form form)
    {
        var ask = Ask.All[name];
        var script = Expect(ask.Message);
        if (ask.Reply is { } reply)
            script.Reply(reply);
        script.After(TimeSpan.FromSeconds(1)).Disconnect();
        var asked = ask.Start(_lab, _datapath, form);
        _lab.PassSeconds(1.1);

        var error = asked.AssertError<InvalidDatapathException>();
        Assert.Equal(_datapath.Id, error.DatapathId);
        Assert.Equal(ask.Reply is null ? 0 : 1, error.Result.Count);
        Assert.Equal(0, _datapath.PendingRequests);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_datapath_from_before_a_reconnection_is_stale_and_the_new_one_is_not(string name, Form form)
    {
        var ask = Ask.All[name];
        _peer.Expect<BarrierRequest>();
        var pending = ask.Start(_lab, _datapath, form);
        var (_, datapath) = Present();
        _lab.Settle();
        Assert.NotSame(_datapath, datapath);
        Assert.False(_datapath.IsConnected);
        Assert.Contains("another connection has taken its place", pending.AssertError<InvalidDatapathException>().Message, StringComparison.Ordinal);

        var stale = ask.Start(_lab, _datapath, form);
        var fresh = ask.Start(_lab, datapath, form);
        _lab.Settle();

        Assert.Equal(_datapath.Id, stale.AssertError<InvalidDatapathException>().DatapathId);
        ask.AssertOnlyBarrierAnswered(fresh);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_request_without_an_answer_fails_at_the_time_limit(string name, Form form)
    {
        _peer.FallSilent();
        var lab = new Lab(new() { RequestTimeout = TimeSpan.FromSeconds(7) });
        var (peer, datapath) = lab.Present();
        peer.Expect<BarrierRequest>();
        var ask = Ask.All[name];
        if (ask.Reply is { } reply)
            peer.Expect<OpenFlowMessage>(message => message.GetType() == ask.Message.GetType()).Reply(reply);
        var asked = ask.Start(lab, datapath, form);
        lab.PassSeconds(6.9);
        Assert.Equal(1, datapath.PendingRequests);
        lab.PassSeconds(0.2);

        var error = asked.AssertError<RequestTimeoutException>();
        Assert.Equal(TimeSpan.FromSeconds(7), error.Limit);
        Assert.False(error.BarrierAnswered);
        Assert.Equal(ask.Reply is null ? 0 : 1, error.Result.Count);
        Assert.Contains(ask.Reply is null ? "no reply came" : $"1 {ask.Reply.GetType().Name} came", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, datapath.PendingRequests);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_time_limit_of_a_call_overrides_that_of_the_controller(string name, Form form)
    {
        _peer.Expect<BarrierRequest>();
        var asked = Ask.All[name].Start(_lab, _datapath, form, TimeSpan.FromSeconds(2));
        _lab.PassSeconds(1.9);
        Assert.Equal(1, _datapath.PendingRequests);
        _lab.PassSeconds(0.2);

        Assert.Equal(TimeSpan.FromSeconds(2), asked.AssertError<RequestTimeoutException>().Limit);
    }

    [Fact]
    public void A_timeout_says_that_the_barrier_was_answered_and_a_part_is_missing()
    {
        _peer.Expect<FlowStatsRequest>().Reply(new FlowStatsReply { Flags = MultipartFlags.More, Body = [new()] });
        var recording = _lab.Record(_datapath.SendMsg(new FlowStatsRequest()));
        _lab.PassSeconds(31);

        var error = Assert.IsType<RequestTimeoutException>(recording.Error);
        Assert.True(error.BarrierAnswered);
        Assert.Single(recording.Values);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_canceled_request_delivers_nothing_more(string name, Form form)
    {
        var ask = Ask.All[name];
        _peer.Expect<BarrierRequest>().After(TimeSpan.FromSeconds(1)).Reply(new BarrierReply());
        var asked = ask.Start(_lab, _datapath, form);
        _lab.PassSeconds(0.5);
        asked.Cancel();
        _lab.PassSeconds(60);

        Assert.Equal(0, _datapath.PendingRequests);
        Assert.Empty(asked.Values);
        if (form == Form.Observable)
            Assert.False(asked.IsEnded);
        else
            asked.AssertError<OperationCanceledException>();
        _lab.AssertNoErrors();
    }

    [Theory]
    [MemberData(nameof(Answered))]
    public void A_malformed_reply_fails_at_the_barrier(string name, Form form)
    {
        var ask = Ask.All[name];
        Expect(ask.Message).Do(received => _peer.SendHex($"04 13 000c {received.Xid:x8} 0001 0000"));
        var asked = ask.Start(_lab, _datapath, form);
        _lab.Settle();

        Assert.IsType<OpenFlowDecodeException>(asked.AssertError<MalformedReplyException>().InnerException);
        Assert.True(_peer.IsConnected);
        Assert.Equal(OpenFlowError.BadRequestBadLen, Assert.Single(_peer.ReceivedOf<ErrorMessage>()).Error);
        Assert.True(_lab.Log.Has(LogLevel.Warning, "sent a malformed message"));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void An_endless_reply_fails_at_the_limit(Form form)
    {
        var lab = new Lab(new() { ReplyLimit = 1000 });
        var (peer, datapath) = lab.Present();
        var part = new FlowStatsReply { Flags = MultipartFlags.More, Body = [new()] };
        peer.Expect<FlowStatsRequest>().Reply([.. Enumerable.Repeat(part, 100)]);
        var asked = Ask.All["entries"].Start(lab, datapath, form);
        lab.Settle();

        var error = asked.AssertError<ReplyLimitException>();
        Assert.InRange(error.Result.Count, 10, 20);
        Assert.Contains("1000 bytes", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, datapath.PendingRequests);
        Assert.True(peer.IsConnected);
    }

    [Fact]
    public void The_answers_to_all_requests_in_flight_are_bounded_together()
    {
        const int Parts = 20;
        var lab = new Lab(new() { ReplyLimitInAll = 1 << 20 });
        var part = new FlowStatsReply { Flags = MultipartFlags.More, Body = [.. Enumerable.Repeat(new FlowStats(), 1000)] };
        var last = part with { Flags = default };
        Recording<FlowStats> AskOf(ulong id, params FlowStatsReply[] parts)
        {
            var (peer, datapath) = lab.Present(id);
            peer.Expect<FlowStatsRequest>().Reply(parts);
            return lab.Record(datapath.SendMsg(new FlowStatsRequest()));
        }

        // What ended does not count, however it ended.
        for (var id = 1ul; id <= 10; id++)
        {
            var whole = AskOf(id, [.. Enumerable.Repeat(part, 5), last]);
            lab.Settle();
            Assert.True(whole.IsCompleted);
            using (AskOf(100 + id, [.. Enumerable.Repeat(part, 5)]))
                lab.Settle();
        }

        var asked = Enumerable.Range(200, 10).Select(id => AskOf((ulong)id, [.. Enumerable.Repeat(part, Parts / 10)])).ToArray();
        lab.Settle();
        Assert.All(asked, each => Assert.Null(each.Error));
        var tooLong = AskOf(300, [.. Enumerable.Repeat(part, Parts)]);
        lab.Settle();

        Assert.IsType<ReplyLimitException>(tooLong.Error);
        Assert.All(asked, each => Assert.Null(each.Error));
    }

    // Each test scripts the answers after the handshake.
    private (ScriptedSwitch Peer, Datapath Datapath) Present()
    {
        var present = _lab.Present();
        present.Peer.Always<PortDescRequest>();
        return present;
    }

    private static TheoryData<string, Form> Cases(IEnumerable<string> names)
    {
        var cases = new TheoryData<string, Form>();
        foreach (var name in names)
        {
            foreach (var form in Enum.GetValues<Form>())
                cases.Add(name, form);
        }

        return cases;
    }

    private Script<OpenFlowMessage> Expect(OpenFlowMessage message) => _peer.Expect<OpenFlowMessage>(each => each.GetType() == message.GetType());

    private void Answer(Ask ask, params OpenFlowMessage[] replies) => Expect(ask.Message).Reply(replies);
}
