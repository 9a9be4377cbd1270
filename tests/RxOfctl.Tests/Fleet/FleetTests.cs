using RxOfctl.Caching;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Testing;

namespace RxOfctl.Tests.Fleet;

/// <summary>A controller as a fleet.</summary>
public class FleetTests
{
    private readonly Lab _lab = new();

    private IFleet Fleet => _lab.Controller;

    [Fact]
    public void Datapaths_connect_reconnect_and_disconnect_as_those_of_the_controller_do()
    {
        var datapaths = Fleet.Datapaths.AsAggregator();
        var (peer, datapath) = _lab.Present(ports: [Lab.PortOf(1)]);
        var first = Assert.IsType<FleetDatapath>(Fleet.Datapaths.Lookup(new DatapathId(1)));
        Assert.Equal((datapath.Id, datapath.Version, datapath.Features), (first.Id, first.Version, first.Features));
        Assert.Same(datapath.Ports, first.Ports);
        Assert.Equal(("local", true, ["local"]), (first.Owner, first.IsOwned, first.ConnectedTo));

        var (next, _) = _lab.Present();
        var second = Fleet.Datapaths.Lookup(new DatapathId(1))!;
        Assert.NotEqual(first.Connection, second.Connection);
        next.Disconnect();
        _lab.Settle();

        Assert.False(peer.IsConnected);
        Assert.Equal(
            [Change.Add(first.Id, first), Change.Update(first.Id, second, first), Change.Remove(first.Id, second)],
            datapaths.Messages.SelectMany(changes => changes));
    }

    [Fact]
    public void A_datapath_that_is_known_to_have_disconnected_is_not_returned()
    {
        var (peer, datapath) = _lab.Present();
        Assert.Single(Fleet.Datapaths.Items);
        peer.Expect<DescRequest>().Disconnect();
        int? found = null;
        datapath.SendMsg(new DescRequest()).Subscribe(_ => { }, _ => found = Fleet.Datapaths.Count);
        _lab.Settle();
        Assert.Equal(0, found);
    }

    [Fact]
    public void Messages_name_the_datapath_of_the_cache()
    {
        var (peer, _) = _lab.Present();
        var all = _lab.Record(Fleet.Messages);
        var some = _lab.Record(Fleet.Messages.OfMessage<PacketIn>());
        peer.Send(new PacketIn { InPort = 3 });
        peer.Send(new PortStatus { Desc = Lab.PortOf(1) });
        _lab.Settle();

        Assert.Equal(2, all.Values.Count);
        var packetIn = Assert.Single(some.Values);
        Assert.Equal(new PortNumber(3), packetIn.Message.InPort);
        Assert.Same(Fleet.Datapaths.Lookup(new DatapathId(1)), packetIn.Datapath);
    }

    [Fact]
    public void The_one_member_is_master_of_what_is_connected()
    {
        Assert.Equal([new FleetMember("local", IsSelf: true)], Fleet.Members.Items);
        var (peer, _) = _lab.Present();
        var changes = _lab.Record(Fleet.Mastership);
        _lab.Present(2);
        _lab.Present(2);
        peer.Disconnect();
        _lab.Settle();
        Assert.Equal([new(2, null, "local"), new MastershipChange(1, "local", null)], changes.Values);
    }

    [Fact]
    public void Requests_reach_the_datapath_of_the_id()
    {
        var (peer, datapath) = _lab.Present();
        peer.Always<DescRequest>().Reply(new DescReply { DpDesc = "one" });
        peer.Always<TableStatsRequest>().Reply(new TableStatsReply { Body = [new() { TableId = 1 }, new() { TableId = 2 }] });
        Assert.True(Fleet.TrySend(1, new PacketOut()));
        var done = _lab.Record(Fleet.SendMsg(1, new FlowMod()));
        var reply = _lab.Record(Fleet.SendMsg(1, new DescRequest()));
        var entries = _lab.Record(Fleet.SendMsg(1, new TableStatsRequest()));
        var raw = _lab.Record(Fleet.SendMsg<DescReply>(1, new DescRequest(), replyMulti: false));
        var several = _lab.Record(Fleet.SendMsgs(1, [new FlowMod(), new FlowMod()]));
        var absent = _lab.Record(Fleet.SendMsg(7, new FlowMod()));
        _lab.Settle();

        Assert.Single(peer.ReceivedOf<PacketOut>());
        Assert.Equal(3, peer.ReceivedOf<FlowMod>().Count);
        Assert.All((bool[])[done.IsCompleted, reply.IsCompleted, entries.IsCompleted, raw.IsCompleted, several.IsCompleted], Assert.True);
        Assert.Equal("one", Assert.Single(reply.Values).DpDesc);
        Assert.Equal(reply.Values, raw.Values);
        Assert.Equal(2, entries.Values.Count);
        Assert.IsType<InvalidDatapathException>(absent.Error);
        Assert.False(Fleet.TrySend(7, new PacketOut()));
        Assert.True(datapath.IsConnected);
    }

    [Fact]
    public void Nothing_is_sent_to_a_datapath_that_has_no_room()
    {
        var (peer, _) = _lab.Present();
        peer.StopReading();
        var packetOut = new PacketOut { Data = new byte[60_000] };
        var sent = 0;
        while (Fleet.TrySend(1, packetOut))
            Assert.InRange(++sent, 1, 100);
        peer.ReadAgain();
        _lab.Settle();

        Assert.Equal(sent, peer.ReceivedOf<PacketOut>().Count);
        Assert.True(Fleet.TrySend(1, packetOut));
    }

    [Fact]
    public async Task All_observables_complete_with_the_controller()
    {
        var datapaths = _lab.Record(Fleet.Datapaths.Connect());
        var members = _lab.Record(Fleet.Members.Connect());
        var mastership = _lab.Record(Fleet.Mastership);
        var messages = _lab.Record(Fleet.Messages);
        await _lab.Controller.DisposeAsync();
        _lab.Settle();
        Assert.All((bool[])[datapaths.IsCompleted, members.IsCompleted, mastership.IsCompleted, messages.IsCompleted], Assert.True);
    }
}
