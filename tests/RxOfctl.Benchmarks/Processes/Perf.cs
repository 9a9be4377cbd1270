using System.Diagnostics;
using System.Globalization;

namespace RxOfctl.Benchmarks.Processes;

/// <summary>Linux's profiler.</summary>
internal static class Perf
{
    /// <summary>
    /// What a process is to be started with for its functions to have names: it writes them down, and its code is where perf looks for what
    /// is compiled at run time, which it is not while it is mapped twice.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Environment { get; } =
        new Dictionary<string, string> { ["DOTNET_PerfMapEnabled"] = "1", ["DOTNET_EnableWriteXorExecute"] = "0" };

    public static async Task<string> ProfileAsync(int process, double seconds)
    {
        var directory = Directory.CreateTempSubdirectory("perf-");
        try
        {
            var data = Path.Combine(directory.FullName, "perf.data");
            await RunAsync(
                "record", "-q", "-F", "1999", "-e", "cpu-clock", "-g", "-o", data, "-p", process.ToString(CultureInfo.InvariantCulture),
                "--", "sleep", seconds.ToString(CultureInfo.InvariantCulture));
            return "by own samples:\n" + await ReportAsync(data, "--no-children")
                + "\nwith what they call:\n" + await ReportAsync(data, "--children");
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static async Task<string> ReportAsync(string data, string children)
    {
        var report = await RunAsync("report", "-i", data, "--stdio", children, "-g", "none", "--percent-limit", "0.7", "--sort", "symbol");
        return string.Join('\n', report.Split('\n').Where(line => line.Length > 0 && line[0] != '#'));
    }

    private static async Task<string> RunAsync(params string[] arguments)
    {
        using var perf = Process.Start(new ProcessStartInfo("perf", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (perf.StandardOutput.ReadToEndAsync(), perf.StandardError.ReadToEndAsync());
        await perf.WaitForExitAsync();
        return perf.ExitCode == 0 ? await output : throw new InvalidOperationException($"perf ended with {perf.ExitCode}. {await errors}");
    }
}
