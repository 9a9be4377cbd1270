using System.Diagnostics;
using System.Text.Json;
using RxOfctl.Topology;

namespace RxOfctl.Interop.Tests.Networks;

/// <summary>
/// A network of mininet on Open vSwitch in user space. It has namespaces of its own, in which nothing outlives it; controllers are reached
/// by Unix sockets in its directory.
/// </summary>
internal sealed class MininetNetwork : IAsyncDisposable
{
    // Debian's packages are for Debian's Python, which need not be the first in the path.
    private const string Python = "/usr/bin/python3";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("rxofctl-mininet-");
    private readonly Process _process;
    private readonly Task<string> _errors;

    private MininetNetwork(string network)
    {
        var start = new ProcessStartInfo("unshare",
        [
            "--pid", "--fork", "--kill-child", "--mount-proc", "--net", "--mount",
            Python, Script("mininet_network.py"), _directory.FullName, network,
        ])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        _errors = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>The path of a Unix socket that its switches can reach.</summary>
    public string Socket => Path.Combine(_directory.FullName, "controller.sock");

    /// <summary>Starts a network: <c>tree,2,3</c> or <c>ring,4</c>.</summary>
    public static async Task<MininetNetwork> StartAsync(string network, CancellationToken limit)
    {
        var started = new MininetNetwork(network);
        await started.ReadAsync(limit);
        return started;
    }

    /// <summary>Connects all switches to a controller, in the place of the one before: <c>unix:PATH</c> or
    /// <c>tcp:ADDRESS:PORT</c>.</summary>
    public Task ConnectToAsync(string controller, CancellationToken limit) => ExecuteAsync($"controller {controller}", limit);

    /// <summary>The links between switches as mininet made them, each direction.</summary>
    public async Task<IReadOnlyList<LinkId>> LinksAsync(CancellationToken limit) => LinksOf(await ExecuteAsync("links", limit));

    /// <summary>Takes the interfaces of a link down, or up.</summary>
    public Task SetLinkAsync(string one, string other, bool isUp, CancellationToken limit) =>
        ExecuteAsync($"link {one} {other} {(isUp ? "up" : "down")}", limit);

    /// <summary>Whether a ping is answered within a second.</summary>
    public async Task<bool> PingAsync(string from, string to, CancellationToken limit) =>
        (await ExecuteAsync($"ping {from} {to}", limit)).GetBoolean();

    /// <summary>Starts os-ken with its topology discovery, at port 6653 of the network's own loopback interface.</summary>
    public Task StartOsKenAsync(CancellationToken limit) => ExecuteAsync($"os-ken {Script("os_ken_links.py")}", limit);

    /// <summary>The links that os-ken has found up to now, each direction.</summary>
    public async Task<IReadOnlyList<LinkId>> OsKenLinksAsync(CancellationToken limit) => LinksOf(await ExecuteAsync("os-ken-links", limit));

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        await _errors;
        _process.Dispose();
        _directory.Delete(recursive: true);
    }

    /// <summary>The path of a script beside the tests.</summary>
    public static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "Networks", name);

    private static IReadOnlyList<LinkId> LinksOf(JsonElement links) =>
    [
        .. links.EnumerateArray()
            .Select(link => link.EnumerateArray().Select(number => number.GetUInt64()).ToArray())
            .Select(link => new LinkId(new(link[0], (uint)link[1]), new(link[2], (uint)link[3])))
            .Order(),
    ];

    private async Task<JsonElement> ExecuteAsync(string command, CancellationToken limit)
    {
        await _process.StandardInput.WriteLineAsync(command.AsMemory(), limit);
        await _process.StandardInput.FlushAsync(limit);
        return await ReadAsync(limit);
    }

    private async Task<JsonElement> ReadAsync(CancellationToken limit)
    {
        var line = await _process.StandardOutput.ReadLineAsync(limit);
        return line is null
            ? throw new InvalidOperationException($"The network ended: {await _errors}")
            : JsonSerializer.Deserialize<JsonElement>(line);
    }
}
