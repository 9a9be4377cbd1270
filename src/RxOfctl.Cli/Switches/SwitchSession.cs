using System.Reactive.Linq;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Messages;
using RxOfctl.Protocol.Multipart;
using RxOfctl.Protocol.Text;

namespace RxOfctl.Cli.Switches;

/// <summary>A command's connection to one switch.</summary>
internal sealed class SwitchSession : IAsyncDisposable
{
    private readonly OpenFlowController _controller;
    private readonly IDisposable _connection;
    private SwitchNames? _names;

    private SwitchSession(
        ToolConsole console,
        Settings settings,
        OpenFlowController controller,
        IDisposable connection,
        Datapath datapath,
        CancellationToken cancellation)
    {
        _controller = controller;
        _connection = connection;
        Console = console;
        Settings = settings;
        Datapath = datapath;
        Cancellation = cancellation;
        Output = new(console, settings);
    }

    public ToolConsole Console { get; }

    public Settings Settings { get; }

    /// <summary>Is canceled by Ctrl-C.</summary>
    public CancellationToken Cancellation { get; }

    public Datapath Datapath { get; }

    public OpenFlowVersion Version => Datapath.Version;

    public Output Output { get; }

    /// <summary>Connects, or waits for the switch to connect.</summary>
    /// <exception cref="ToolException">The switch cannot be reached, or does not speak OpenFlow.</exception>
    public static async Task<SwitchSession> OpenAsync(ToolConsole console, Settings settings, string target, CancellationToken cancellation)
    {
        var address = SwitchTarget.Parse(target, console);
        var controller = new OpenFlowController(ControllerSetup.Create(console, settings) with
        {
            EndPoints = address.IsPassive ? [address.EndPoint] : [],
            RequirePorts = false,
        });
        IDisposable? connection = null;
        try
        {
            var closed = controller.Connections.FirstAsync(change => change.State == ConnectionState.Closed);
            var present = controller.Datapaths.Connect().SelectMany(changes => changes).Select(change => change.Current).FirstAsync();
            var first = present.Amb(closed.SelectMany(change => Observable.Throw<Datapath>(Unreachable(address, change))));
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            var waiting = System.Reactive.Threading.Tasks.TaskObservableExtensions.ToTask(
                address.IsPassive ? first : first.Timeout(settings.Timeout, console.Scheduler), limit.Token);
            if (address.IsPassive)
                controller.StartListening();
            else
                connection = console.Dial(controller, address.EndPoint);
            var datapath = await waiting;
            return new(console, settings, controller, connection ?? System.Reactive.Disposables.Disposable.Empty, datapath, cancellation);
        }
        catch (Exception error)
        {
            connection?.Dispose();
            await controller.DisposeAsync();
            if (error is TimeoutException)
                throw new ToolException(
                    $"{address.Text}: no switch answered within {settings.Timeout.TotalSeconds:0.###} s. Check the address, or wait " +
                    "longer with --timeout.",
                    error);
            throw;
        }
    }

    /// <summary>The names of the switch's ports and tables, asked for once.</summary>
    public async Task<SwitchNames> NamesAsync()
    {
        if (_names is { } known)
            return known;
        var ports = await PortsAsync();
        return _names = new(ports.Select(port => (port.PortNo, port.Name)), await TableNamesAsync());
    }

    /// <summary>The names to print: null for numbers.</summary>
    public async Task<SwitchNames?> NamesToWriteAsync() => Settings.WritesNames ? await NamesAsync() : null;

    /// <summary>All ports, by number.</summary>
    public async Task<IReadOnlyList<Port>> PortsAsync() => Version < OpenFlowVersion.OpenFlow13
        ? Sorted(Datapath.Features.Ports)
        : Sorted((await SendAsync(new PortDescRequest())).Body);

    /// <summary>All ports, asked for again, by number.</summary>
    public async Task<IReadOnlyList<Port>> PortsAfterChangeAsync() => Version < OpenFlowVersion.OpenFlow13
        ? Sorted((await SendAsync(new FeaturesRequest())).Ports)
        : await PortsAsync();

    /// <summary>
    /// Reads a text that may use names of ports and tables: the switch is asked for them only where the text cannot be read without.
    /// </summary>
    public async Task<T> ParseAsync<T>(string text, Func<string, SwitchNames?, T> parse)
    {
        try
        {
            return parse(text, null);
        }
        catch (OpenFlowFormatException) when (Settings.ReadsNames)
        {
            return parse(text, await NamesAsync());
        }
    }

    /// <summary>The port of a number, a reserved name such as LOCAL, or the port's own name.</summary>
    public async Task<PortNumber> ParsePortAsync(string text) =>
        await ParseAsync(text, (port, names) => (names ?? SwitchNames.None).ParsePort(port));

    public Task<TReply> SendAsync<TReply>(IOpenFlowRequest<TReply> request)
        where TReply : OpenFlowMessage => Datapath.SendMsgAsync(request, Cancellation, Settings.Timeout);

    public Task<IReadOnlyList<TEntry>> SendAsync<TEntry>(IMultiRequest<TEntry> request) =>
        Datapath.SendMsgAsync(request, Cancellation, Settings.Timeout);

    public Task SendAsync(IOpenFlowCommand command) => Datapath.SendMsgAsync(command, Cancellation, Settings.Timeout);

    /// <summary>Prints a message that the switch sent.</summary>
    public async Task WriteAsync(OpenFlowMessage message) => Output.Write(message, Version, await NamesToWriteAsync());

    /// <exception cref="ToolException">The version of OpenFlow is older than the command needs.</exception>
    public void Require(OpenFlowVersion version, string what)
    {
        if (Version < version)
            throw new ToolException(
                $"{what} needs {version.ToText()} or later, and the switch speaks {Version.ToText()}: offer a later one with -O " +
                $"{version}.");
    }

    public async ValueTask DisposeAsync()
    {
        _connection.Dispose();
        await _controller.DisposeAsync();
    }

    // Before OpenFlow 1.3 table statistics have names, which Open vSwitch makes up; it is asked in its own way, by table features.
    private async Task<IEnumerable<(TableId Table, string Name)>> TableNamesAsync()
    {
        if (Version < OpenFlowVersion.OpenFlow13)
            return [];
        try
        {
            return (await SendAsync(new TableFeaturesRequest())).Select(table => (table.TableId, table.Name));
        }
        catch (OpenFlowErrorException)
        {
            // A switch without table features has tables without names.
            return [];
        }
    }

    private static List<Port> Sorted(ValueList<Port> ports) => [.. ports.OrderBy(port => port.PortNo)];

    private static ToolException Unreachable(SwitchTarget target, ConnectionChange change) =>
        new(
            $"{target.Text}: {change.Reason?.TrimEnd('.') ?? "the connection ended"}. Check that the switch listens there and " +
            "allows one of the versions offered (-O).");
}
