using System.Reactive.Linq;
using Microsoft.Extensions.Logging;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Errors;
using RxOfctl.Protocol.Messages;
using RxOfctl.Testing;

namespace RxOfctl.Tests.Datapaths;

public class StreamTests
{
    private readonly Lab _lab = new();

    [Fact]
    public void Messages_are_delivered_in_order_in_both_streams()
    {
        var (peer, datapath) = _lab.Present();
        var own = _lab.Record(datapath.Messages);
        var all = _lab.Record(_lab.Controller.Messages);
        for (var cookie = 0ul; cookie < 500; cookie++)
            peer.Send(new PacketIn { Cookie = cookie }, xid: (uint)cookie + 1000);
        var sentAt = _lab.Scheduler.Now;
        _lab.Settle();

        Assert.Equal(Enumerable.Range(0, 500).Select(cookie => (ulong)cookie), own.Values.Select(each => ((PacketIn)each.Message).Cookie));
        Assert.Equal(own.Values, all.Values);
        Assert.Same(datapath, own.Values[0].Datapath);
        Assert.Equal(1000u, own.Values[0].Xid);
        Assert.InRange(own.Values[0].ReceivedAt, sentAt, sentAt.AddMilliseconds(1));
    }

    [Fact]
    public void Messages_of_a_datapath_complete_after_it_disconnects_and_all_are_delivered()
    {
        var (peer, datapath) = _lab.Present();
        var own = _lab.Record(datapath.Messages);
        var all = _lab.Record(_lab.Controller.Messages);
        for (var count = 0; count < 100; count++)
            peer.Send(new PacketIn());
        peer.Disconnect();
        _lab.Settle();

        Assert.Equal(100, own.Values.Count);
        Assert.True(own.IsCompleted);
        Assert.Equal(100, all.Values.Count);
        Assert.False(all.IsCompleted);
        Assert.True(_lab.Record(datapath.Messages).IsCompleted);
    }

    [Fact]
    public void An_observer_that_throws_at_the_end_or_at_a_reply_is_reported()
    {
        var (peer, datapath) = _lab.Present();
        using var end = datapath.Messages.Subscribe(_ => { }, () => throw new InvalidOperationException("at the end"));
        var own = _lab.Record(datapath.Messages);
        using var reply = datapath.SendMsg(new BarrierRequest()).Subscribe(_ => throw new InvalidOperationException("at a reply"));
        using var presence = _lab.Controller.Datapaths.Connect().Subscribe(changes => { if (changes.Removes > 0) throw new InvalidOperationException("at a removal"); });
        var aggregator = _lab.Controller.Datapaths.AsAggregator();
        _lab.Settle();
        Assert.Equal(0, datapath.PendingRequests);
        peer.Disconnect();
        _lab.Settle();

        Assert.True(own.IsCompleted);
        Assert.Empty(aggregator.Data);
        Assert.Equal(
            ["at a removal", "at a reply", "at the end"],
            _lab.Log.Entries.Where(entry => entry.Level == LogLevel.Error).Select(entry => entry.Error!.Message).Order());
    }

    [Fact]
    public void OfMessage_takes_query_syntax()
    {
        var (peer, datapath) = _lab.Present(7);
        var query = from each in _lab.Controller.Messages.OfMessage<PacketIn>()
                    let port = each.Message.InPort
                    where port.Value > 1
                    select (each.Datapath.Id, port);
        var recording = _lab.Record(query);
        peer.Send(new PacketIn { InPort = 1 });
        peer.Send(new PortStatus { Desc = Lab.PortOf(9) });
        peer.Send(new PacketIn { InPort = 2 });
        _lab.Settle();

        Assert.Equal([(datapath.Id, new PortNumber(2))], recording.Values);
        Assert.False(recording.IsCompleted);
        Assert.True(_lab.Record(datapath.Messages.OfMessage<OpenFlowMessage>()).Values.Count == 0);
    }

    [Fact]
    public void OfMessage_completes_and_unsubscribes()
    {
        var (peer, datapath) = _lab.Present();
        var recording = _lab.Record(datapath.Messages.OfMessage<PacketIn>());
        var taken = _lab.Record(datapath.Messages.OfMessage<PacketIn>().Take(1));
        peer.Send(new PacketIn());
        peer.Send(new PacketIn());
        peer.Disconnect();
        _lab.Settle();

        Assert.Equal(2, recording.Values.Count);
        Assert.True(recording.IsCompleted);
        Assert.Single(taken.Values);
    }

    [Fact]
    public void An_unsubscribed_observer_gets_nothing_more()
    {
        var (peer, datapath) = _lab.Present();
        var own = _lab.Record(datapath.Messages);
        var all = _lab.Record(_lab.Controller.Messages);
        peer.Send(new PacketIn());
        _lab.Settle();
        own.Dispose();
        all.Dispose();
        peer.Send(new PacketIn());
        _lab.Settle();

        Assert.Single(own.Values);
        Assert.Single(all.Values);
    }

