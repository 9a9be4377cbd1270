using RxOfctl.Benchmarks.Controllers;
using RxOfctl.Benchmarks.Load;

namespace RxOfctl.Benchmarks.Suites;

/// <summary>What becomes of our controller as there is more of everything: switches, observers, processors.</summary>
internal sealed record ScalingSuite(double Seconds)
{
    public async Task RunAsync(Targets targets)
    {
        var table = new Table(
            "As the load grows, OpenFlow 1.3", "switches", "observers beside", "cores", "learning switches", "pipelined/s", "us cpu each", "bytes each", "slowest/median",
            "one in flight/s", "p50 us", "p99 us");
        var bySwitches = new Dictionary<int, LoadResult>();
        foreach (var switches in new[] { 1, 4, 16, 64, 256 })
            bySwitches[switches] = await AddAsync(table, switches, 0, 1);
        foreach (var subscribers in new[] { 1, 10 })
            await AddAsync(table, 16, subscribers, 1);
        await AddAsync(table, 16, 0, 2);
        var oneCore = await AddAsync(table, 16, 0, 1, isForEach: true);
        var twoCores = await AddAsync(table, 16, 0, 2, isForEach: true);
        table.Print();
        Console.WriteLine();
        Console.WriteLine("Where the machine has two processors, the second core of the controller is that of the load too.");
        targets.AtLeast("256 switches, x answers of 16, pipelined", 0.8, bySwitches[256].PerSecond / bySwitches[16].PerSecond);
        targets.AtLeast("slowest of 64 switches, x the middle one, pipelined", 0.5, bySwitches[64].SlowestOfMedian);
        targets.AtLeast("two cores, x answers of one, pipelined", 1.6, twoCores.PerSecond / oneCore.PerSecond);
    }

    private async Task<LoadResult> AddAsync(Table table, int switches, int subscribers, int cores, bool isForEach = false)
    {
        await using var bench = await Bench.StartAsync(ControllerKind.RxOfctl, subscribers, cores, isForEach);
        var pipelined = await bench.MeasureAsync(4, switches, Mode.Pipelined.InFlight, bench.WarmUpOfStart, Seconds);
        var one = await bench.MeasureAsync(4, switches, Mode.OneInFlight.InFlight, 1, Seconds);
        table.Add(
            switches, subscribers, cores, isForEach ? "one for each" : "one for all", pipelined.Result.PerSecond, 1e6 * pipelined.Cpu / pipelined.Result.PerSecond,
            (double?)pipelined.Usage?.AllocatedBytes / pipelined.Result.Answered, pipelined.Result.SlowestOfMedian, one.Result.PerSecond, one.Result.P50, one.Result.P99);
        return pipelined.Result;
    }
}
