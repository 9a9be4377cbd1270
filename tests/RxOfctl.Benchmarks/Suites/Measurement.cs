using RxOfctl.Benchmarks.Load;
using RxOfctl.Benchmarks.Processes;

namespace RxOfctl.Benchmarks.Suites;

/// <summary>One load on one controller.</summary>
/// <param name="Result">What the load saw.</param>
/// <param name="Cpu">How much of a processor the controller used meanwhile.</param>
/// <param name="ResidentBytes">Its memory at the end.</param>
/// <param name="Usage">Its garbage; null for a controller that has none or does not tell.</param>
internal sealed record Measurement(LoadResult Result, double Cpu, long ResidentBytes, RuntimeUsage? Usage)
{
    /// <summary>Of several measurements the one with the middle number of answers.</summary>
    public static Measurement Median(IEnumerable<Measurement> rounds)
    {
        List<Measurement> sorted = [.. rounds.OrderBy(each => each.Result.PerSecond)];
        return sorted[sorted.Count / 2];
    }
}
