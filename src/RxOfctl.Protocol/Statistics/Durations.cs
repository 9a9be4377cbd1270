namespace RxOfctl.Protocol.Statistics;

/// <summary>The ages in statistics, which the wire has as <c>duration_sec</c> and <c>duration_nsec</c>.</summary>
internal static class Durations
{
    /// <summary>An age as a time, cut to 100 ns.</summary>
    public static TimeSpan Of(uint seconds, uint nanoseconds) =>
        TimeSpan.FromSeconds(seconds) + TimeSpan.FromTicks(nanoseconds / TimeSpan.NanosecondsPerTick);
}
