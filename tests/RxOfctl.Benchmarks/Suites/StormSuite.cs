using RxOfctl.Benchmarks.Controllers;

namespace RxOfctl.Benchmarks.Suites;

/// <summary>Many switches at once, and what they cost when they have nothing to say.</summary>
/// <param name="Controllers">Who is measured.</param>
/// <param name="Few">How many switches a small network has.</param>
/// <param name="Storm">How many connect at once to each controller.</param>
/// <param name="Idle">How many connect to ours alone.</param>
/// <param name="Seconds">How long those idle; the others a quarter of it.</param>
internal sealed record StormSuite(IReadOnlyList<ControllerKind> Controllers, int Few, int Storm, int Idle, double Seconds)
{
    public async Task RunAsync(Targets targets)
    {
        var table = new Table(
            "Switches that connect at once (OpenFlow 1.3) and then idle", "controller", "switches", "all answered s", "redials", "RSS MB", "RSS KB each",
            "managed KB each", "cpu % idle", "us cpu/s each");
        foreach (var kind in Controllers)
        {
            foreach (var switches in new[] { Few, Storm, Idle })
            {
                if (switches > kind.MaxSwitches)
                {
                    Console.WriteLine($"skipped: {kind.Name} takes {kind.MaxSwitches} switches, not {switches}");
                    continue;
                }

                if (switches == Idle && kind != ControllerKind.RxOfctl)
                    continue;
                await using var bench = await Bench.StartAsync(kind);
                var (resident, managed) = (bench.Controller.ResidentBytes, await bench.ManagedBytesAsync());
                var measurement = await bench.MeasureAsync(
                    4, switches, inFlight: 0, warmUp: 2, switches == Idle ? Seconds : Seconds / 4, atEnd: async () => managed = await bench.ManagedBytesAsync() - managed);
                table.Add(
                    kind.Name, switches, measurement.Result.ReadySeconds, measurement.Result.Redials, measurement.ResidentBytes / 1e6,
                    (measurement.ResidentBytes - resident) / 1e3 / switches, managed / 1e3 / switches, 100 * measurement.Cpu, 1e6 * measurement.Cpu / switches);
                if (kind != ControllerKind.RxOfctl)
                    continue;
                if (switches == Few)
                    targets.AtMost($"{switches} idle switches, RSS MB", 64, measurement.ResidentBytes / 1e6);
                else if (switches == Idle)
                    targets.AtMost($"{switches} idle switches, managed KB each", 16, managed / 1e3 / switches);
            }
        }

        table.Print();
    }
}
