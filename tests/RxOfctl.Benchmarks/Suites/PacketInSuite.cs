using RxOfctl.Benchmarks.Controllers;
using RxOfctl.Benchmarks.Processes;

namespace RxOfctl.Benchmarks.Suites;

/// <summary>
/// Packet-ins through a learning switch: who answers how many, and how soon. A packet-in counts once, when its buffer comes back in a
/// flow-mod or a packet-out; what a controller sends beside that is in the column of messages.
/// </summary>
internal sealed record PacketInSuite
{
    public required IReadOnlyList<ControllerKind> Controllers { get; init; }

    public IReadOnlyList<Mode> Modes { get; init; } = Mode.All;

    /// <summary>The bytes of the versions: 1 is OpenFlow 1.0, 4 is 1.3.</summary>
    public IReadOnlyList<byte> Versions { get; init; } = [1, 4];

    public int Switches { get; init; } = 16;

    /// <summary>In the place of what the modes say, unless 0.</summary>
    public int InFlight { get; init; }

    public double Seconds { get; init; } = 2;

    public int Rounds { get; init; } = 3;

    public int Subscribers { get; init; }

    public async Task RunAsync(Targets targets)
    {
        var rounds = new List<(ControllerKind Kind, byte Version, Mode Mode, Measurement Measurement)>();
        for (var round = 0; round < Rounds; round++)
        {
            // Whoever comes first meets a cooler machine: everybody does in turn.
            var turn = round % Controllers.Count;
            foreach (var kind in Controllers.Skip(turn).Concat(Controllers.Take(turn)))
            {
                await using var bench = await Bench.StartAsync(kind, Subscribers);
                var isFirst = true;
                foreach (var version in Versions)
                {
                    foreach (var mode in Modes)
                    {
                        var inFlight = InFlight > 0 ? InFlight : mode.InFlight;
                        var measurement = await bench.MeasureAsync(version, Switches, inFlight, isFirst ? bench.WarmUpOfStart : 1, Seconds);
                        rounds.Add((kind, version, mode, measurement));
                        isFirst = false;
                    }
                }
            }
        }

        foreach (var version in Versions)
        {
            foreach (var mode in Modes)
            {
                (ControllerKind Kind, Measurement Measurement)[] rows = [.. Controllers.Select(kind => (
                    kind, Measurement.Median(rounds.Where(each => (each.Kind, each.Version, each.Mode) == (kind, version, mode)).Select(each => each.Measurement))))];
                Print(version, mode, rows);
                Judge(targets, version, mode, rows);
            }
        }
    }

    /// <summary>Where the time of our controller goes, by perf: the functions by their own samples, and with what they call.</summary>
    public async Task ProfileAsync()
    {
        foreach (var version in Versions)
        {
            foreach (var mode in Modes)
            {
                await using var bench = await Bench.StartAsync(
                    ControllerKind.RxOfctl, Subscribers, environment: Perf.Environment);
                var report = "";
                var measurement = await bench.MeasureAsync(
                    version,
                    Switches,
                    InFlight > 0 ? InFlight : mode.InFlight,
                    bench.WarmUpOfStart,
                    Seconds + 1,
                    async () => report = await Perf.ProfileAsync(bench.Controller.Id, Seconds));
                Print(version, mode, [(ControllerKind.RxOfctl, measurement)]);
                Console.WriteLine(report);
            }
        }
    }

    private void Print(byte version, Mode mode, IReadOnlyList<(ControllerKind Kind, Measurement Measurement)> rows)
    {
        var table = new Table(
            $"{Switches} switches, OpenFlow 1.{version - 1}, {(InFlight > 0 ? InFlight : mode.InFlight)} packet-in(s) in flight per switch",
            "controller", "answered/s", "x os-ken", "messages/s", "p50 us", "p90", "p99", "p99.9", "max", "lost", "redials",
            "cpu %", "us cpu each", "os-ken's /", "load cpu %", "RSS MB", "bytes each", "GCs", "GC pause ms");
        var osKen = rows.FirstOrDefault(row => row.Kind == ControllerKind.OsKen).Measurement;
        foreach (var (kind, measurement) in rows)
        {
            var result = measurement.Result;
            table.Add(
                kind.Name, result.PerSecond, result.PerSecond / osKen?.Result.PerSecond, result.MessagesPerSecond,
                result.P50, result.P90, result.P99, result.P999, result.Max, result.Lost, result.Redials,
                100 * measurement.Cpu, CpuEach(measurement), osKen is null ? null : CpuEach(osKen) / CpuEach(measurement), 100 * result.LoadCpu,
                measurement.ResidentBytes / 1e6, (double?)measurement.Usage?.AllocatedBytes / result.Answered,
                measurement.Usage?.Collections, measurement.Usage?.PauseMilliseconds);
        }

        table.Print();
    }

    private static void Judge(Targets targets, byte version, Mode mode, IReadOnlyList<(ControllerKind Kind, Measurement Measurement)> rows)
    {
        double? PerSecond(ControllerKind kind) => rows.FirstOrDefault(row => row.Kind == kind).Measurement?.Result.PerSecond;
        var ours = PerSecond(ControllerKind.RxOfctl);
        var what = $"OpenFlow 1.{version - 1}, {(mode == Mode.Pipelined ? "pipelined" : "one in flight")}";
        targets.AtLeast($"{what}, examples/LearningSwitch, x ours", 0.9, PerSecond(ControllerKind.Example) / ours);
        if (mode == Mode.Pipelined)
        {
            targets.AtLeast($"{what}, x os-ken", 100, ours / PerSecond(ControllerKind.OsKen));
            return;
        }

        targets.AtLeast($"{what}, x os-ken", 5, ours / PerSecond(ControllerKind.OsKen));
        targets.AtLeast($"{what}, x ovs-testcontroller", 1, ours / PerSecond(ControllerKind.OvsTestController));
    }

    // On a machine that others use too, what an answer costs says more than how many there were.
    private static double CpuEach(Measurement measurement) => 1e6 * measurement.Cpu / measurement.Result.PerSecond;
}
