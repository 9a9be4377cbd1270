using System.Reactive.Linq;
using RxOfctl.Caching;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Flows.Tests;

/// <summary>What a switch holds and counts, as a set that changes.</summary>
public sealed class ObserveTests
{
    public static TheoryData<OpenFlowVersion> Versions => ReconcileTests.Versions;

    [Theory]
    [MemberData(nameof(Versions))]
    public void Flows_that_come_change_and_go_are_seen_at_once(OpenFlowVersion version)
    {
        using var lab = new Lab(version);
        using var other = new OtherController(lab);
        other.Send(Lab.Mod(Lab.Rule(1), cookie: 5));
        lab.Settle();
        var datapath = lab.Controller.GetDatapath(1)!;
        using var flows = datapath.ObserveFlows().AsObservableCache();
        lab.Settle();
        Assert.Equal(5ul, Assert.Single(flows.Items).Stats.Cookie);

        other.Send(Lab.Mod(Lab.Rule(2), cookie: 6));
        datapath.Send(Lab.Mod(Lab.Rule(3), cookie: 7));
        lab.Settle();
        Assert.Equal([5ul, 6ul, 7ul], flows.Items.Select(flow => flow.Stats.Cookie).Order());

        other.Send(Lab.Mod(Lab.Rule(2, port: 1), 6, FlowModCommand.ModifyStrict));
        other.Send(Lab.Mod(Lab.Rule(1), 0, FlowModCommand.DeleteStrict));
        lab.Settle();
        Assert.Equal([Lab.Rule(2, port: 1).Instructions, Lab.Rule(3).Instructions], flows.Items.OrderBy(flow => flow.Stats.Cookie).Select(flow => flow.Stats.Instructions));
    }

    [Fact]
    public void Rates_come_of_polling()
    {
        using var lab = new Lab();
        lab.Controller.GetDatapath(1)!.Send(Lab.Mod(Lab.Rule(1), cookie: 5));
        lab.Settle();
        using var flows = lab.Controller.GetDatapath(1)!.ObserveFlows(period: TimeSpan.FromSeconds(1)).AsObservableCache();
        using var ports = lab.Controller.GetDatapath(1)!.ObservePorts(TimeSpan.FromSeconds(1)).AsObservableCache();
        using var tables = lab.Controller.GetDatapath(1)!.ObserveTables(TimeSpan.FromSeconds(1)).AsObservableCache();
        for (var packet = 0; packet < 40; packet++)
        {
            lab.S1.Receive(1, new byte[100]);
            lab.Advance(TimeSpan.FromSeconds(0.1));
        }

        Assert.Equal(10, flows.Items.Single().Packets!.Value, 2.1);
        Assert.Equal(100, flows.Items.Single().Bytes!.Value / flows.Items.Single().Packets!.Value, 0.1);
        Assert.True(ports.TryLookup(1, out var port));
        Assert.Equal(10, port.RxPackets!.Value, 0.1);
        Assert.True(tables.TryLookup(new(0), out var table));
        Assert.Equal(10, table.Matches!.Value, 0.1);
    }

    [Fact]
    public void The_datapath_is_asked_once_for_all_subscribers_and_not_after_the_last()
    {
        using var lab = new Lab();
        var asked = 0;
        using var counting = lab.S1.Messages.Where(message => message is { IsFromController: true, Message: GroupStatsRequest }).Subscribe(_ => asked++);
        var datapath = lab.Controller.GetDatapath(1)!;
        datapath.Send(new GroupMod { GroupId = 3, Type = GroupType.Indirect, Buckets = [new()] });
        var first = datapath.ObserveGroups(TimeSpan.FromSeconds(1)).AsObservableCache();
        lab.Settle();
        var second = datapath.ObserveGroups(TimeSpan.FromSeconds(1)).AsObservableCache();
        lab.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(3, asked);
        Assert.Equal(3u, Assert.Single(second.Keys).Value);

        first.Dispose();
        lab.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(5, asked);
        second.Dispose();
        lab.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(5, asked);
    }

    [Fact]
    public void Meters_and_queues_are_observed()
    {
        using var lab = new Lab(options: new() { Queues = [new(1, 7)] });
        var datapath = lab.Controller.GetDatapath(1)!;
        datapath.Send(new MeterMod { MeterId = 4, Flags = MeterFlags.Kbps, Bands = [new DropMeterBand { Rate = 1000 }] });
        using var meters = datapath.ObserveMeters().AsObservableCache();
        using var queues = datapath.ObserveQueues().AsObservableCache();
        lab.Settle();

        Assert.Equal(4u, Assert.Single(meters.Keys).Value);
        Assert.Equal(new QueueKey(1, 7), Assert.Single(queues.Keys));
    }

