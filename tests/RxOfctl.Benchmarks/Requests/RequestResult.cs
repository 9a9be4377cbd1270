namespace RxOfctl.Benchmarks.Requests;

/// <summary>How requests went.</summary>
/// <param name="PerSecond">How many were answered, barrier and all.</param>
/// <param name="P50">Half of them took at most so many microseconds.</param>
/// <param name="P99">All but a hundredth took at most so many.</param>
/// <param name="Cpu">How much of a processor the controller used, 0 to 1.</param>
internal sealed record RequestResult(double PerSecond, double P50, double P99, double Cpu);
