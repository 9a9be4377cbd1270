using RxOfctl.Benchmarks.Suites;

namespace RxOfctl.Benchmarks.Topology;

/// <summary>The topology of a large network: by itself and with a simulated network, in virtual time, where figures are of CPU time; and
/// over TCP, in real time.</summary>
internal sealed class TopologySuite(int switches, int links, string? only)
{
    private const int Cuts = 20;

    private const string Alone = "alone";
    private const string Simulated = "simulated";
    private const string Tcp = "tcp";

    public static string[] Parts => [Alone, Simulated, Tcp];

    public async Task RunAsync(Targets targets)
    {
        // Small networks first, for the just-in-time compiler.
        if (only is null or Alone)
        {
            new TopologyAlone(100, 1_000).Measure(seconds: 30);
            RunAlone(targets);
        }

        if (only is null or Simulated)
        {
            new TopologyUnderLoad(100, 1_000).Measure(cuts: 10);
            RunSimulated(targets);
        }

        if (only is null or Tcp)
            await RunOverTcpAsync(targets);
    }

    private void RunAlone(Targets targets)
    {
        var alone = new TopologyAlone(switches, links);
        alone.Measure(seconds: 30);
        var table = new Table($"The topology of {switches:N0} switches with {links:N0} links by itself", "what", "measured");
        table.Add("s of CPU until all links are found", alone.SecondsToDiscover);
        table.Add("% of a core for probes each second", 100 * alone.SecondsOfProbes);
        table.Add("bytes a link", alone.BytesPerLink);
        table.Print();
        targets.AtMost("% of a core for probes, with the codec, without connections", 5, 100 * alone.SecondsOfProbes);
        targets.AtMost("KB a link", 2, alone.BytesPerLink / 1024);
    }

    private void RunSimulated(Targets targets)
    {
        var load = new TopologyUnderLoad(switches, links);
        load.Measure(Cuts);
        var table = new Table("With a simulated network and with flows", "what", "measured");
        table.Add("s of CPU until all links are found, with the simulated network", load.SecondsToDiscover);
        table.Add("s of CPU for a second of probes, with the simulated network", load.SecondsOfProbes);
        table.Add("bytes a link, with flows, on the simulated switches too", load.BytesPerLinkWithFlows);
        table.Add($"ms from the removal of a link to the last of {load.Paths} observed paths that it changes", load.MillisecondsToPath);
        table.Add($"ms of CPU for a cut, {load.Paths} observed paths included", load.MillisecondsOfCut);
        table.Print();
        targets.AtMost($"s of CPU until {links:N0} links are found, with the simulated network", 2, load.SecondsToDiscover);
        targets.AtMost("ms from the removal of a link to the paths that it changes", 5, load.MillisecondsToPath);
    }

    private async Task RunOverTcpAsync(Targets targets)
    {
        var tcp = new TopologyOverTcp();
        await tcp.MeasureAsync(switches, links, Cuts);
        var median = tcp.Removals.Order().ElementAt(tcp.Removals.Count / 2);
        var table = new Table("Over TCP, the switches in another process", "what", "measured");
        table.Add("s until all links are found", tcp.SecondsToDiscover);
        table.Add("s of CPU until all links are found", tcp.CpuToDiscover);
        table.Add("% of a core for probes each second, with the kernel", 100 * tcp.CpuOfProbes);
        table.Add("% of a core for probes each second, of that the kernel", 100 * tcp.KernelOfProbes);
        table.Add("links that were lost in 10 s though all worked", tcp.LostOfProbes);
        table.Add("ms from a port-status message to the removal of its link, median", median);
        table.Add("ms from a port-status message to the removal of its link, longest", tcp.Removals.Max());
        table.Print();
        targets.AtMost("ms over TCP from a port-status message to the removal of its link", 10, median);
    }
}
