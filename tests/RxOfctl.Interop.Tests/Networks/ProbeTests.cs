using System.Reactive.Concurrency;
using System.Reactive.Linq;
using RxOfctl.Capture;
using RxOfctl.Interop.Tests.Captures;
using RxOfctl.Interop.Tests.Ovs;
using RxOfctl.Interop.Tests.Simulator;
using RxOfctl.Protocol;
using RxOfctl.Simulator;
using RxOfctl.Simulator.Topologies;
using RxOfctl.Topology;
using ShortestPath;

namespace RxOfctl.Interop.Tests.Networks;

/// <summary>Other programs read the probes of the topology, and its graph.</summary>
public sealed class ProbeTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("rxofctl-probes-");

    public void Dispose() => _directory.Delete(recursive: true);

    [TsharkFact]
    public async Task Tshark_dissects_probes_as_LLDP()
    {
        var (probes, _) = Discover();
        var file = Path.Combine(_directory.FullName, "probes.pcapng");
        using (var writer = new PcapngWriter(File.Create(file), "RxOfctl"))
        {
            var link = writer.AddInterface(new());
            foreach (var probe in probes)
                writer.Write(link, DateTimeOffset.UnixEpoch, probe.Span);
        }

        var run = await Command.RunAsync("tshark", [
            "-r", file, "-T", "fields", "-E", "separator=;", "-e", "frame.protocols", "-e", "lldp.chassis.subtype", "-e", "lldp.chassis.id",
            "-e", "lldp.port.subtype", "-e", "lldp.time_to_live", "-e", "lldp.orgtlv.oui", "-e", "_ws.malformed",
        ]);
        Assert.True(run.ExitCode == 0, run.Errors);
        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(probes.Count, lines.Length);
        Assert.All(lines, line => Assert.StartsWith("eth:ethertype:lldp;7;", line, StringComparison.Ordinal));
        Assert.All(lines, line => Assert.EndsWith(";2;3;9953;", line, StringComparison.Ordinal));
    }

    [PeerTheory("osken-manager", "python3-os-ken")]
    [InlineData("/usr/bin/python3")]
    public async Task Os_ken_reads_the_datapath_and_the_port(string python)
    {
        var (probes, _) = Discover();
        var run = await Command.RunAsync(python, [MininetNetwork.Script("lldp_parse.py"), .. probes.Select(probe => $"{probe}")]);
        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.All(run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => Assert.Equal("16 2", line));
    }

    [PeerTheory("dot", "graphviz")]
    [InlineData(36, 48)]
    public async Task Graphviz_draws_the_graph(int nodes, int edges)
    {
        var (_, dot) = Discover();
        var file = Path.Combine(_directory.FullName, "topology.dot");
        await File.WriteAllTextAsync(file, dot);
        var run = await Command.RunAsync("dot", ["-Tplain", file]);
        Assert.True(run.ExitCode == 0 && run.Errors.Length == 0, run.Errors);
        var lines = run.Output.Split('\n');
        Assert.Equal(nodes, lines.Count(line => line.StartsWith("node ", StringComparison.Ordinal)));
        Assert.Equal(edges, lines.Count(line => line.StartsWith("edge ", StringComparison.Ordinal)));
    }

    // The probes that port 2 of switch 16 sends in some seconds, and the graph of the network.
    private static (IReadOnlyList<ByteString> Probes, string Dot) Discover()
    {
        var scheduler = new HistoricalScheduler(DateTimeOffset.UnixEpoch);
        using var controller = new OpenFlowController(new() { Scheduler = scheduler });
        using var app = new ShortestPathApp(controller);
        var network = new SimulatedNetwork(scheduler);
        network.Add(NetworkTopology.FatTree(4));
        var probes = new List<ByteString>();
        using var capturing = network.Links.Select(link => link.Frames).Merge()
            .Where(frame => frame.From == "s16:2" && frame.Data.Span[12] == 0x88).Subscribe(frame => probes.Add(frame.Data));
        using var connections = network.ConnectTo(controller);
        scheduler.AdvanceBy(TimeSpan.FromSeconds(1));
        foreach (var host in network.Hosts)
            host.Announce();
        scheduler.AdvanceBy(TimeSpan.FromSeconds(4));
        return (probes, app.Topology.ToDot());
    }
}
