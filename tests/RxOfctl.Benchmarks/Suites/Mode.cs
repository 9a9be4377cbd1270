namespace RxOfctl.Benchmarks.Suites;

/// <summary>How many packet-ins a switch has unanswered.</summary>
/// <param name="Name">What it is called in tables and on the command line.</param>
/// <param name="InFlight">How many.</param>
internal sealed record Mode(string Name, int InFlight)
{
    public static Mode Pipelined { get; } = new("pipelined", 256);

    public static Mode OneInFlight { get; } = new("one", 1);

    public static IReadOnlyList<Mode> All { get; } = [Pipelined, OneInFlight];
}