    [Theory]
    [InlineData(OpenFlowVersion.OpenFlow10)]
    [InlineData(OpenFlowVersion.OpenFlow13)]
    public void Ports_follow_port_status(OpenFlowVersion version)
    {
        var (peer, datapath) = _lab.Present(1, version, Lab.PortOf(1), Lab.PortOf(2));
        var ports = datapath.Ports.AsAggregator();
        var down = Lab.PortOf(2) with { State = PortState.LinkDown };
        peer.Send(new PortStatus { Reason = PortReason.Add, Desc = Lab.PortOf(3) });
        peer.Send(new PortStatus { Reason = PortReason.Modify, Desc = down });
        peer.Send(new PortStatus { Reason = PortReason.Delete, Desc = Lab.PortOf(1) });
        _lab.Settle();

        Assert.Equal([down, Lab.PortOf(3)], ports.Data.Values.OrderBy(port => port.PortNo));
        Assert.Equal(["Add", "Add", "Add", "Update", "Remove"], ports.Messages.SelectMany(changes => changes).Select(change => change.Reason.ToString()));

        peer.Disconnect();
        _lab.Settle();
        Assert.True(ports.IsCompleted);
        Assert.Equal(2, datapath.Ports.Count);
    }

    [Fact]
    public void Port_status_of_an_unknown_port_is_applied()
    {
        var (peer, datapath) = _lab.Present();
        var messages = _lab.Record(datapath.Messages);
        peer.Send(new PortStatus { Reason = PortReason.Delete, Desc = Lab.PortOf(9) });
        peer.Send(new PortStatus { Reason = PortReason.Modify, Desc = Lab.PortOf(4) });
        peer.Send(new PortStatus { Reason = PortReason.Add, Desc = Lab.PortOf(4) });
        _lab.Settle();

        Assert.Equal(3, messages.Values.Count);
        Assert.Equal(new PortNumber(4), Assert.Single(datapath.Ports.Keys));
        _lab.AssertNoErrors();
    }

    [Fact]
    public void Ports_are_up_to_date_when_the_port_status_is_delivered()
    {
        var (peer, datapath) = _lab.Present();
        var counts = new List<int>();
        using var subscription = datapath.Messages.Subscribe(each => counts.Add(each.Datapath.Ports.Count));
        peer.Send(new PortStatus { Desc = Lab.PortOf(1) });
        peer.Send(new PortStatus { Desc = Lab.PortOf(2) });
        _lab.Settle();

        Assert.Equal([1, 2], counts);
    }

    [Fact]
    public void Each_message_is_delivered_to_ports_and_both_streams_before_the_next()
    {
        var (peer, datapath) = _lab.Present();
        var seen = new List<string>();
        using var ports = datapath.Ports.Connect().Subscribe(changes => seen.Add($"ports {changes.Adds}"));
        using var all = _lab.Controller.Messages.Subscribe(each => seen.Add($"all {each.Datapath.Ports.Count}"));
        using var own = datapath.Messages.Subscribe(each => seen.Add($"own {each.Datapath.Ports.Count}"));
        peer.Send(new PortStatus { Desc = Lab.PortOf(1) });
        peer.Send(new PortStatus { Desc = Lab.PortOf(2) });
        _lab.Settle();

        Assert.Equal(["ports 1", "own 1", "all 1", "ports 1", "own 2", "all 2"], seen);
    }

    [Fact]
    public async Task Send_returns_the_xid_that_an_error_will_have()
    {
        var (peer, datapath) = _lab.Present();
        var messages = _lab.Record(datapath.Messages.OfMessage<ErrorMessage>());
        peer.Expect<FlowMod>().Error(OpenFlowError.FlowModFailedTableFull);
        var xid = datapath.Send(new FlowMod());
        var second = datapath.SendAsync(new FlowMod()).AsTask();
        _lab.Settle();

        Assert.Equal(xid, Assert.Single(messages.Values).Xid);
        Assert.True(second.IsCompletedSuccessfully);
        var secondXid = await second;
        Assert.Equal([xid, secondXid], peer.Received.Where(each => each.Message is FlowMod).Select(each => each.Xid));
        Assert.NotEqual(xid, secondXid);
        Assert.Equal(0, datapath.PendingRequests);
    }

    [Fact]
    public void Send_throws_typed_exceptions()
    {
        var (peer, datapath) = _lab.Present(1, OpenFlowVersion.OpenFlow10);
        Assert.Throws<InvalidMessageException>(() => datapath.Send(new RoleRequest()));
        peer.Disconnect();
        _lab.Settle();
        Assert.Equal(new DatapathId(1), Assert.Throws<InvalidDatapathException>(() => datapath.Send(new FlowMod())).DatapathId);
    }
}
