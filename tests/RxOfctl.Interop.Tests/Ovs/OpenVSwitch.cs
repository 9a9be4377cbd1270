using System.Globalization;
using RxOfctl.Protocol;

namespace RxOfctl.Interop.Tests.Ovs;

/// <summary>
/// A private Open vSwitch in user space: a database server and a switch daemon of its own in a fresh directory, so that instances never meet.
/// All goes when it is disposed, and also when the test process dies.
/// </summary>
public sealed class OpenVSwitch : IAsyncDisposable
{
    // Bounds a start-up that never succeeds; one that does takes a tenth of a second.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("ovs-");
    private readonly Dictionary<string, string> _environment;
    private readonly IReadOnlyList<string> _switchArguments;
    private readonly Guardian _guardian;
    private Daemon? _database;
    private Daemon? _switch;

    private OpenVSwitch(IReadOnlyList<string> switchArguments)
    {
        _switchArguments = switchArguments;
        _environment = new[] { "OVS_RUNDIR", "OVS_DBDIR", "OVS_LOGDIR", "OVS_SYSCONFDIR" }.ToDictionary(name => name, _ => _directory.FullName);
        _guardian = new(_directory.FullName);
    }

    /// <summary>Where the instance keeps its sockets, logs and database.</summary>
    public string DirectoryPath => _directory.FullName;

    /// <summary>The ids of the processes of this instance.</summary>
    public IReadOnlyList<int> ProcessIds => [.. new[] { _database?.Id, _switch?.Id, _guardian.Id }.OfType<int>()];

    private string DatabaseSocket => $"unix:{InDirectory("db.sock")}";

    private string SwitchControl => InDirectory("ovs-vswitchd.ctl");

    /// <summary>Starts an instance without bridges and waits until it works.</summary>
    /// <exception cref="OpenVSwitchException">It did not start; the message holds the logs.</exception>
    public static Task<OpenVSwitch> StartAsync(CancellationToken cancellationToken = default) => StartAsync([], cancellationToken);

