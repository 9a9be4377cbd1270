using System.Diagnostics;
using System.Globalization;

namespace RxOfctl.Benchmarks.Processes;

/// <summary>A process on processors of its own that ends with this one, whatever becomes of this one.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    // A program of others does not watch its input: a shell does that for it, and says which process it is.
    private const string Guard = """
        "$@" </dev/null & child=$!
        echo $child
        cat >/dev/null
        kill $child 2>/dev/null
        wait
        """;

    private const double TicksPerSecond = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly Queue<string> _complaints = new();

    private ChildProcess(string name, string cores, IEnumerable<string> command, IReadOnlyDictionary<string, string>? environment)
    {
        Name = name;
        var start = new ProcessStartInfo("taskset", ["-c", cores, .. command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in environment ?? new Dictionary<string, string>())
            start.Environment[key] = value;
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, line) => Complain(line.Data);
        _process.BeginErrorReadLine();
        Id = _process.Id;
    }

    public string Name { get; }

    public int Id { get; private set; }

    /// <summary>The processor time used so far, in seconds.</summary>
    public double CpuSeconds => CpuSecondsOf(Id);

    /// <summary>The memory that the process has now, in bytes.</summary>
    public long ResidentBytes
    {
        get
        {
            var line = File.ReadLines($"/proc/{Id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
            return 1024 * long.Parse(line["VmRSS:".Length..^"kB".Length], CultureInfo.InvariantCulture);
        }
    }

    /// <summary>The processor time that a process has used so far, in seconds.</summary>
    public static double CpuSecondsOf(int id)
    {
        var stat = File.ReadAllText($"/proc/{id}/stat");
        // The name, in parentheses, may have blanks; user and system time are the 14th and the 15th.
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond;
    }

    /// <summary>Starts another part of this program, which ends when its standard input does.</summary>
    public static ChildProcess StartOwn(
        string name, string cores, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null) =>
        new(name, cores, [Path.Combine(AppContext.BaseDirectory, typeof(ChildProcess).Assembly.GetName().Name!), .. arguments], environment);

    /// <summary>Starts a program of others.</summary>
    public static async Task<ChildProcess> StartForeignAsync(
        string name, string cores, IEnumerable<string> command, IReadOnlyDictionary<string, string>? environment = null)
    {
        var child = new ChildProcess(name, cores, ["/bin/sh", "-c", Guard, name, .. command], environment);
        child.Id = int.Parse(await child.ReadLineAsync(), CultureInfo.InvariantCulture);
        return child;
    }

    /// <exception cref="InvalidOperationException">The process has ended.</exception>
    public async Task<string> ReadLineAsync()
    {
        if (await _process.StandardOutput.ReadLineAsync() is { } line)
            return line;
        await _process.WaitForExitAsync();
        throw new InvalidOperationException($"{Name} ended with {_process.ExitCode}. {Complaints()}");
    }

    public async Task WriteLineAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Waits until the process listens.</summary>
    /// <exception cref="InvalidOperationException">It has ended, or does not.</exception>
    public async Task WaitForListenerAsync(int port)
    {
        var listening = string.Create(CultureInfo.InvariantCulture, $"0100007F:{port:X4} 00000000:0000 0A");
        for (var start = Stopwatch.GetTimestamp(); !(await File.ReadAllTextAsync("/proc/net/tcp")).Contains(listening, StringComparison.Ordinal);)
        {
            if (_process.HasExited || Stopwatch.GetElapsedTime(start) > 2 * Patience)
                throw new InvalidOperationException($"{Name} does not listen at port {port}. {Complaints()}");
            await Task.Delay(10);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        try
        {
            await _process.WaitForExitAsync().WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Complain(string? line)
    {
        lock (_complaints)
        {
            if (line is not null)
                _complaints.Enqueue(line);
            if (_complaints.Count > 20)
                _complaints.Dequeue();
        }
    }

    private string Complaints()
    {
        lock (_complaints)
            return string.Join('\n', _complaints);
    }
}
