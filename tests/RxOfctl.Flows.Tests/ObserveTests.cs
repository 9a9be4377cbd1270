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
        for (var second = 0; second < 4; second++)
        {
            for (var packet = 0; packet < 10; packet++)
                lab.S1.Receive(1, new byte[100]);
            lab.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(10, flows.Items.Single().Packets!.Value, 0.1);
        Assert.Equal(1000, flows.Items.Single().Bytes!.Value, 1.0);
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
}