    /// <summary>Starts an instance whose switch daemon gets more arguments.</summary>
    /// <exception cref="OpenVSwitchException">It did not start; the message holds the logs.</exception>
    public static async Task<OpenVSwitch> StartAsync(IReadOnlyList<string> switchArguments, CancellationToken cancellationToken = default)
    {
        var instance = new OpenVSwitch(switchArguments);
        try
        {
            await instance.StartDatabaseAsync(cancellationToken);
            await instance.StartSwitchAsync(cancellationToken);
            return instance;
        }
        catch
        {
            await instance.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends the switch daemon with SIGKILL, as a crash would; the database lives on.</summary>
    public void Kill() => _switch!.Kill();

    /// <summary>Starts the switch daemon again on the same database, after ending it if it runs. Connect dummy ports anew afterwards.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken = default)
    {
        await _switch!.DisposeAsync();
        await StartSwitchAsync(cancellationToken);
    }

    /// <summary>Adds bridges in one transaction, and waits until the switch has set them up.</summary>
    /// <exception cref="OpenVSwitchException">The switch could not set one up.</exception>
    public Task AddBridgeAsync(params Bridge[] bridges) => VsctlAsync(bridges.SelectMany(AddBridgeArguments));

    /// <summary>Deletes a bridge and its ports. Its controllers see the end of their connections.</summary>
    public Task DeleteBridgeAsync(string bridge) => VsctlAsync(["del-br", bridge]);

    /// <summary>Replaces the controllers of a bridge.</summary>
    public Task SetControllerAsync(string bridge, params string[] controllers) => VsctlAsync(["set-controller", bridge, .. controllers]);

    /// <summary>Leaves a bridge without controllers.</summary>
    public Task DeleteControllerAsync(string bridge) => VsctlAsync(["del-controller", bridge]);

    /// <summary>Takes a port's link up or down. Open vSwitch notifies its controllers, but still forwards through a dummy port.</summary>
    public Task SetPortAdminStateAsync(string port, bool up) => AppctlAsync("netdev-dummy/set-admin-state", port, up ? "up" : "down");

    /// <summary>Plugs a cable into a port.</summary>
    public async Task<DummyPort> ConnectPortAsync(string port, CancellationToken cancellationToken = default)
    {
        var cable = await DummyPort.ConnectAsync(PortSocket(port), cancellationToken);

        // What the switch sends before it accepts the connection is lost. It accepts after it has answered the first command, in
        // the same turn of its main loop; so when it answers the second, it has.
        await AppctlAsync("version");
        await AppctlAsync("version");
        return cable;
    }

    /// <summary>The flows of a bridge, one a line, as ovs-ofctl writes them.</summary>
    public async Task<IReadOnlyList<string>> DumpFlowsAsync(string bridge, OpenFlowVersion version = OpenFlowVersion.OpenFlow13)
    {
        var dump = await OfctlAsync("-O", version.ToString(), "dump-flows", bridge);
        return [.. dump.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(line => line.StartsWith("cookie=", StringComparison.Ordinal))];
    }

    /// <summary>Runs ovs-vsctl, and waits until the switch has done what the command changed. Gives its output.</summary>
    /// <exception cref="OpenVSwitchException">It failed, or the switch could not do it.</exception>
    public async Task<string> VsctlAsync(IEnumerable<string> arguments, CancellationToken cancellationToken = default) =>
        (await RunVsctlAsync(arguments, cancellationToken)).OutputOrThrow();

    /// <summary>Runs ovs-appctl on the switch daemon and gives its output.</summary>
    /// <exception cref="OpenVSwitchException">It failed.</exception>
    public async Task<string> AppctlAsync(params string[] arguments) =>
        (await Command.RunAsync("ovs-appctl", ["-T", "10", "-t", SwitchControl, .. arguments], _environment)).OutputOrThrow();

    /// <summary>The log of the switch daemon until now.</summary>
    public async Task<string> ReadLogAsync(CancellationToken cancellationToken)
    {
        // The daemon writes it on another thread. Before it opens the file again, it has written all.
        await AppctlAsync("vlog/reopen");
        return await File.ReadAllTextAsync(LogFile("ovs-vswitchd"), cancellationToken);
    }

    /// <summary>Runs ovs-ofctl with this instance's bridges and gives its output.</summary>
    /// <exception cref="OpenVSwitchException">It failed.</exception>
    public async Task<string> OfctlAsync(params string[] arguments) =>
        (await Command.RunAsync("ovs-ofctl", ["-t", "10", .. arguments], _environment)).OutputOrThrow();

    /// <summary>
    /// Keeps the switch awake until the task ends. The switch works on a connection that it is setting up only when it wakes, by itself twice a
    /// second; so await connects through this, and they take milliseconds.
    /// </summary>
    public async Task<T> PokeWhileAsync<T>(Task<T> connecting)
    {
        while (!connecting.IsCompleted)
            await AppctlAsync("version");
        return await connecting;
    }

    public async ValueTask DisposeAsync()
    {
        if (_switch is not null)
            await _switch.DisposeAsync();
        if (_database is not null)
            await _database.DisposeAsync();
        await _guardian.WatchAsync([]);
        await _guardian.DisposeAsync();
    }

    private string InDirectory(string name) => Path.Combine(_directory.FullName, name);

    private string PortSocket(string port) => InDirectory($"{port}.sock");

    private IEnumerable<string> AddBridgeArguments(Bridge bridge)
    {
        yield return "--";
        yield return "add-br";
        yield return bridge.Name;
        yield return "--";
        yield return "set";
        yield return "bridge";
        yield return bridge.Name;
        yield return "datapath_type=dummy";
        yield return bridge.Standalone ? "fail-mode=standalone" : "fail-mode=secure";
        yield return $"protocols={string.Join(',', bridge.Protocols)}";
        yield return $"other-config:datapath-id={bridge.DatapathId:x16}";
        yield return "other-config:disable-in-band=true";
        foreach (var (index, port) in bridge.Ports.Index())
        {
            yield return "--";
            yield return "add-port";
            yield return bridge.Name;
            yield return port;
            yield return "--";
            yield return "set";
            yield return "interface";
            yield return port;
            yield return "type=dummy";
            yield return string.Create(CultureInfo.InvariantCulture, $"ofport_request={index + 1}");
            yield return $"options:pstream=punix:{PortSocket(port)}";
        }

        if (bridge.Controllers.Count > 0)
        {
            yield return "--";
            yield return "set-controller";
            yield return bridge.Name;
            foreach (var controller in bridge.Controllers)
                yield return controller;
        }
    }

    private async Task StartDatabaseAsync(CancellationToken cancellationToken)
    {
        var file = InDirectory("conf.db");
        (await Command.RunAsync("ovsdb-tool", ["create", file, OvsTools.Schema], _environment, cancellationToken)).OutputOrThrow();
        _database = await LaunchAsync("ovsdb-server", $"--remote=p{DatabaseSocket}", file);

        // The server says nowhere that it listens, so a command that needs it is tried until it works.
        await ReadyAsync(_database, async patience =>
        {
            Command attempt;
            do
            {
                patience.ThrowIfCancellationRequested();
                attempt = await RunVsctlAsync(["--no-wait", "init"], patience);
            }
            while (attempt.Complaint is not null && _database.IsRunning);

            return attempt;
        }, cancellationToken);
    }

    private async Task StartSwitchAsync(CancellationToken cancellationToken)
    {
        _switch = await LaunchAsync("ovs-vswitchd", ["--enable-dummy", "--disable-system", .. _switchArguments, DatabaseSocket]);

        // A command that changes something ends when the switch has applied the whole database.
        var change = string.Create(CultureInfo.InvariantCulture, $"external-ids:daemon={_switch.Id}");
        await ReadyAsync(_switch, patience => RunVsctlAsync(["set", "open_vswitch", ".", change], patience), cancellationToken);
    }

    private async Task<Daemon> LaunchAsync(string program, params string[] arguments)
    {
        var daemon = new Daemon(
            program, [$"--unixctl={InDirectory($"{program}.ctl")}", $"--log-file={LogFile(program)}", "--no-chdir", "-vconsole:off", .. arguments], _environment);
        await _guardian.WatchAsync([.. new[] { _database, _switch }.OfType<Daemon>().Where(other => other.Program != program).Select(other => other.Id), daemon.Id]);
        daemon.Release();
        return daemon;
    }

    private async Task ReadyAsync(Daemon daemon, Func<CancellationToken, Task<Command>> probe, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        var probing = probe(patience.Token);
        if (await Task.WhenAny(probing, daemon.Exited) == daemon.Exited)
            await patience.CancelAsync();

        string problem;
        try
        {
            if ((await probing).Complaint is not { } complaint)
                return;
            problem = complaint;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            problem = $"It was not ready after {Patience.TotalSeconds} s.";
        }

        if (!daemon.IsRunning)
            problem = $"It ended at once: {await daemon.ReadOutputAsync()}";
        var log = LogFile(daemon.Program);
        throw new OpenVSwitchException(
            $"{daemon.Program} did not start. {problem.Trim()}\nIts log:\n{(File.Exists(log) ? await File.ReadAllTextAsync(log, cancellationToken) : "(none)")}");
    }

    private string LogFile(string program) => InDirectory($"{program}.log");

    private Task<Command> RunVsctlAsync(IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        Command.RunAsync("ovs-vsctl", [$"--db={DatabaseSocket}", "-t", "10", .. arguments], _environment, cancellationToken);
}
