namespace RxOfctl.Simulator;

/// <summary>Durations as OpenFlow writes them: whole seconds, and the nanoseconds beyond.</summary>
internal static class Duration
{
    public static uint Seconds(TimeSpan duration) => (uint)(duration.Ticks / TimeSpan.TicksPerSecond);

    public static uint Nanoseconds(TimeSpan duration) => (uint)(duration.Ticks % TimeSpan.TicksPerSecond * TimeSpan.NanosecondsPerTick);
}
