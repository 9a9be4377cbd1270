using System.Collections.Concurrent;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using RxOfctl.Interop.Tests.Ovs;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Multipart;

namespace RxOfctl.Interop.Tests.Controller;

/// <summary>Bridges that come and go all at once.</summary>
public sealed class ManyBridgesTests : ControllerWithOvs
{
    private const int Count = 100;

    [OvsFact]
    public async Task A_hundred_connect_at_once_are_asked_at_once_and_killed_at_once()
    {
        var changes = new ConcurrentQueue<(ChangeReason Reason, DatapathId Id)>();
        using var watching = Controller.Datapaths.Connect().Subscribe(set =>
        {
            foreach (var change in set)
                changes.Enqueue((change.Reason, change.Key));
        });
        OpenFlowVersion[] versions = [OpenFlowVersion.OpenFlow10, OpenFlowVersion.OpenFlow13, OpenFlowVersion.OpenFlow14, OpenFlowVersion.OpenFlow15];
        var all = CountOf(Count);
        await Ovs.AddBridgeAsync([.. Enumerable.Range(1, Count).Select(number => new Bridge($"br{number}", (ulong)number)
        {
            Protocols = [versions[number % versions.Length]],
            Controllers = [Target],
            Ports = [$"p{number}"],
        })]);
        await Ovs.PokeWhileAsync(all);
        var datapaths = Controller.GetDatapaths();

        var replies = await Task.WhenAll(datapaths.Select(datapath => datapath.SendMsgAsync(new DescRequest(), Limit)));
        Assert.All(replies, reply => Assert.Equal("Open vSwitch", reply!.HwDesc));
        Assert.All(datapaths, datapath => Assert.Equal(versions[(int)datapath.Id.Value % versions.Length], datapath.Version));
        Assert.All(datapaths, datapath => Assert.Contains(datapath.Ports.Items, port => port.Name == $"p{datapath.Id.Value}"));

        var none = CountOf(0);
        Ovs.Kill();
        await none;
        foreach (var datapath in datapaths)
        {
            await Assert.ThrowsAsync<InvalidDatapathException>(() => datapath.SendMsgAsync(new DescRequest(), Limit));
            Assert.Equal(0, datapath.PendingRequests);
        }

        Assert.Equal(Ids, changes.Where(change => change.Reason == ChangeReason.Add).Select(change => change.Id.Value).Order());
        Assert.Equal(Ids, changes.Where(change => change.Reason == ChangeReason.Remove).Select(change => change.Id.Value).Order());
        Assert.Equal(2 * Count, changes.Count);

        // And once more.
        var again = CountOf(Count);
        await Ovs.RestartAsync(Limit);
        await Ovs.PokeWhileAsync(again);
        Assert.Equal(Ids, Controller.GetDatapaths().Select(datapath => datapath.Id.Value).Order());
        Assert.Equal(Count, Controller.ConnectionCount);
    }

    private static IEnumerable<ulong> Ids => Enumerable.Range(1, Count).Select(number => (ulong)number);

    private Task<int> CountOf(int expected) => Controller.Datapaths.CountChanged.Where(count => count == expected).FirstAsync().ToTask(Limit);
}
