using System.Globalization;
using System.Text.Json;
using RxOfctl.Benchmarks.Controllers;
using RxOfctl.Benchmarks.Load;
using RxOfctl.Benchmarks.Processes;

namespace RxOfctl.Benchmarks.Suites;

/// <summary>A controller and loads on it, each a process on a processor of its own.</summary>
internal sealed class Bench : IAsyncDisposable
{
    private readonly ControllerKind _kind;
    private readonly string _loadCores;
    private readonly int _port;

    private Bench(ControllerKind kind, ChildProcess controller, int port, string loadCores)
    {
        _kind = kind;
        Controller = controller;
        _port = port;
        _loadCores = loadCores;
    }

    public ChildProcess Controller { get; }

    /// <summary>
    /// How many seconds of load come before the first measurement. In ours, until the just-in-time compiler is done, which has to share the one
    /// processor with what it compiles.
    /// </summary>
    public double WarmUpOfStart => _kind == ControllerKind.RxOfctl || _kind == ControllerKind.Example ? 8 : 2;

    public static async Task<Bench> StartAsync(
        ControllerKind kind, int subscribers = 0, int controllerCores = 1, bool isForEach = false, IReadOnlyDictionary<string, string>? environment = null)
    {
        var port = FreePort.Next();
        var controller = await kind.StartAsync(port, Cores.Controller(controllerCores), subscribers, isForEach, environment);
        return new(kind, controller, port, Cores.Load(controllerCores));
    }

    /// <summary>Puts a load on the controller.</summary>
    /// <param name="version">1 or 4.</param>
    /// <param name="switches">How many switches.</param>
    /// <param name="inFlight">How many packet-ins each has unanswered; 0 for idle switches.</param>
    /// <param name="warmUp">Seconds before the measurement.</param>
    /// <param name="seconds">Seconds of the measurement.</param>
    /// <param name="meanwhile">What else is done while it is measured.</param>
    /// <param name="atEnd">What else is done while the switches are still connected.</param>
    public async Task<Measurement> MeasureAsync(
        byte version, int switches, int inFlight, double warmUp, double seconds, Func<Task>? meanwhile = null, Func<Task>? atEnd = null)
    {
        await using var load = ChildProcess.StartOwn("the load", _loadCores, [
            "load", "--port", Text(_port), "--version-byte", Text(version), "--switches", Text(switches), "--in-flight", Text(inFlight),
            "--warm-up", Text(warmUp), "--seconds", Text(seconds),
        ]);
        await ExpectAsync(load, "ready");
        await ExpectAsync(load, "measuring");
        var (usage, cpu) = (await UsageAsync(), Controller.CpuSeconds);
        var busy = meanwhile?.Invoke() ?? Task.CompletedTask;
        var result = JsonSerializer.Deserialize<LoadResult>(await load.ReadLineAsync())!;
        cpu = Controller.CpuSeconds - cpu;
        var later = await UsageAsync();
        await busy;
        // While the switches are still connected, for their memory counts.
        var measurement = new Measurement(result, cpu / result.Seconds, Controller.ResidentBytes, later is null ? null : later - usage!);
        await (atEnd?.Invoke() ?? Task.CompletedTask);
        return measurement;
    }

    /// <summary>How many bytes of objects are in use; null for a controller that has none or does not tell.</summary>
    public async Task<double?> ManagedBytesAsync()
    {
        if (_kind != ControllerKind.RxOfctl)
            return null;
        await Controller.WriteLineAsync("memory");
        return double.Parse(await Controller.ReadLineAsync(), CultureInfo.InvariantCulture);
    }

    public ValueTask DisposeAsync() => Controller.DisposeAsync();

    private async Task<RuntimeUsage?> UsageAsync()
    {
        if (_kind != ControllerKind.RxOfctl)
            return null;
        await Controller.WriteLineAsync("usage");
        return JsonSerializer.Deserialize<RuntimeUsage>(await Controller.ReadLineAsync());
    }

    private static async Task ExpectAsync(ChildProcess load, string expected)
    {
        var line = await load.ReadLineAsync();
        if (line != expected)
            throw new InvalidOperationException($"The load said '{line}' where '{expected}' was expected.");
    }

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
