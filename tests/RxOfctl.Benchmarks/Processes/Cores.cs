using System.Globalization;

namespace RxOfctl.Benchmarks.Processes;

/// <summary>Who runs where: the controller on the first processors, its load on the next one.</summary>
internal static class Cores
{
    public static string Controller(int count = 1) => count == 1 ? "0" : string.Create(CultureInfo.InvariantCulture, $"0-{count - 1}");

    /// <summary>The load's processor, which it shares with the controller where there are no more.</summary>
    public static string Load(int controllerCores = 1)
    {
        var last = int.Parse(File.ReadAllText("/sys/devices/system/cpu/present").Trim().Split('-', ',')[^1], CultureInfo.InvariantCulture);
        return Math.Min(controllerCores, last).ToString(CultureInfo.InvariantCulture);
    }
}
