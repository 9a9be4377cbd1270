using RxOfctl.Benchmarks.Controllers;

namespace RxOfctl.Benchmarks.Suites;

/// <summary>Our controller under a load that lasts: its memory is not to grow.</summary>
internal sealed record SoakSuite(int Minutes)
{
    public async Task RunAsync(Targets targets)
    {
        var table = new Table("A load that lasts: 16 switches, OpenFlow 1.3, 16 packet-ins in flight per switch", "minute", "RSS MB", "managed MB");
        await using var bench = await Bench.StartAsync(ControllerKind.RxOfctl);
        var managed = new List<double>();
        var measurement = await bench.MeasureAsync(4, 16, 16, bench.WarmUpOfStart, 60 * Minutes, async () =>
        {
            for (var minute = 1; minute <= Minutes; minute++)
            {
                // A little before the minute is over, so that the last is told under the load too.
                await Task.Delay(TimeSpan.FromSeconds(minute == 1 ? 59 : 60));
                managed.Add((await bench.ManagedBytesAsync()).GetValueOrDefault() / 1e6);
                table.Add(minute, bench.Controller.ResidentBytes / 1e6, managed[^1]);
            }
        });
        table.Print();
        Console.WriteLine();
        Console.WriteLine($"{measurement.Result.Answered:N0} packet-ins were answered, {measurement.Result.PerSecond:N0} each second.");
        targets.AtMost("growth of managed memory from the first minute on, MB", 1, managed[^1] - managed[0]);
    }
}
