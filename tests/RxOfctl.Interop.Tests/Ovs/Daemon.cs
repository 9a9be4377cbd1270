using System.Diagnostics;
using System.Runtime.InteropServices;

namespace RxOfctl.Interop.Tests.Ovs;

/// <summary>A child process that runs until it is stopped.</summary>
internal sealed partial class Daemon : IAsyncDisposable
{
    private const int SigTerm = 15;

    // A daemon that does not heed SIGTERM is killed, so that no test run hangs on one.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    /// <summary>
    /// Starts a shell that becomes the program once <see cref="Release"/> is called. Between the two the caller can tell the guardian of the
    /// process; if the test dies before that, the shell's input ends and there is no daemon.
    /// </summary>
    public Daemon(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        Program = program;
        var start = new ProcessStartInfo("/bin/sh", ["-c", "read -r _ && exec \"$@\" </dev/null", program, OvsTools.Find(program), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        _process = Process.Start(start)!;
        _output = _process.StandardOutput.ReadToEndAsync();
        _errors = _process.StandardError.ReadToEndAsync();
        Exited = _process.WaitForExitAsync();
    }

    public string Program { get; }

    public int Id => _process.Id;

    public bool IsRunning => !_process.HasExited;

    /// <summary>Completes when the process has ended, for any reason.</summary>
    public Task Exited { get; }

    public void Release()
    {
        _process.StandardInput.WriteLine();
        _process.StandardInput.Close();
    }

    public void Kill() => _process.Kill();

    /// <summary>What the process wrote to stdout and stderr, once it has ended.</summary>
    public async Task<string> ReadOutputAsync() => await _output + await _errors;

    public async Task StopAsync()
    {
        if (IsRunning && SendSignal(_process.Id, SigTerm) != 0)
            _process.Kill();
        try
        {
            await Exited.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            _process.Kill();
            await Exited;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await ReadOutputAsync();
        _process.Dispose();
    }

    // .NET has no way of its own to send SIGTERM.
    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);
}
