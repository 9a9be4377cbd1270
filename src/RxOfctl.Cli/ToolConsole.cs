using System.Net;
using System.Reactive.Concurrency;

namespace RxOfctl.Cli;

/// <summary>What the tool reads from, writes to and connects with: the process's own, or a test's.</summary>
/// <param name="In">The standard input.</param>
/// <param name="Out">The output of results.</param>
/// <param name="Error">The output of errors, one line each.</param>
internal sealed record ToolConsole(TextReader In, TextWriter Out, TextWriter Error)
{
    /// <summary>Whether results are read by a person: colors, names of ports, live screens. Default false.</summary>
    public bool IsTerminal { get; init; }

    /// <summary>Whether the input is a terminal, so that a prompt and a question make sense. Default false.</summary>
    public bool IsInteractive { get; init; }

    /// <summary>The source of all time.</summary>
    public IScheduler Scheduler { get; init; } = TaskPoolScheduler.Default;

    /// <summary>Reads an environment variable; null where it is not set.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>Opens the connection to a switch. Disposing of the result ends it.</summary>
    public Func<OpenFlowController, EndPoint, IDisposable> Dial { get; init; } = (controller, endPoint) => controller.Connect(endPoint);

    /// <summary>The console of this process.</summary>
    public static ToolConsole OfProcess() => new(Console.In, StandardOutput(), Console.Error)
    {
        IsTerminal = !Console.IsOutputRedirected,
        IsInteractive = !Console.IsOutputRedirected && !Console.IsInputRedirected,
    };

    // A dump of 100,000 lines is not flushed line by line, as Console.Out does it.
    private static TextWriter StandardOutput() =>
        Console.IsOutputRedirected ? new StreamWriter(Console.OpenStandardOutput(), bufferSize: 1 << 15) : Console.Out;
}
