using RxOfctl.Benchmarks.Suites;

namespace RxOfctl.Benchmarks.Topology;

/// <summary>The topology of a large network: in virtual time, where figures are of CPU time; and over TCP, where they are of real
/// time.</summary>
internal static class TopologySuite
{
    private const int Cuts = 20;

    /// <summary>In virtual time.</summary>
    public static void Run(Targets targets, int switches, int links)
    {
        // A small network first, for the just-in-time compiler.
        new TopologyUnderLoad(100, 1_000).Measure(cuts: 10);
        var load = new TopologyUnderLoad(switches, links);
        load.Measure(Cuts);
        var table = new Table($"The topology of {switches:N0} switches with {links:N0} links", "what", "measured");
        table.Add("s of CPU until all links are found, with the simulated network", load.SecondsToDiscover);
        table.Add("s of CPU for a second of probes, with the simulated network", load.SecondsOfProbes);
        table.Add("s of CPU for as many frames that are sent ready made and not looked at", load.SecondsOfFrames);
        table.Add("bytes a link", load.BytesPerLink);
        table.Add("bytes a link, with flows, on the simulated switches too", load.BytesPerLinkWithFlows);
        table.Add($"ms from the removal of a link to the last of {load.Paths} observed paths that it changes", load.MillisecondsToPath);
        table.Add($"ms of CPU for a cut, {load.Paths} observed paths included", load.MillisecondsOfCut);
        table.Print();
        targets.AtMost($"s of CPU until {links:N0} links are found", 2, load.SecondsToDiscover);
        targets.AtMost(
            "% of a core for probes, beyond what sending and receiving as many frames takes",
            5,
            100 * (load.SecondsOfProbes - load.SecondsOfFrames));
        targets.AtMost("KB a link", 2, load.BytesPerLink / 1024);
        targets.AtMost("ms from the removal of a link to the paths that it changes", 5, load.MillisecondsToPath);
    }

    /// <summary>Over TCP, in real time.</summary>
    public static async Task RunOverTcpAsync(Targets targets, int switches, int links)
    {
        var times = await TopologyOverTcp.MeasureAsync(switches, links, Cuts);
        var median = times.Order().ElementAt(times.Count / 2);
        var table = new Table("Over TCP, real time from a port-status message to the removal of its link", "ms", "measured");
        table.Add("median", median);
        table.Add("longest", times.Max());
        table.Print();
        targets.AtMost("ms over TCP from a port-status message to the removal of its link", 10, median);
    }
}
