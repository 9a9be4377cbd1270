using System.Globalization;
using RxOfctl.Benchmarks.Controllers;
using RxOfctl.Benchmarks.Simulator;
using RxOfctl.Benchmarks.Suites;
using RxOfctl.Recording;

namespace RxOfctl.Benchmarks.Recordings;

/// <summary>What recording costs a controller, and how long replaying and shrinking take.</summary>
internal sealed record RecordingSuite(double Seconds, int Rounds, int Messages, int Events)
{
    private const int Replays = 10;
    private const int IdleSwitches = 16;

    // What has to be recorded without a drop.
    private const double FramesPerSecond = 500_000;

    public async Task RunAsync(Targets targets)
    {
        await RecordAsync(targets);
        Replay(targets);
        Shrink(targets);
    }

    // With and without in turn, so that what else the machine does meets both.
    private async Task RecordAsync(Targets targets)
    {
        var (without, with) = (new List<Measurement>(), new List<Measurement>());
        var (recorded, dropped) = (0L, 0L);
        for (var round = 0; round < Rounds; round++)
        {
            await using (var bench = await Bench.StartAsync(ControllerKind.RxOfctl, controllerCores: 2))
                without.Add(await MeasureAsync(bench));
            var file = Path.Combine("/dev/shm", $"rxofctl-{Guid.NewGuid():n}.pcapng");
            try
            {
                var environment = new Dictionary<string, string> { [ControllerHost.RecordVariable] = file };
                await using var bench = await Bench.StartAsync(ControllerKind.RxOfctl, controllerCores: 2, environment: environment);
                with.Add(await MeasureAsync(bench));
                await bench.Controller.WriteLineAsync("recorded");
                var counts = (await bench.Controller.ReadLineAsync()).Split(' ').Select(text => long.Parse(text, CultureInfo.InvariantCulture)).ToList();
                (recorded, dropped) = (recorded + counts[0], dropped + counts[1]);
            }
            finally
            {
                File.Delete(file);
            }
        }

        var (plain, taped) = (Measurement.Median(without), Measurement.Median(with));
        var table = new Table("A learning switch under load, OpenFlow 1.3, two cores", "", "pipelined/s", "us cpu each", "messages dropped");
        table.Add("not recorded", plain.Result.PerSecond, 1e6 * plain.Cpu / plain.Result.PerSecond, null);
        table.Add("recorded to tmpfs", taped.Result.PerSecond, 1e6 * taped.Cpu / taped.Result.PerSecond, (double)dropped / (recorded + dropped));
        table.Print();
        targets.AtLeast("recorded, x answers of not recorded, pipelined", 0.95, taped.Result.PerSecond / plain.Result.PerSecond);
        // A packet-in and its answer.
        targets.AtLeast("messages recorded a second", FramesPerSecond, 2 * taped.Result.PerSecond);
        targets.AtMost("messages dropped, of all", 0, (double)dropped / (recorded + dropped));
    }

    private Task<Measurement> MeasureAsync(Bench bench) => bench.MeasureAsync(4, 16, Mode.Pipelined.InFlight, bench.WarmUpOfStart, Seconds);

    private void Replay(Targets targets)
    {
        var recording = RecordedDay.Record(Messages, IdleSwitches);
        var table = new Table($"Replay of a day, {recording.Frames.Count} messages", "run", "s cpu", "x real time", "differences");
        var results = new HashSet<string>();
        var longest = 0.0;
        for (var run = 1; run <= Replays; run++)
        {
            var result = "";
            var cpu = Cpu.Measure(() => result = ReplayOnce(recording));
            results.Add(result);
            longest = Math.Max(longest, cpu);
            table.Add(run, cpu, TimeSpan.FromDays(1).TotalSeconds / cpu, result);
        }

        table.Print();
        targets.AtMost("replay of a day, s of CPU", 60, longest);
        targets.AtMost("results of ten replays", 1, results.Count);
    }

    private static string ReplayOnce(RxOfctl.Recording.Recording recording)
    {
        using var replay = new Replay(recording);
        RecordedDay.StartApp(replay.Controller, ignores: null);
        replay.Run();
        return string.Create(CultureInfo.InvariantCulture, $"{replay.Found.Count} {string.Join("; ", replay.Found.Take(3))}");
    }

    private void Shrink(Targets targets)
    {
        var recording = RecordedDay.Record(2 * Events, idle: 0);
        var remaining = 0;
        var cpu = Cpu.Measure(() =>
        {
            var small = recording.Shrink(
                controller => RecordedDay.StartApp(controller, ignores: null), controller => RecordedDay.StartApp(controller, ignores: Events / 3));
            remaining = small.Frames.Count(frame => !frame.IsSent) - RecordedDay.MessagesOfHandshake;
        });
        var table = new Table("Shrinking", "events before", "after", "s cpu");
        table.Add(Events, remaining, cpu);
        table.Print();
        targets.AtMost("events after shrinking", 20, remaining);
        targets.AtMost("shrinking, s of CPU", 60, cpu);
    }
}