    [Fact]
    public void It_completes_when_the_datapath_is_gone()
    {
        using var lab = new Lab();
        var completed = 0;
        using var watching = lab.Controller.GetDatapath(1)!.ObservePorts(TimeSpan.FromSeconds(1)).Subscribe(_ => { }, () => completed++);
        lab.Settle();
        lab.Network.Faults.Crash("s1");
        lab.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(1, completed);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void The_busiest_flows_are_polled_more_often(OpenFlowVersion version)
    {
        using var lab = new Lab(version);
        var datapath = lab.Controller.GetDatapath(1)!;
        for (var number = 1; number <= 3; number++)
            datapath.Send(Lab.Mod(Lab.Rule(number), cookie: (ulong)number));
        lab.Settle();
        var (all, single) = (0, 0);
        using var counting = lab.S1.Messages.Where(message => message is { IsFromController: true, Message: FlowStatsRequest }).Subscribe(message =>
        {
            if (((FlowStatsRequest)message.Message).Match.Count == 0)
                all++;
            else
                single++;
        });
        using var flows = datapath.ObserveFlows(period: TimeSpan.FromSeconds(4)).AsObservableCache();
        lab.Advance(TimeSpan.FromSeconds(8.5));
        Assert.Equal((3, 0), (all, single));

        // The flow of the highest priority has all packets.
        for (var packet = 0; packet < 80; packet++)
        {
            lab.S1.Receive(1, new byte[100]);
            lab.Advance(TimeSpan.FromSeconds(0.1));
        }

        Assert.Equal(5, all);
        Assert.InRange(single, 4, 6);
        Assert.Equal(10, flows.Items.Single(flow => flow.Stats.Cookie == 3).Packets!.Value, 1.0);
        // A burst is seen within a second, not at the next poll of all.
        for (var packet = 0; packet < 100; packet++)
            lab.S1.Receive(1, new byte[100]);
        lab.Advance(TimeSpan.FromSeconds(1));
        Assert.True(flows.Items.Single(flow => flow.Stats.Cookie == 3).Packets > 50);

        // When it is quiet again, it is polled like the others.
        lab.Advance(TimeSpan.FromSeconds(10));
        single = 0;
        lab.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(0, single);
    }

    [Fact]
    public void A_fleet_has_what_all_its_datapaths_have_under_keys_with_their_ids()
    {
        using var lab = new Lab(switches: 3);
        foreach (var id in (ulong[])[1, 2, 3])
            lab.Controller.GetDatapath(id)!.Send(Lab.Mod(Lab.Rule(1), cookie: id));
        lab.Settle();
        using var flows = lab.Controller.ObserveFlows(period: TimeSpan.FromSeconds(1)).AsObservableCache();
        using var ports = lab.Controller.ObservePorts(TimeSpan.FromSeconds(1)).AsObservableCache();
        lab.Settle();

        Assert.Equal(3, flows.Count);
        Assert.All(flows.KeyValues, pair => Assert.Equal(pair.Key.DatapathId.Value, pair.Value.Stats.Cookie));
        Assert.Equal(6, ports.Count);

        // Seen at once, by the monitor.
        lab.Controller.GetDatapath(2)!.Send(Lab.Mod(Lab.Rule(2), cookie: 22));
        lab.Advance(TimeSpan.FromMilliseconds(10));
        Assert.Equal(22ul, flows.KeyValues[new(2, new(new(0), 102, Lab.Rule(2).Match))].Stats.Cookie);

        lab.Network.Faults.Disconnect("s2", TimeSpan.FromSeconds(2));
        lab.Settle();
        Assert.Equal([1, 3], flows.Keys.Select(key => (int)key.DatapathId.Value).Order());
        Assert.Equal(4, ports.Count);
        lab.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(4, flows.Count);
        Assert.Equal(6, ports.Count);
    }

    [Fact]
    public void A_datapath_of_a_fleet_that_lacks_what_is_asked_or_does_not_answer_ends_nothing()
    {
        using var lab = new Lab(switches: 2);
        lab.Network.AddSwitch(9, OpenFlowVersion.OpenFlow10).ConnectTo(lab.Controller);
        lab.Settle();
        foreach (var id in (ulong[])[1, 2])
            lab.Controller.GetDatapath(id)!.Send(new MeterMod { MeterId = 4, Flags = MeterFlags.Kbps, Bands = [new DropMeterBand { Rate = 1000 }] });
        Exception? failure = null;
        using var meters = lab.Controller.ObserveMeters(TimeSpan.FromSeconds(1)).Do(_ => { }, error => failure = error).AsObservableCache();
        lab.Settle();
        Assert.Equal(2, meters.Count);

        lab.Network.Faults.Hang("s1");
        lab.Advance(TimeSpan.FromSeconds(12));
        lab.Network.Faults.Resume("s1");
        lab.Advance(TimeSpan.FromMinutes(1));

        Assert.Null(failure);
        Assert.Equal([1, 2], meters.Keys.Select(key => (int)key.DatapathId.Value).Order());
    }

    [Fact]
    public void The_datapaths_of_a_fleet_are_asked_once_for_all_subscribers_and_not_after_the_last()
    {
        using var lab = new Lab(switches: 2);
        var asked = 0;
        using var counting = lab.Network.Switches.Select(each => each.Messages).Merge()
            .Where(message => message is { IsFromController: true, Message: PortStatsRequest }).Subscribe(_ => asked++);
        var first = lab.Controller.ObservePorts(TimeSpan.FromSeconds(1)).AsObservableCache();
        var second = lab.Controller.ObservePorts(TimeSpan.FromSeconds(1)).AsObservableCache();
        lab.Advance(TimeSpan.FromSeconds(2.5));
        Assert.Equal(6, asked);

        first.Dispose();
        second.Dispose();
        lab.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(6, asked);
    }
}
