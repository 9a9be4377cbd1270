using System.Globalization;
using RxOfctl.Protocol;

namespace RxOfctl.Web.Dashboard.Texts;

/// <summary>How quantities are written on the page.</summary>
internal static class Units
{
    private static readonly string[] Prefixes = ["", "k", "M", "G", "T"];

    /// <summary>A rate in bits per second: <c>12.3 Mbit/s</c>.</summary>
    public static string Bits(double? perSecond) => perSecond is { } rate ? $"{Scaled(rate)}bit/s" : "";

    /// <summary>A rate in packets per second: <c>1.2 kpkt/s</c>.</summary>
    public static string Packets(double? perSecond) => perSecond is { } rate ? $"{Scaled(rate)}pkt/s" : "";

    /// <summary>A number, in groups of three digits.</summary>
    public static string Count(ulong count) => count.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', '\u202f');

    /// <summary>A time since something, by its largest unit: <c>3 min</c>.</summary>
    public static string Age(TimeSpan age) => age switch
    {
        { TotalDays: >= 2 } => string.Create(CultureInfo.InvariantCulture, $"{age.TotalDays:0} d"),
        { TotalHours: >= 2 } => string.Create(CultureInfo.InvariantCulture, $"{age.TotalHours:0} h"),
        { TotalMinutes: >= 2 } => string.Create(CultureInfo.InvariantCulture, $"{age.TotalMinutes:0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, age.TotalSeconds):0} s"),
    };

    /// <summary>A latency: <c>1.25 ms</c>.</summary>
    public static string Latency(TimeSpan? latency) =>
        latency is { } known ? string.Create(CultureInfo.InvariantCulture, $"{known.TotalMilliseconds:0.##} ms") : "not measured";

    /// <summary>The time of day in the server's zone, with milliseconds.</summary>
    public static string Time(DateTimeOffset at) => at.ToLocalTime().ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);

    /// <summary>A datapath id without its leading zeros, for where there is little room.</summary>
    public static string Short(DatapathId id) => id.Value.ToString("x", CultureInfo.InvariantCulture);

    private static string Scaled(double value)
    {
        var power = 0;
        while (Math.Abs(value) >= 999.5 && power < Prefixes.Length - 1)
        {
            value /= 1000;
            power++;
        }

        var digits = Math.Abs(value) switch { 0 => "0", < 9.95 => "0.0", _ => "0" };
        return $"{value.ToString(digits, CultureInfo.InvariantCulture)} {Prefixes[power]}";
    }
}
