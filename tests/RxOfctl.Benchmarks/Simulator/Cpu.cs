using System.Diagnostics;

namespace RxOfctl.Benchmarks.Simulator;

/// <summary>The CPU time of this process.</summary>
internal static class Cpu
{
    /// <summary>How many seconds of CPU an action takes, in all threads.</summary>
    public static double Measure(Action action)
    {
        using var process = Process.GetCurrentProcess();
        process.Refresh();
        var before = process.TotalProcessorTime;
        action();
        process.Refresh();
        return (process.TotalProcessorTime - before).TotalSeconds;
    }
}
