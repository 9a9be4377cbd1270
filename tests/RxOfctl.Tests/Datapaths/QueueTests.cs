using RxOfctl.Protocol.Messages;

namespace RxOfctl.Tests.Datapaths;

/// <summary>The queue between a datapath and the app, in virtual time.</summary>
public class QueueTests
{
    [Fact]
    public void Nothing_is_lost_however_small_the_queue_while_no_request_is_in_flight()
    {
        var lab = new Lab(new() { QueueCapacity = 1 });
        var (peer, datapath) = lab.Present();
        var messages = lab.Record(datapath.Messages);
        for (var cookie = 0ul; cookie < 1000; cookie++)
            peer.Send(new PacketIn { Cookie = cookie });
        lab.PassSeconds(1);

        Assert.Equal(Enumerable.Range(0, 1000).Select(cookie => (ulong)cookie), messages.Values.Select(each => ((PacketIn)each.Message).Cookie));
        Assert.Equal(0, datapath.DroppedPacketIns);
        Assert.True(datapath.IsConnected);
    }

    [Fact]
    public void The_end_of_a_connection_drops_nothing_of_a_full_queue()
    {
        // Whatever is delivered, read or on its way when the connection ends: what is delivered is all up to some message.
        for (var ticks = 0; ticks < 30; ticks++)
        {
            var lab = new Lab(new() { QueueCapacity = 2 });
            var (peer, datapath) = lab.Present();
            var messages = lab.Record(datapath.Messages);
            for (var cookie = 0ul; cookie < 9; cookie++)
                peer.Send(new PacketIn { Cookie = cookie });
            lab.Pass(TimeSpan.FromTicks(ticks));
            var disposed = lab.Controller.DisposeAsync().AsTask();
            lab.Settle();

            Assert.True(disposed.IsCompletedSuccessfully);
            Assert.True(messages.IsCompleted);
            Assert.Equal(Enumerable.Range(0, messages.Values.Count).Select(cookie => (ulong)cookie), messages.Values.Select(each => ((PacketIn)each.Message).Cookie));
            Assert.Equal(0, datapath.DroppedPacketIns);
        }
    }

    [Fact]
    public void A_request_in_flight_lets_the_oldest_packet_ins_go_and_nothing_else()
    {
        var lab = new Lab(new() { QueueCapacity = 10 });
        var (peer, datapath) = lab.Present();
        var messages = lab.Record(datapath.Messages);
        peer.Expect<BarrierRequest>();
        using var request = datapath.SendMsg(new FlowMod()).Subscribe(_ => { });
        lab.Settle();
        for (var cookie = 0ul; cookie < 100; cookie++)
        {
            peer.Send(new PacketIn { Cookie = cookie });
            if (cookie % 20 == 0)
            {
                peer.Send(new PortStatus { Desc = Lab.PortOf((uint)cookie + 1) });
                peer.Send(new FlowRemoved { Cookie = cookie });
                peer.Send(new ErrorMessage());
            }
        }

        lab.Settle();

        // All was read in one turn, before any was delivered.
        Assert.Equal(5, messages.Values.Count(each => each.Message is PortStatus));
        Assert.Equal(5, messages.Values.Count(each => each.Message is FlowRemoved));
        Assert.Equal(5, messages.Values.Count(each => each.Message is ErrorMessage));
        var kept = messages.Values.Select(each => each.Message).OfType<PacketIn>().Select(packet => packet.Cookie).ToArray();
        Assert.NotEmpty(kept);
        Assert.Equal(Enumerable.Range(100 - kept.Length, kept.Length).Select(cookie => (ulong)cookie), kept);
        Assert.Equal(100 - kept.Length, datapath.DroppedPacketIns);
        Assert.True(datapath.DroppedPacketIns > 50);
    }

    [Fact]
    public void A_reply_is_read_behind_more_messages_than_the_queue_holds()
    {
        var lab = new Lab(new() { QueueCapacity = 2 });
        var (peer, datapath) = lab.Present();
        var script = peer.Expect<GetConfigRequest>();
        for (var count = 0; count < 100; count++)
            script.Send(new PacketIn());
        script.Reply(new GetConfigReply { MissSendLen = 5 });
        var reply = lab.Record(datapath.SendMsg(new GetConfigRequest()));
        lab.Settle();

        Assert.Equal(5, Assert.Single(reply.Values).MissSendLen);
        Assert.True(reply.IsCompleted);
    }
}
