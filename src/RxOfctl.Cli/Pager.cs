using System.Diagnostics;
using System.IO.Pipes;

namespace RxOfctl.Cli;

/// <summary>
/// Shows the output of commands that print what a switch holds a page at a time, on terminals: with the program that PAGER names, or
/// <c>less</c>, which shows what fits on one page at once.
/// </summary>
internal sealed class Pager : IAsyncDisposable
{
    private const string Default = "less";

    // less: nothing is left on the alternate screen, colors pass, and one page needs no key.
    private const string LessOptions = "FRX";

    private readonly Process _process;

    private Pager(Process process) => _process = process;

    /// <summary>Whether a write has found that the pager has ended.</summary>
    public bool HasEnded => _process.StandardInput.BaseStream is PipeStream { IsConnected: false };

    /// <summary>What the command writes to.</summary>
    public TextWriter Out => _process.StandardInput;

    /// <summary>Starts the pager.</summary>
    /// <returns>Null where the command is not one of these, its output is not for a person, or there is no pager.</returns>
    public static Pager? Start(ToolConsole console, string? command)
    {
        var pages = command is "show" or "queue-get-config" or "queue-stats" or "meter-stats"
            || (command?.StartsWith("dump-", StringComparison.Ordinal) ?? false);
        var program = console.Variable("PAGER") ?? Default;
        if (!pages || !console.IsTerminal || !console.IsInteractive || !IsThere(program.Split(' ')[0], console))
            return null;
        var start = new ProcessStartInfo("sh", ["-c", program]) { RedirectStandardInput = true };
        start.Environment.TryAdd("LESS", LessOptions);
        return Process.Start(start) is { } process ? new(process) : null;
    }

    /// <summary>Ends the output, and waits until the person has seen it.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The person has seen enough and ended the pager.
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static bool IsThere(string program, ToolConsole console) =>
        (console.Variable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
