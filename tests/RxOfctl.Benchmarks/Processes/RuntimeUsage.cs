namespace RxOfctl.Benchmarks.Processes;

/// <summary>What a .NET process has used so far of what only it can tell.</summary>
internal sealed record RuntimeUsage(long AllocatedBytes, int Collections, double PauseMilliseconds)
{
    public static RuntimeUsage Now() =>
        new(GC.GetTotalAllocatedBytes(), GC.CollectionCount(0), GC.GetTotalPauseDuration().TotalMilliseconds);

    public static RuntimeUsage operator -(RuntimeUsage later, RuntimeUsage earlier) => new(
        later.AllocatedBytes - earlier.AllocatedBytes,
        later.Collections - earlier.Collections,
        later.PauseMilliseconds - earlier.PauseMilliseconds);
}
