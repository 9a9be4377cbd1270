using System.Globalization;
using System.Runtime.InteropServices;

namespace RxOfctl.Benchmarks.Suites;

/// <summary>What the figures come from.</summary>
internal static class Machine
{
    /// <summary>The processor, the system and the runtime, in one line.</summary>
    public static string Description => string.Create(
        CultureInfo.InvariantCulture,
        $"{Find("/proc/cpuinfo", "model name", ':')}, {Processors} processors, {Find("/etc/os-release", "PRETTY_NAME", '=')}, Linux {Environment.OSVersion.Version.ToString(3)}, {RuntimeInformation.FrameworkDescription}");

    // All that there are: this process may be allowed fewer.
    private static int Processors => File.ReadLines("/proc/cpuinfo").Count(line => line.StartsWith("processor", StringComparison.Ordinal));

    private static string Find(string file, string name, char separator) =>
        File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?.Split(separator, 2)[1].Trim(' ', '"') ?? "unknown";
}
