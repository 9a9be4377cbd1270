using System.Reactive.Concurrency;
using DynamicData;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Testing;

namespace RxOfctl.DynamicData.Tests;

/// <summary>What users of DynamicData do with datapaths and ports.</summary>
public class PresenceTests
{
    private readonly HistoricalScheduler _scheduler = new();
    private readonly OpenFlowController _controller;

    public PresenceTests() => _controller = new(new() { Scheduler = _scheduler });

    [Fact]
    public void Datapaths_are_grouped_sorted_and_transformed()
    {
        var datapaths = _controller.Datapaths.AsDynamicDataCache();
        using var byVersion = datapaths.Connect().Group(datapath => datapath.Version).Transform(group => group.Cache).AsObservableCache();
        using var ids = datapaths.Connect().Transform(datapath => datapath.Id.ToString()).AsObservableCache();
        ScriptedSwitch.Connect(_controller, 1, OpenFlowVersion.OpenFlow10);
        ScriptedSwitch.Connect(_controller, 2);
        var third = ScriptedSwitch.Connect(_controller, 3);
        Settle();

        Assert.Equal((1, 2), (byVersion.Lookup(OpenFlowVersion.OpenFlow10).Value.Count, byVersion.Lookup(OpenFlowVersion.OpenFlow13).Value.Count));
        third.Disconnect();
        Settle();

        Assert.Equal(1, byVersion.Lookup(OpenFlowVersion.OpenFlow13).Value.Count);
        Assert.Equal(["0000000000000001", "0000000000000002"], ids.Items.Order());
    }

    [Fact]
    public void The_ports_of_all_datapaths_are_one_cache()
    {
        using var ports = _controller.Datapaths.AsDynamicDataCache().Connect()
            .MergeManyChangeSets(datapath => datapath.Ports.AsDynamicDataCache().Connect().ChangeKey((number, _) => (datapath.Id, number)))
            .AsObservableCache();
        var peer = ScriptedSwitch.Connect(_controller, 1, OpenFlowVersion.OpenFlow13, new Port { PortNo = 1, Name = "eth1" });
        var other = ScriptedSwitch.Connect(_controller, 2, OpenFlowVersion.OpenFlow13, new Port { PortNo = 1, Name = "eth1" });
        Settle();
        Assert.Equal(2, ports.Count);

        peer.Send(new PortStatus { Reason = PortReason.Add, Desc = new() { PortNo = 2, Name = "eth2" } });
        other.Disconnect();
        Settle();

        Assert.Equal([(1ul, 1u), (1ul, 2u)], ports.Keys.Select(key => (key.Id.Value, key.number.Value)).Order());
    }

    private void Settle() => _scheduler.AdvanceBy(TimeSpan.FromMilliseconds(1));
}
