using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Reactive.Testing;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Matching;
using RxOfctl.Protocol.Messages;
using RxOfctl.Simulator.Topologies;

namespace RxOfctl.Simulator.Tests;

/// <summary>Large networks in virtual time. The benchmarks measure what they cost.</summary>
public class ScaleTests
{
    [Fact]
    public void A_thousand_switches_in_a_ring_connect_and_ping_along_it()
    {
        var lab = new Lab(NetworkTopology.Ring(1000));
        Assert.Equal(1000, lab.Controller.GetDatapaths().Count);

        // Port 1 has the host, 2 and 3 the ring: with one link cut, flooding is safe.
        lab.Network.Faults.Cut("s1000", "s1");
        foreach (var datapath in lab.Controller.GetDatapaths())
            datapath.Send(new FlowMod { Actions = [new OutputAction(PortNumber.Flood)] });
        lab.Advance(1);
        Assert.True(lab.PingAll([("h1", "h2"), ("h500", "h501"), ("h999", "h1000")]));
    }

    /// <summary>Environment: RXOFCTL_FAT_TREE (ports of each switch, 4), RXOFCTL_RUNS (3).</summary>
    [Fact]
    public void All_hosts_of_a_fat_tree_ping_all_others_with_the_same_trace_each_time()
    {
        var (ports, runs) = (Setting("RXOFCTL_FAT_TREE", 4), Setting("RXOFCTL_RUNS", 3));
        string Run()
        {
            var topology = NetworkTopology.FatTree(ports);
            var lab = new Lab(topology);
            InstallShortestPaths(topology, lab.Controller);
            lab.Advance(1);
            using var trace = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var link in lab.Network.Links)
            {
                link.Frames.Subscribe(frame =>
                {
                    trace.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{frame.At.Ticks} {frame.From} ")));
                    trace.AppendData(frame.Data.Span);
                });
            }

            var hosts = topology.Hosts.Select(host => host.Name).ToList();
            Assert.True(lab.PingAll([.. from asker in hosts from asked in hosts where asker != asked select (asker, asked)]));
            return Convert.ToHexString(trace.GetHashAndReset());
        }

        var traces = Enumerable.Range(0, runs).Select(_ => Run()).Distinct();
        Assert.Single(traces);
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    // A flow for each host on each switch: towards it by the port that a search from the host came in by.
    private static void InstallShortestPaths(NetworkTopology topology, OpenFlowController controller)
    {
        var ids = topology.Switches.ToDictionary(each => each.Name, each => each.Id);
        var neighbors = topology.Links
            .SelectMany(link => new[] { (At: link.From, Port: link.FromPort, Other: link.To), (At: link.To, Port: link.ToPort, Other: link.From) })
            .ToLookup(end => end.At);
        foreach (var host in topology.Hosts)
        {
            var (reached, open) = (new HashSet<string> { host.Name }, new Queue<string>([host.Name]));
            while (open.TryDequeue(out var near))
            {
                foreach (var far in neighbors[near].Select(end => end.Other).Where(other => ids.ContainsKey(other) && reached.Add(other)))
                {
                    open.Enqueue(far);
                    var towards = new OutputAction(neighbors[far].First(end => end.Other == near).Port);
                    var datapath = controller.GetDatapath(ids[far])!;
                    datapath.Send(new FlowMod { Match = [Oxm.EthDst.Is(host.Mac)], Actions = [towards] });
                    datapath.Send(new FlowMod { Match = [Oxm.EthType.Is(0x0806), Oxm.ArpTpa.Is(host.Address)], Actions = [towards] });
                }
            }
        }
    }

    private sealed class Lab
    {
        private readonly TestScheduler _scheduler = new();

        public Lab(NetworkTopology topology)
        {
            Network = new(_scheduler);
            Network.Add(topology);
            Controller = new(new() { Scheduler = _scheduler, EchoInterval = TimeSpan.Zero });
            Network.ConnectTo(Controller);
            Advance(1);
        }

        public SimulatedNetwork Network { get; }

        public OpenFlowController Controller { get; }

        public void Advance(double seconds) => _scheduler.AdvanceBy(TimeSpan.FromSeconds(seconds).Ticks);

        public bool PingAll(IReadOnlyList<(string From, string To)> pairs)
        {
            var answered = 0;
            foreach (var (from, to) in pairs)
                Network.Host(from).Ping(Network.Host(to).Address).Subscribe(ping => answered += ping.IsAnswered ? 1 : 0);
            Advance(5);
            return answered == pairs.Count;
        }
    }
}
