using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Tests.Requests;

/// <summary>SendMsg to the datapath of an id, which is looked up when the message is sent.</summary>
public class ByDatapathIdTests
{
    private readonly Lab _lab = new();

    public static TheoryData<string, Form> All
    {
        get
        {
            var cases = new TheoryData<string, Form>();
            foreach (var name in Ask.All.Keys)
            {
                foreach (var form in Enum.GetValues<Form>())
                    cases.Add(name, form);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_present_datapath_answers(string name, Form form)
    {
        var ask = Ask.All[name];
        var (peer, datapath) = _lab.Present(0x2a);
        if (ask.Reply is { } reply)
            peer.Expect<OpenFlowMessage>(message => message.GetType() == ask.Message.GetType()).Reply(reply);
        var asked = ask.StartById(_lab, 0x2a, form);
        _lab.Settle();

        asked.AssertValues(ask.Values);
        Assert.Equal(0, datapath.PendingRequests);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void An_unknown_datapath_fails_at_once_with_its_id(string name, Form form)
    {
        _lab.Present(1);
        var start = _lab.Scheduler.Now;
        var asked = Ask.All[name].StartById(_lab, 0x2a, form);
        _lab.Pass(TimeSpan.FromTicks(2));

        var error = asked.AssertError<InvalidDatapathException>();
        Assert.Equal(new DatapathId(0x2a), error.DatapathId);
        Assert.Empty(error.Result);
        Assert.Contains("000000000000002a", error.Message, StringComparison.Ordinal);
        Assert.True(_lab.Scheduler.Now - start < TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public void Each_subscription_looks_up_the_datapath()
    {
        var observable = _lab.Controller.SendMsg(7, new DescRequest());
        var before = _lab.Record(observable);
        _lab.Settle();
        var (first, _) = _lab.Present(7);
        first.Always<DescRequest>().Reply(new DescReply { DpDesc = "first" });
        var during = _lab.Record(observable);
        _lab.Settle();
        first.Disconnect();
        _lab.Settle();
        var after = _lab.Record(observable);
        _lab.Settle();
        var (second, _) = _lab.Present(7);
        second.Always<DescRequest>().Reply(new DescReply { DpDesc = "second" });
        var again = _lab.Record(observable);
        _lab.Settle();

        Assert.IsType<InvalidDatapathException>(before.Error);
        Assert.Equal("first", Assert.Single(during.Values).DpDesc);
        Assert.IsType<InvalidDatapathException>(after.Error);
        Assert.Equal("second", Assert.Single(again.Values).DpDesc);
        Assert.Single(first.ReceivedOf<DescRequest>());
    }

    [Fact]
    public void An_observer_that_throws_in_OnError_is_reported()
    {
        using var subscription = _lab.Controller.SendMsg(7, new DescRequest()).Subscribe(_ => { }, _ => throw new InvalidOperationException("thrown by a test"));
        _lab.Settle();

        Assert.Single(_lab.Log.Entries, entry => entry.Error is InvalidOperationException { Message: "thrown by a test" });
    }

    [Fact]
    public void Null_is_refused_at_the_call()
    {
        Assert.Throws<ArgumentNullException>(() => { _lab.Controller.SendMsg(7, (FlowMod)null!); });
        Assert.Throws<ArgumentNullException>(() => { _lab.Controller.SendMsg(7, (DescRequest)null!); });
        Assert.Throws<ArgumentNullException>(() => { _lab.Controller.SendMsg(7, (FlowStatsRequest)null!); });
        Assert.Throws<ArgumentNullException>(() => { _lab.Controller.SendMsg<DescReply>(7, null!, replyMulti: false); });
    }
}
