using RxOfctl.Benchmarks.Suites;

namespace RxOfctl.Benchmarks.Topology;

/// <summary>The topology of a large network: in virtual time, where figures are of CPU time; and over TCP, where they are of real
/// time.</summary>
internal static class TopologySuite
{
    private const int Switches = 1_000;
    private const int Links = 10_000;
    private const int Cuts = 20;

    public static async Task RunAsync(Targets targets)
    {
        // A small network first, for the just-in-time compiler.
        new TopologyUnderLoad(100, 1_000).Measure(cuts: 10);
        var load = new TopologyUnderLoad(Switches, Links);
        load.Measure(Cuts);
        var table = new Table($"The topology of {Switches:N0} switches with {Links:N0} links", "what", "measured");
        table.Add("s of CPU until all links are found, with the simulated network", load.SecondsToDiscover);
        table.Add("s of CPU for a second of probes, with the simulated network", load.SecondsOfProbes);
        table.Add("s of CPU for as many frames that are sent ready made and not looked at", load.SecondsOfFrames);
        table.Add("bytes a link", load.BytesPerLink);
        table.Add($"ms from the removal of a link to the last of {load.Paths} observed paths that it changes", load.MillisecondsToPath);
        table.Add($"ms of CPU for a cut, {load.Paths} observed paths included", load.MillisecondsOfCut);
        var times = await TopologyOverTcp.MeasureAsync(Switches, Links, Cuts);
        table.Add("ms over TCP from a port-status message to the removal of its link, median", times.Order().ElementAt(times.Count / 2));
        table.Add("ms over TCP, the longest", times.Max());
        table.Print();
        targets.AtMost($"s of CPU until {Links:N0} links are found", 2, load.SecondsToDiscover);
        targets.AtMost(
            "% of a core for probes, beyond what sending and receiving as many frames takes",
            5,
            100 * (load.SecondsOfProbes - load.SecondsOfFrames));
        targets.AtMost("KB a link", 2, load.BytesPerLink / 1024);
        targets.AtMost("ms from the removal of a link to the paths that it changes", 5, load.MillisecondsToPath);
        targets.AtMost("ms over TCP from a port-status message to the removal of its link", 10, times.Order().ElementAt(times.Count / 2));
    }
}
