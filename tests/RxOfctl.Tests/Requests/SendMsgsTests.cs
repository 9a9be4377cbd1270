using System.Reactive;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;
using RxOfctl.Testing;

namespace RxOfctl.Tests.Requests;

/// <summary>Many commands that are followed by one barrier, in each form.</summary>
public class SendMsgsTests
{
    private static readonly FlowMod First = new() { Priority = 1 };
    private static readonly FlowMod Second = new() { Priority = 2 };
    private static readonly FlowMod Third = new() { Priority = 3 };

    private readonly Lab _lab = new();
    private readonly ScriptedSwitch _peer;
    private readonly Datapath _datapath;
    private readonly int _handshake;

    public SendMsgsTests()
    {
        (_peer, _datapath) = _lab.Present();
        _lab.Settle();
        _handshake = _peer.Received.Count;
    }

    public static TheoryData<Form> Forms => [Form.Observable, Form.Async, Form.Blocking];

    private IEnumerable<OpenFlowMessage> Sent => _peer.Received.Skip(_handshake).Select(each => each.Message);

    [Theory]
    [MemberData(nameof(Forms))]
    public void Messages_are_sent_in_order_with_one_barrier_and_complete_when_it_is_answered(Form form)
    {
        _peer.Expect<BarrierRequest>().After(TimeSpan.FromSeconds(1)).Reply(new BarrierReply());
        var asked = Ask.Several(First, Second, Third).Start(_lab, _datapath, form);
        Assert.Equal(1, _datapath.PendingRequests);
        _lab.PassSeconds(0.9);
        Assert.Equal(1, _datapath.PendingRequests);
        _lab.PassSeconds(0.2);

        asked.AssertValues([Unit.Default]);
        Assert.Equal(0, _datapath.PendingRequests);
        Assert.Equal([First, Second, Third, new BarrierRequest()], Sent);
        Assert.Equal(4, _peer.Received.Skip(_handshake).Select(each => each.Xid).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Errors_are_reported_at_the_barrier_with_the_messages_they_belong_to(Form form)
    {
        _peer.Expect<FlowMod>(flow => flow.Priority == 2).Error(OpenFlowError.FlowModFailedOverlap);
        _peer.Expect<FlowMod>(flow => flow.Priority == 3).Error(OpenFlowError.FlowModFailedTableFull).Error(OpenFlowError.BadRequestEperm);
        _peer.Expect<BarrierRequest>().After(TimeSpan.FromSeconds(1)).Reply(new BarrierReply());
        var asked = Ask.Several(First, Second, Third).Start(_lab, _datapath, form);
        _lab.PassSeconds(0.9);
        Assert.Equal(1, _datapath.PendingRequests);
        _lab.PassSeconds(0.2);

        var error = asked.AssertError<MessagesFailedException>();
        Assert.Equal(
            [(1, Second, OpenFlowError.FlowModFailedOverlap), (2, Third, OpenFlowError.FlowModFailedTableFull), (2, Third, OpenFlowError.BadRequestEperm)],
            error.Failures.Select(failure => (failure.Index!.Value, (FlowMod)failure.Message, failure.Error.Error)));
        Assert.Equal(error.Failures.Select(failure => failure.Error), error.Result);
        Assert.StartsWith("2 of 3 messages failed: number 2, FlowMod, was answered with OFPFMFC_OVERLAP", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, _datapath.PendingRequests);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void An_error_of_an_object_that_is_sent_twice_has_the_index_that_failed(Form form)
    {
        _peer.Expect<FlowMod>();
        _peer.Expect<FlowMod>().Error(OpenFlowError.FlowModFailedOverlap);
        var asked = Ask.Several(First, First, First).Start(_lab, _datapath, form);
        _lab.Settle();

        Assert.Equal(1, Assert.Single(asked.AssertError<MessagesFailedException>().Failures).Index);
        Assert.Equal([First, First, First, new BarrierRequest()], Sent);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_message_that_cannot_be_encoded_is_named_and_nothing_is_sent(Form form)
    {
        var (peer, datapath) = _lab.Present(2, OpenFlowVersion.OpenFlow10);
        _lab.Settle();
        var before = peer.Received.Count;
        var meter = new MeterMod { MeterId = 7 };
        var asked = Ask.Several(First, meter, Third).Start(_lab, datapath, form);
        _lab.Settle();

        var error = asked.AssertError<InvalidMessageException>();
        Assert.Same(meter, error.InvalidMessage);
        Assert.IsType<UnsupportedByVersionException>(error.InnerException);
        Assert.Equal(before, peer.Received.Count);
        Assert.Equal(0, datapath.PendingRequests);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Without_messages_only_the_barrier_is_sent(Form form)
    {
        var asked = Ask.Several().Start(_lab, _datapath, form);
        _lab.Settle();

        asked.AssertValues([Unit.Default]);
        Assert.Equal([new BarrierRequest()], Sent);
        Assert.Equal(0, _datapath.PendingRequests);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_barrier_answered_with_an_error_completes_the_messages(Form form)
    {
        _peer.Always<BarrierRequest>().Error(OpenFlowError.BadRequestBadType);
        var asked = Ask.Several(First, Second).Start(_lab, _datapath, form);
        _lab.Settle();

        asked.AssertValues([Unit.Default]);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_reply_to_a_command_is_unexpected(Form form)
    {
        _peer.Expect<FlowMod>().Reply(new RoleReply());
        var asked = Ask.Several(First, Second).Start(_lab, _datapath, form);
        _lab.Settle();

        Assert.Equal([new RoleReply()], asked.AssertError<UnexpectedReplyException>().Result);
        Assert.Equal(0, _datapath.PendingRequests);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Messages_that_time_out_fail_with_what_was_received(Form form)
    {
        _peer.Expect<FlowMod>().Error(OpenFlowError.FlowModFailedOverlap);
        _peer.Expect<BarrierRequest>();
        var asked = Ask.Several(First, Second).Start(_lab, _datapath, form, TimeSpan.FromSeconds(3));
        _lab.PassSeconds(2.9);
        Assert.Equal(1, _datapath.PendingRequests);
        _lab.PassSeconds(0.2);

        var error = asked.AssertError<RequestTimeoutException>();
        Assert.Equal(TimeSpan.FromSeconds(3), error.Limit);
        Assert.False(error.BarrierAnswered);
        Assert.IsType<ErrorMessage>(Assert.Single(error.Result));
        Assert.Equal(0, _datapath.PendingRequests);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_disconnection_fails_the_messages_and_so_does_a_closed_datapath(Form form)
    {
        _peer.Expect<FlowMod>(flow => flow.Priority == 2).Disconnect();
        var asked = Ask.Several(First, Second).Start(_lab, _datapath, form);
        _lab.Settle();

        Assert.Equal(_datapath.Id, asked.AssertError<InvalidDatapathException>().DatapathId);
        Assert.Equal(0, _datapath.PendingRequests);
        var later = Ask.Several(First, Second).Start(_lab, _datapath, form);
        _lab.Settle();
        later.AssertError<InvalidDatapathException>();
    }

    [Theory]
    [InlineData(Form.Async)]
    [InlineData(Form.Blocking)]
    public void Canceled_messages_leave_nothing_pending(Form form)
    {
        _peer.Expect<BarrierRequest>();
        var asked = Ask.Several(First, Second).Start(_lab, _datapath, form);
        _lab.Settle();
        asked.Cancel();
        _lab.Settle();

        asked.AssertError<OperationCanceledException>();
        Assert.Equal(0, _datapath.PendingRequests);
    }

    [Fact]
    public void Each_subscription_sends_and_unsubscribing_cancels()
    {
        _peer.Always<BarrierRequest>();
        var messages = _datapath.SendMsgs([First, Second]);
        Assert.Equal(0, _datapath.PendingRequests);
        var one = _lab.Record(messages);
        var other = _lab.Record(messages);
        Assert.Equal(2, _datapath.PendingRequests);
        one.Dispose();
        Assert.Equal(1, _datapath.PendingRequests);
        other.Dispose();
        _lab.PassSeconds(60);

        Assert.Equal(0, _datapath.PendingRequests);
        Assert.Empty(one.Notifications);
        Assert.Empty(other.Notifications);
        Assert.Equal([First, Second, new BarrierRequest(), First, Second, new BarrierRequest()], Sent.Take(6));
    }

    [Fact]
    public void A_null_is_refused_at_the_call()
    {
        Assert.Throws<ArgumentNullException>(() => _datapath.SendMsgs(null!));
        Assert.Throws<ArgumentNullException>(() => _datapath.SendMsgs([First, null!]));
        Assert.Throws<ArgumentNullException>(() => _datapath.SendBundle([First, null!]));
    }
}
