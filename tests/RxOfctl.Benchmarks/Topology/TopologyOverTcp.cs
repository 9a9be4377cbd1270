using System.Diagnostics;
using System.Net;
using System.Reactive.Concurrency;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using RxOfctl.Protocol.Messages;
using RxOfctl.Simulator;
using RxOfctl.Simulator.Topologies;
using RxOfctl.Topology;

namespace RxOfctl.Benchmarks.Topology;

/// <summary>A simulated network whose switches connect to a controller over TCP, in real time and in one process.</summary>
internal static class TopologyOverTcp
{
    private const int SwitchesAtOnce = 100;

    /// <summary>The milliseconds from a port-status message, as a switch sends it, to the emission of the link's removal.</summary>
    public static async Task<IReadOnlyList<double>> MeasureAsync(int switches, int links, int cuts)
    {
        await using var controller = new OpenFlowController(new() { EndPoint = new IPEndPoint(IPAddress.Loopback, 0) });
        using var topology = controller.DiscoverTopology();
        controller.StartListening();
        var network = new SimulatedNetwork(TaskPoolScheduler.Default);
        network.Add(NetworkTopology.Random(switches, links, seed: 1));
        using var ending = new CancellationTokenSource();
        var found = topology.LinkPairs.CountChanged.FirstAsync(count => count == links).ToTask();
        var serving = new List<Task>();
        foreach (var some in network.Switches.Chunk(SwitchesAtOnce))
        {
            var wanted = serving.Count + some.Length;
            serving.AddRange(some.Select(each => each.ConnectAsync(controller.LocalEndPoints[0], ending.Token)));
            await controller.Datapaths.CountChanged.FirstAsync(count => count == wanted).ToTask();
        }

        await found;

        var times = new List<double>();
        foreach (var link in network.Links.Where(link => link.Ends.Second[0] == 's').Take(cuts))
        {
            long cutAt = 0;
            var (one, other) = (network.Switch(link.Ends.First.Split(':')[0]), network.Switch(link.Ends.Second.Split(':')[0]));
            using var noting = one.Messages.Where(message => message.Message is PortStatus).Take(1)
                .Subscribe(_ => cutAt = Stopwatch.GetTimestamp());
            var removed = topology.Links.Connect().Skip(1)
                .SelectMany(changes => changes)
                .Where(change => change.Reason == ChangeReason.Remove)
                .Where(change => change.Key.From.DatapathId == one.Id && change.Key.To.DatapathId == other.Id)
                .Select(_ => Stopwatch.GetTimestamp()).FirstAsync().ToTask();
            link.SetUp(false);
            var removedAt = await removed;
            times.Add(Stopwatch.GetElapsedTime(cutAt, removedAt).TotalMilliseconds);
            link.SetUp(true);
            await topology.LinkPairs.CountChanged.FirstAsync(count => count == links).ToTask();
        }

        await ending.CancelAsync();
        await Task.WhenAll(serving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return times;
    }
}
