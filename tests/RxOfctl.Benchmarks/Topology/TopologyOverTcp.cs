using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using RxOfctl.Benchmarks.Processes;
using RxOfctl.Simulator.Topologies;
using RxOfctl.Topology;

namespace RxOfctl.Benchmarks.Topology;

/// <summary>The topology of bare switches in another process, each connected over TCP, in real time.</summary>
internal sealed class TopologyOverTcp
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(10);

    /// <summary>From the start of the switches until all links are found.</summary>
    public double SecondsToDiscover { get; private set; }

    /// <summary>The CPU seconds of this process meanwhile.</summary>
    public double CpuToDiscover { get; private set; }

    /// <summary>The CPU seconds of this process for a second of probes.</summary>
    public double CpuOfProbes { get; private set; }

    /// <summary>How much of that the kernel took.</summary>
    public double KernelOfProbes { get; private set; }

    /// <summary>How many links were lost meanwhile, though all worked.</summary>
    public int LostOfProbes { get; private set; }

    /// <summary>The milliseconds from when a switch sent a port-status message to the emission of its link's removal.</summary>
    public List<double> Removals { get; } = [];

    /// <exception cref="TimeoutException">Not all links are found.</exception>
    public async Task MeasureAsync(int switches, int links, int cuts)
    {
        var network = new BareNetwork(NetworkTopology.Random(switches, links, seed: 1));
        await using var controller = new OpenFlowController(new() { EndPoint = new IPEndPoint(IPAddress.Loopback, 0) });
        using var topology = controller.DiscoverTopology(new() { InstallFlows = false });
        controller.StartListening();
        var (start, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage);
        var port = ((IPEndPoint)controller.LocalEndPoints[0]).Port;
        await using var child = ChildProcess.StartOwn("topology-switches", Cores.Load(), [
            "topology-switches", "--port", Text(port), "--switches", Text(switches), "--links", Text(links)]);
        try
        {
            await topology.LinkPairs.CountChanged.FirstAsync(count => count == links).ToTask().WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Of {links} links, {topology.LinkPairs.Count} are found after {Patience.TotalSeconds} s.");
        }

        SecondsToDiscover = Stopwatch.GetElapsedTime(start).TotalSeconds;
        CpuToDiscover = (Environment.CpuUsage.TotalTime - cpu.TotalTime).TotalSeconds;

        // Links found before their latencies were measured are updated soon after.
        await Task.Delay(Steady);
        var lost = 0;
        using (topology.Links.Connect().Subscribe(changes => lost += changes.Removes))
        {
            (start, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage);
            await Task.Delay(Steady);
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            CpuOfProbes = (Environment.CpuUsage.TotalTime - cpu.TotalTime).TotalSeconds / seconds;
            KernelOfProbes = (Environment.CpuUsage.PrivilegedTime - cpu.PrivilegedTime).TotalSeconds / seconds;
            LostOfProbes = lost;
        }

        for (var cut = 0; cut < network.Links.Count && Removals.Count < cuts; cut++)
        {
            var link = network.Links[cut];
            var id = new LinkId(new((ulong)link.Switch + 1, link.Port), new((ulong)link.OtherSwitch + 1, link.OtherPort));
            // On an overloaded machine some links are lost for a while.
            if (!topology.Links.TryLookup(id, out _))
                continue;
            var removed = topology.Links.Connect().Skip(1)
                .Where(changes => changes.Any(change => change.Reason == ChangeReason.Remove && change.Key == id))
                .Select(_ => Stopwatch.GetTimestamp()).FirstAsync().ToTask();
            await child.WriteLineAsync($"cut {cut}");
            var cutAt = long.Parse(await child.ReadLineAsync(), CultureInfo.InvariantCulture);
            Removals.Add(Stopwatch.GetElapsedTime(cutAt, await removed.WaitAsync(Patience)).TotalMilliseconds);
            await child.WriteLineAsync($"mend {cut}");
            await child.ReadLineAsync();
        }

        static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
    }
}
