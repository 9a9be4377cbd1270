using RxOfctl.Protocol.Messages;
using RxOfctl.Testing;

namespace RxOfctl.Tests.Requests;

/// <summary>Transaction ids: each is unused when it is allocated, and they wrap around after the largest.</summary>
public class XidTests
{
    [Fact]
    public void The_first_xid_is_that_of_the_options()
    {
        var lab = new Lab(new() { FirstXid = 0x1000 });
        var (peer, _) = lab.Present();

        Assert.Equal([0x1000u, 0x1001u, 0x1002u, 0x1003u], peer.Received.Select(each => each.Xid));
    }

    [Fact]
    public void By_default_the_first_xid_is_random_and_repeatable_by_a_seed()
    {
        uint[] first = [First(new()), First(new() { Seed = 0 }), First(new() { Seed = 1 }), First(new() { Seed = 1 })];

        Assert.Equal(first[0], first[1]);
        Assert.Equal(first[2], first[3]);
        Assert.NotEqual(first[0], first[2]);
        Assert.All(first, xid => Assert.True(xid > 1 << 16));
    }

    [Fact]
    public void Each_connection_has_another_first_xid()
    {
        var lab = new Lab();

        Assert.NotEqual(lab.Present(1).Peer.Received[0].Xid, lab.Present(2).Peer.Received[0].Xid);
    }

    [Fact]
    public void Unsolicited_experimenter_messages_with_small_ids_are_delivered_and_answer_no_request()
    {
        var lab = new Lab();
        var (peer, datapath) = lab.Present();
        var messages = lab.Record(datapath.Messages);
        peer.Expect<BarrierRequest>();
        var asked = lab.Record(datapath.SendMsg(new GetConfigRequest()));
        lab.Settle();
        for (var xid = 0u; xid < 64; xid++)
            peer.Send(Ask.Experimenter(xid), xid);
        lab.Settle();

        Assert.Equal(64, messages.Values.Count);
        Assert.Empty(asked.Notifications);
    }

    [Fact]
    public void Xids_wrap_around_and_skip_zero()
    {
        var lab = new Lab(new() { FirstXid = uint.MaxValue - 4 });
        var (peer, datapath) = lab.Present();
        var done = lab.Record(datapath.SendMsgs([new FlowMod(), new FlowMod()]));
        lab.Settle();

        // The last message gets its id first, and those before it the next.
        Assert.Equal([uint.MaxValue, 1u, 2u], Xids(peer, 4));
        Assert.True(done.IsCompleted);
    }

    [Fact]
    public void Requests_in_flight_at_the_wraparound_get_their_own_replies()
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
    public void A_late_reply_is_recognized_after_the_wraparound()
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

    private static uint First(ControllerOptions options) => new Lab(options).Present().Peer.Received[0].Xid;

    private static IEnumerable<uint> Xids(ScriptedSwitch peer, int skip) => peer.Received.Skip(skip).Select(each => each.Xid);
}
