using RxOfctl.Benchmarks.Controllers;

namespace RxOfctl.Benchmarks.Suites;

/// <summary>Many switches at once, and what they cost when they have nothing to say.</summary>
internal sealed record StormSuite(IReadOnlyList<ControllerKind> Controllers, int Storm, int Idle, double Seconds)
{
    public async Task RunAsync()
    {
        var table = new Table(
            "Switches that connect at once (OpenFlow 1.3) and then idle", "controller", "switches", "all answered s", "redials", "RSS MB", "KB each", "cpu % idle",
            "us cpu/s each");
        foreach (var kind in Controllers)
        {
            foreach (var switches in new[] { Storm, Idle })
            {
                if (switches > kind.MaxSwitches)
                {
                    Console.WriteLine($"skipped: {kind.Name} takes {kind.MaxSwitches} switches, not {switches}");
                    continue;
                }

                if (switches == Idle && kind != ControllerKind.RxOfctl)
                    continue;
                await using var bench = await Bench.StartAsync(kind);
                var before = bench.Controller.ResidentBytes;
                var measurement = await bench.MeasureAsync(4, switches, inFlight: 0, warmUp: 2, switches == Idle ? Seconds : Seconds / 4);
                table.Add(
                    kind.Name, switches, measurement.Result.ReadySeconds, measurement.Result.Redials, measurement.ResidentBytes / 1e6,
                    (measurement.ResidentBytes - before) / 1e3 / switches, 100 * measurement.Cpu, 1e6 * measurement.Cpu / switches);
            }
        }

        table.Print();
    }
}
