using System.Diagnostics;
using System.Globalization;

namespace RxOfctl.Interop.Tests.Ovs;

/// <summary>
/// A shell that outlives a killed test process: when its standard input ends, it kills the processes it was given last and removes
/// their directory. So a normal end and a crash clean up in the same way.
/// </summary>
internal sealed class Guardian : IAsyncDisposable
{
    // It ignores the signals that a terminal sends to the whole group, or it would go before the processes it guards.
    private const string Script =
        """
        trap '' INT HUP TERM
        pids=
        while read -r line; do pids=$line; done
        [ -z "$pids" ] || kill -KILL $pids 2>/dev/null
        rm -rf "$1"
        """;

    private readonly Process _shell;

    public Guardian(string directory) =>
        _shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", Script, "guardian", directory]) { RedirectStandardInput = true })!;

    public int Id => _shell.Id;

    /// <summary>Replaces the set of processes to kill.</summary>
    public async Task WatchAsync(IEnumerable<int> processes)
    {
        await _shell.StandardInput.WriteLineAsync(string.Join(' ', processes.Select(id => id.ToString(CultureInfo.InvariantCulture))));
        await _shell.StandardInput.FlushAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync();
        _shell.Dispose();
    }
}
