using RxOfctl.Protocol.Messages;
using RxOfctl.Testing;

namespace RxOfctl.Tests.Requests;

/// <summary>Transaction ids: each is unused when it is given, and behind the last there is they begin anew.</summary>
public class XidTests
{
    [Fact]
    public void They_begin_where_the_options_say()
    {
        var lab = new Lab(new() { FirstXid = 0x1000 });
        var (peer, _) = lab.Present();

        Assert.Equal([0x1000u, 0x1001u, 0x1002u, 0x1003u], peer.Received.Select(each => each.Xid));
    }

    [Fact]
    public void Behind_the_last_there_is_they_begin_anew_without_zero()
    {
        var lab = new Lab(new() { FirstXid = uint.MaxValue - 4 });
        var (peer, datapath) = lab.Present();
        var done = lab.Record(datapath.SendMsgs([new FlowMod(), new FlowMod()]));
        lab.Settle();

        // The last message has its own id first, and those before it the next.
        Assert.Equal([uint.MaxValue, 1u, 2u], Xids(peer, 4));
        Assert.True(done.IsCompleted);
    }

    [Fact]
    public void Requests_in_flight_there_get_their_own_replies()
    {
        var lab = new Lab(new() { FirstXid = uint.MaxValue - 5 });
        var (peer, datapath) = lab.Present();
        peer.Expect<BarrierRequest>();
        var held = lab.Record(datapath.SendMsg(new FlowMod()));
        var next = lab.Record(datapath.SendMsg(new FlowMod()));
        lab.Settle();

        Assert.Equal([uint.MaxValue - 1, uint.MaxValue, 1u, 2u], Xids(peer, 4));
        Assert.True(next.IsCompleted);
        Assert.Empty(held.Notifications);
        peer.Send(new BarrierReply(), uint.MaxValue);
        lab.Settle();
        Assert.True(held.IsCompleted);
        Assert.Equal(0, datapath.PendingRequests);
    }

    [Fact]
    public void A_late_reply_is_known_there_too()
    {
        var lab = new Lab(new() { FirstXid = uint.MaxValue - 5 });
        var (peer, datapath) = lab.Present();
        var messages = lab.Record(datapath.Messages);
        peer.Expect<BarrierRequest>();
        lab.Record(datapath.SendMsg(new FlowMod())).Dispose();
        lab.Record(datapath.SendMsg(new FlowMod())).Dispose();
        lab.Settle();
        foreach (var xid in Xids(peer, 4))
            peer.Send(new ErrorMessage(), xid);
        peer.Send(new ErrorMessage(), 0);
        lab.Settle();

        Assert.Equal(0u, Assert.Single(messages.Values).Xid);
    }

    private static IEnumerable<uint> Xids(ScriptedSwitch peer, int skip) => peer.Received.Skip(skip).Select(each => each.Xid);
}
