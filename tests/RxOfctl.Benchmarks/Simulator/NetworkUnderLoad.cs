using System.Reactive.Concurrency;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Simulator;
using RxOfctl.Simulator.Topologies;

namespace RxOfctl.Benchmarks.Simulator;

/// <summary>What a network and its pings cost, in seconds of CPU.</summary>
internal sealed record NetworkUnderLoad(string Name, int Switches, int Hosts)
{
    public double SecondsToConnect { get; private set; }

    public double SecondsToInstall { get; private set; }

    public double SecondsToPing { get; private set; }

    public int Pings { get; private set; }

    public int Answered { get; private set; }

    /// <summary>The memory of the network and its controller.</summary>
    public double KilobytesPerSwitch { get; private set; }

    /// <summary>A ring with a host at each switch, in which each pings its neighbor along flows of a spanning tree: the ring without its last link.</summary>
    public static NetworkUnderLoad Ring(int switches)
    {
        var topology = NetworkTopology.Ring(switches);
        var tree = topology with { Links = [.. topology.Links.Where(link => (link.From, link.To) != ($"s{switches}", "s1"))] };
        var hosts = topology.Hosts.Select(host => host.Name).ToList();
        // The flows of the neighbors that ping each other; to all would be a million flows.
        return Measure($"ring({switches})", topology, tree, [.. hosts.Zip(hosts.Skip(1).Append(hosts[^2]))], reach: 2);
    }

    /// <summary>A fat tree in which each host pings all others along shortest paths.</summary>
    public static NetworkUnderLoad FatTree(int ports)
    {
        var topology = NetworkTopology.FatTree(ports);
        var hosts = topology.Hosts.Select(host => host.Name).ToList();
        return Measure(
            $"fattree({ports})", topology, topology, [.. from asker in hosts from asked in hosts where asker != asked select (asker, asked)], int.MaxValue);
    }

    private static NetworkUnderLoad Measure(
        string name, NetworkTopology topology, NetworkTopology paths, IReadOnlyList<(string From, string To)> pairs, int reach)
    {
        var measured = new NetworkUnderLoad(name, topology.Switches.Count, topology.Hosts.Count) { Pings = pairs.Count };
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var scheduler = new HistoricalScheduler();
        var network = new SimulatedNetwork(scheduler);
        var controller = new OpenFlowController(new() { Scheduler = scheduler, EchoInterval = TimeSpan.Zero });
        measured.SecondsToConnect = Cpu.Measure(() =>
        {
            network.Add(topology);
            network.ConnectTo(controller);
            scheduler.AdvanceBy(TimeSpan.FromSeconds(1));
        });
        if (controller.GetDatapaths().Count != topology.Switches.Count)
            throw new InvalidOperationException($"{controller.GetDatapaths().Count} of {topology.Switches.Count} switches are connected.");
        measured.KilobytesPerSwitch = (GC.GetTotalMemory(forceFullCollection: true) - before) / 1024.0 / topology.Switches.Count;
        measured.SecondsToInstall = Cpu.Measure(() =>
        {
            InstallPaths(paths, controller, reach);
            scheduler.AdvanceBy(TimeSpan.FromSeconds(1));
        });
        measured.SecondsToPing = Cpu.Measure(() =>
        {
            foreach (var (from, to) in pairs)
                network.Host(from).Ping(network.Host(to).Address).Subscribe(ping => measured.Answered += ping.IsAnswered ? 1 : 0);
            scheduler.AdvanceBy(TimeSpan.FromSeconds(5));
        });
        GC.KeepAlive(network);
        return measured;
    }

    // On each switch up to a distance from a host, flows that lead to the host, along the tree of a breadth-first search.
    private static void InstallPaths(NetworkTopology topology, OpenFlowController controller, int reach)
    {
        var ids = topology.Switches.ToDictionary(each => each.Name, each => each.Id);
        var neighbors = topology.Links
            .SelectMany(link => new[] { (At: link.From, Port: link.FromPort, Other: link.To), (At: link.To, Port: link.ToPort, Other: link.From) })
            .ToLookup(end => end.At);
        foreach (var host in topology.Hosts)
        {
            var (reached, open) = (new HashSet<string> { host.Name }, new Queue<(string Name, int Distance)>([(host.Name, 0)]));
            while (open.TryDequeue(out var near))
            {
                foreach (var far in neighbors[near.Name].Select(end => end.Other).Where(other => ids.ContainsKey(other) && reached.Add(other)))
                {
                    if (near.Distance < reach)
                        open.Enqueue((far, near.Distance + 1));
                    var towards = new OutputAction(neighbors[far].First(end => end.Other == near.Name).Port);
                    var datapath = controller.GetDatapath(ids[far])!;
                    datapath.Send(new FlowMod { Match = [Oxm.EthDst.Is(host.Mac)], Actions = [towards] });
                    datapath.Send(new FlowMod { Match = [Oxm.EthType.Is(0x0806), Oxm.ArpTpa.Is(host.Address)], Actions = [towards] });
                }
            }
        }
    }
}
