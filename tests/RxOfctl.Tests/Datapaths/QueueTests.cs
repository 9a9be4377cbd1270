using RxOfctl.Protocol.Messages;

namespace RxOfctl.Tests.Datapaths;

/// <summary>The queue between a datapath and the app, in virtual time.</summary>
public class QueueTests
{
    [Fact]
    public void Nothing_is_lost_while_no_request_is_in_flight_however_small_the_queue()
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
    public void The_end_of_a_connection_drops_nothing_from_a_full_queue()
    {
        // Whatever was delivered, read or in transit when the connection ends: all messages up to some message are delivered.
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
    public void With_a_request_in_flight_the_oldest_packet_ins_are_dropped_and_nothing_else()
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

        // All were read in one turn, before any was delivered.
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
    public void A_reply_is_read_after_more_messages_than_the_queue_holds()
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

    [Fact]
    public void The_oldest_packet_ins_are_dropped_instead_of_pausing_if_the_option_says_so()
    {
        var lab = new Lab(new() { QueueCapacity = 10, PacketInOverflow = PacketInOverflow.DropOldest });
        var (peer, datapath) = lab.Present();
        var messages = lab.Record(datapath.Messages);
        for (var cookie = 0ul; cookie < 100; cookie++)
            peer.Send(new PacketIn { Cookie = cookie });
        peer.Send(new FlowRemoved { Cookie = 100 });
        lab.Settle();

        var cookies = messages.Values.Select(each => each.Message is PacketIn packet ? packet.Cookie : ((FlowRemoved)each.Message).Cookie).ToArray();
        Assert.Equal(Enumerable.Range(101 - cookies.Length, cookies.Length).Select(cookie => (ulong)cookie), cookies);
        Assert.Equal(101 - cookies.Length, datapath.DroppedPacketIns);
        Assert.True(datapath.DroppedPacketIns > 50);
    }

    [Fact]
    public void Packet_ins_beyond_the_rate_are_dropped_and_counted()
    {
        var lab = new Lab(new() { PacketInRate = new(PerSecond: 2, Burst: 5) });
        var (peer, datapath) = lab.Present();
        var messages = lab.Record(datapath.Messages);
        SendPacketIns(20);
        Assert.Equal(5, messages.Values.Count);
        Assert.Equal(15, datapath.DroppedPacketIns);
        lab.PassSeconds(2);
        SendPacketIns(20);
        peer.Send(new FlowRemoved());
        lab.Settle();

        Assert.Equal(10, messages.Values.Count);
        Assert.IsType<FlowRemoved>(messages.Values[^1].Message);
        Assert.Equal(31, datapath.DroppedPacketIns);
        Assert.True(datapath.IsConnected);

        void SendPacketIns(int count)
        {
            for (var sent = 0; sent < count; sent++)
                peer.Send(new PacketIn());
            lab.Settle();
        }
    }

    [Fact]
    public void Messages_that_may_not_be_dropped_close_the_connection_at_the_limit_of_bytes()
    {
        var lab = new Lab(new() { QueueByteLimit = 100_000 });
        var (peer, datapath) = lab.Present();
        var (_, neighbor) = lab.Present(2);
        var messages = lab.Record(datapath.Messages);
        peer.Expect<BarrierRequest>();
        using var request = datapath.SendMsg(new FlowMod()).Subscribe(_ => { }, _ => { });
        lab.Settle();
        for (var count = 0; count < 10_000; count++)
            peer.Send(new FlowRemoved { Cookie = (ulong)count });
        lab.Settle();

        Assert.False(datapath.IsConnected);
        Assert.True(neighbor.IsConnected);
        Assert.True(messages.IsCompleted);
        Assert.InRange(messages.Values.Count, 1, 2000);
        Assert.Contains(lab.Log.Entries, entry => entry.Text.Contains("more than 100000 bytes of its messages wait for the app", StringComparison.Ordinal));
    }

    [Fact]
    public void The_bytes_of_all_datapaths_together_are_limited()
    {
        var lab = new Lab(new() { TotalQueueByteLimit = 20_000, PacketInOverflow = PacketInOverflow.DropOldest });
        var datapaths = Enumerable.Range(1, 10).Select(id => lab.Present((ulong)id)).ToArray();
        var delivered = 0L;
        foreach (var (peer, datapath) in datapaths)
        {
            datapath.Messages.Subscribe(_ => delivered++);
            for (var count = 0; count < 200; count++)
                peer.Send(new PacketIn());
        }

        lab.Settle();

        Assert.InRange(datapaths.Sum(each => each.Datapath.DroppedPacketIns), 1, 2000);
        Assert.Equal(2000, delivered + datapaths.Sum(each => each.Datapath.DroppedPacketIns));
        Assert.All(datapaths, each => Assert.True(each.Datapath.IsConnected));
    }
}
