using System.Reactive;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;
using RxOfctl.Testing;

namespace RxOfctl.Tests.Requests;

/// <summary>Bundles, which are applied as a whole or not at all, in each form: those of OpenFlow 1.4 and later, and the ONF's of
/// 1.3.</summary>
public class SendBundleTests
{
    private const BundleFlags Flags = BundleFlags.Atomic | BundleFlags.Ordered;

    private static readonly FlowMod First = new() { Priority = 1 };
    private static readonly FlowMod Second = new() { Priority = 2 };

    private readonly Lab _lab = new(new() { Versions = Enum.GetValues<OpenFlowVersion>() });

    public static TheoryData<Form, OpenFlowVersion> Cases
    {
        get
        {
            var cases = new TheoryData<Form, OpenFlowVersion>();
            foreach (var form in Enum.GetValues<Form>())
            {
                cases.Add(form, OpenFlowVersion.OpenFlow13);
                cases.Add(form, OpenFlowVersion.OpenFlow14);
                cases.Add(form, OpenFlowVersion.OpenFlow15);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_bundle_is_opened_and_filled_and_committed_when_the_barrier_is_answered(Form form, OpenFlowVersion version)
    {
        var (peer, datapath) = Present(version);
        peer.Expect<BarrierRequest>().After(TimeSpan.FromSeconds(1)).Reply(new BarrierReply());
        var asked = Ask.Bundle(Flags, First, Second).Start(_lab, datapath, form);
        _lab.PassSeconds(0.9);
        Assert.Equal(["open 1", "add 1: 1", "add 1: 2", "barrier"], Steps(peer));
        Assert.Equal(1, datapath.PendingRequests);
        _lab.PassSeconds(0.2);

        asked.AssertValues([Unit.Default]);
        Assert.Equal(["open 1", "add 1: 1", "add 1: 2", "barrier", "commit 1", "barrier"], Steps(peer));
        Assert.Equal(0, datapath.PendingRequests);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_refused_message_discards_the_bundle_and_is_reported(Form form, OpenFlowVersion version)
    {
        var (peer, datapath) = Present(version);
        peer.Expect<BundleAddMessage>(add => add.Message == Second).Error(OpenFlowError.FlowModFailedBadTableId);
        var asked = Ask.Bundle(Flags, First, Second).Start(_lab, datapath, form);
        _lab.Settle();

        var failure = Assert.Single(asked.AssertError<MessagesFailedException>().Failures);
        Assert.Equal((1, Second, OpenFlowError.FlowModFailedBadTableId), (failure.Index, failure.Message, failure.Error.Error));
        Assert.Equal(["open 1", "add 1: 1", "add 1: 2", "barrier", "discard 1", "barrier"], Steps(peer));
        Assert.Equal(0, datapath.PendingRequests);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_message_that_fails_at_the_commit_is_reported(Form form, OpenFlowVersion version)
    {
        var (peer, datapath) = Present(version);
        void Fail(ReceivedMessage commit)
        {
            var added = peer.Received.First(each => each.Message is BundleAddMessage);
            peer.Send(new ErrorMessage { Error = OpenFlowError.FlowModFailedOverlap }, added.Xid);
            peer.Send(new ErrorMessage { Error = OpenFlowError.BundleFailedMsgFailed }, commit.Xid);
        }

        peer.Expect<BundleControl>(control => control.Type == BundleControlType.CommitRequest).Do(Fail);
        var asked = Ask.Bundle(Flags, First, Second).Start(_lab, datapath, form);
        _lab.Settle();

        var error = asked.AssertError<MessagesFailedException>();
        Assert.Equal([0, null], error.Failures.Select(failure => failure.Index));
        Assert.Equal(
            [OpenFlowError.FlowModFailedOverlap, OpenFlowError.BundleFailedMsgFailed], error.Failures.Select(failure => failure.Error.Error));
        Assert.Same(First, error.Failures[0].Message);
        Assert.Equal(3, error.Result.Count);
        Assert.Equal(0, datapath.PendingRequests);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_bundle_whose_commit_is_not_confirmed_fails(Form form, OpenFlowVersion version)
    {
        var (peer, datapath) = Present(version);
        peer.Always<BundleControl>();
        var asked = Ask.Bundle(Flags, First).Start(_lab, datapath, form);
        _lab.Settle();

        asked.AssertError<UnexpectedReplyException>();
        Assert.Equal(0, datapath.PendingRequests);
    }

    [Theory]
    [InlineData(Form.Observable, OpenFlowVersion.OpenFlow10)]
    [InlineData(Form.Async, OpenFlowVersion.OpenFlow11)]
    [InlineData(Form.Blocking, OpenFlowVersion.OpenFlow12)]
    public void A_version_without_bundles_refuses_them(Form form, OpenFlowVersion version)
    {
        var (peer, datapath) = Present(version);
        var before = peer.Received.Count;
        var asked = Ask.Bundle(Flags, First).Start(_lab, datapath, form);
        _lab.Settle();

        Assert.IsType<UnsupportedByVersionException>(asked.AssertError<InvalidMessageException>().InnerException);
        Assert.Equal(before, peer.Received.Count);
        Assert.Equal(0, datapath.PendingRequests);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_message_that_cannot_be_encoded_is_named_and_nothing_is_sent(Form form, OpenFlowVersion version)
    {
        var (peer, datapath) = Present(version);
        var before = peer.Received.Count;
        var tooLong = new PacketOut { Data = new byte[ushort.MaxValue] };
        var asked = Ask.Bundle(Flags, First, tooLong).Start(_lab, datapath, form);
        _lab.Settle();

        Assert.Same(tooLong, asked.AssertError<InvalidMessageException>().InvalidMessage);
        Assert.Equal(before, peer.Received.Count);
        Assert.Equal(0, datapath.PendingRequests);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_bundle_that_times_out_before_the_commit_is_discarded(Form form, OpenFlowVersion version)
    {
        var (peer, datapath) = Present(version);
        peer.Expect<BarrierRequest>();
        var asked = Ask.Bundle(Flags, First).Start(_lab, datapath, form, TimeSpan.FromSeconds(2));
        _lab.PassSeconds(2.1);

        asked.AssertError<RequestTimeoutException>();
        Assert.Equal(["open 1", "add 1: 1", "barrier", "discard 1"], Steps(peer));
        Assert.Equal(0, datapath.PendingRequests);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_canceled_bundle_is_discarded(Form form, OpenFlowVersion version)
    {
        var (peer, datapath) = Present(version);
        peer.Expect<BarrierRequest>();
        var asked = Ask.Bundle(Flags, First).Start(_lab, datapath, form);
        _lab.Settle();
        asked.Cancel();
        _lab.Settle();

        Assert.Equal(["open 1", "add 1: 1", "barrier", "discard 1"], Steps(peer));
        Assert.Equal(0, datapath.PendingRequests);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_disconnection_ends_a_bundle(Form form, OpenFlowVersion version)
    {
        var (peer, datapath) = Present(version);
        peer.Expect<BarrierRequest>().Disconnect();
        var asked = Ask.Bundle(Flags, First).Start(_lab, datapath, form);
        _lab.Settle();

        asked.AssertError<InvalidDatapathException>();
        Assert.Equal(0, datapath.PendingRequests);
    }

    [Fact]
    public void Each_bundle_of_a_connection_has_a_unique_id_and_the_requested_flags()
    {
        var (peer, datapath) = Present(OpenFlowVersion.OpenFlow14);
        var bundle = datapath.SendBundle([First], BundleFlags.Ordered);
        var one = _lab.Record(bundle);
        var other = _lab.Record(bundle);
        _lab.Settle();

        Assert.True(one.IsCompleted);
        Assert.True(other.IsCompleted);
        Assert.Equal(["open 1", "add 1: 1", "barrier", "open 2", "add 2: 1", "barrier", "commit 1", "barrier", "commit 2", "barrier"], Steps(peer));
        Assert.All(peer.ReceivedOf<BundleControl>(), control => Assert.Equal(BundleFlags.Ordered, control.Flags));
        Assert.All(peer.ReceivedOf<BundleAddMessage>(), add => Assert.Equal(BundleFlags.Ordered, add.Flags));
    }

    [Fact]
    public void The_replies_of_a_bundle_are_not_among_the_messages_of_the_datapath()
    {
        var (peer, datapath) = Present(OpenFlowVersion.OpenFlow14);
        var messages = _lab.Record(datapath.Messages.OfMessage<OpenFlowMessage>());
        peer.Expect<BundleAddMessage>().Error(OpenFlowError.FlowModFailedBadTableId);
        var failed = _lab.Record(datapath.SendBundle([First]));
        _lab.Settle();
        var done = _lab.Record(datapath.SendBundle([First]));
        _lab.Settle();

        Assert.IsType<MessagesFailedException>(failed.Error);
        Assert.True(done.IsCompleted);
        Assert.Empty(messages.Values);
    }

    private (ScriptedSwitch Peer, Datapath Datapath) Present(OpenFlowVersion version)
    {
        var (peer, datapath) = _lab.Present(1, version);
        peer.Always<BundleControl>().Reply(request => request with { Type = request.Type + 1 });
        _lab.Settle();
        return (peer, datapath);
    }

    private static IEnumerable<string> Steps(ScriptedSwitch peer) => peer.Received.Select(each => each.Message switch
    {
        BundleControl control => Step(control.Type, control.BundleId),
        BundleAddMessage add => $"add {add.BundleId}: {((FlowMod)add.Message).Priority}",
        BarrierRequest => "barrier",
        _ => "",
    }).Where(step => step.Length > 0);

    private static string Step(BundleControlType type, uint id) => type switch
    {
        BundleControlType.OpenRequest => $"open {id}",
        BundleControlType.CommitRequest => $"commit {id}",
        BundleControlType.DiscardRequest => $"discard {id}",
        _ => $"{type} {id}",
    };
}
