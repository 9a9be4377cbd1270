using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using System.Net.Sockets;
using System.Reactive.Disposables;
using System.Runtime.InteropServices;
using RxOfctl.Connections;

namespace RxOfctl.Examples;

/// <summary>
/// The command line of an example: a demonstration without arguments, a controller of real switches with --listen or --connect.
/// </summary>
public sealed class ExampleProgram
{
    private const int Failed = 1;
    private const int WrongUsage = 2;

    /// <summary>The purpose of the example, in a sentence.</summary>
    public required string Description { get; init; }

    /// <summary>Runs the demonstration on a simulated network; false if it failed.</summary>
    public required Func<ParseResult, TextWriter, Task<bool>> Demonstrate { get; init; }

    /// <summary>Starts the app on a controller, before the controller serves switches.</summary>
    public required Func<ParseResult, OpenFlowController, TextWriter, IDisposable> Start { get; init; }

    /// <summary>The example's own options.</summary>
    public IReadOnlyList<Option> Options { get; init; } = [];

    /// <summary>The options for the demonstration only.</summary>
    public IReadOnlyList<Option> DemonstrationOptions { get; init; } = [];

    /// <summary>Runs the program on the console, until SIGINT or SIGTERM.</summary>
    public async Task<int> RunAsync(string[] args)
    {
        using var stop = new CancellationTokenSource();
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }

        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        return await RunAsync(args, Console.Out, Console.Error, stop.Token).ConfigureAwait(false);
    }

    /// <summary>Runs the program.</summary>
    /// <returns>The exit code: 0; 1 if the demonstration failed or an address cannot be listened at; 2 if the arguments are
    /// wrong.</returns>
    public async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken stop = default)
    {
        var listen = EndPoints(
            "--listen",
            "Listen for switches at HOST:PORT, ptcp:PORT[:HOST] or punix:PATH until Ctrl-C. May be given several times.",
            EndPointText.Parse);
        var connect = EndPoints(
            "--connect", "Connect to a switch that listens, at tcp:HOST:PORT. May be given several times.", EndPointText.ParseToDial);
        var command = new RootCommand($"{Description} Without arguments, it runs a demonstration on a simulated network.")
        {
            listen, connect,
        };
        foreach (var option in Options.Concat(DemonstrationOptions))
            command.Add(option);
        command.Validators.Add(result =>
        {
            var serves = result.GetResult(listen) is not null || result.GetResult(connect) is not null;
            foreach (var option in DemonstrationOptions.Where(option => serves && result.GetResult(option) is not null))
                result.AddError($"{option.Name} is for the demonstration, and excludes --listen and --connect.");
        });
        command.SetAction(async (parsed, _) =>
        {
            var (listenAt, connectTo) = (parsed.GetValue(listen) ?? [], parsed.GetValue(connect) ?? []);
            if (listenAt.Length == 0 && connectTo.Length == 0)
                return await Demonstrate(parsed, output).ConfigureAwait(false) ? 0 : Failed;
            await ServeAsync(parsed, listenAt, connectTo, output, stop).ConfigureAwait(false);
            return 0;
        });

        var parsed = command.Parse(args);
        if (parsed.Errors is [var first, ..])
        {
            await error.WriteLineAsync($"{first.Message.ReplaceLineEndings(" ")} See --help.").ConfigureAwait(false);
            return WrongUsage;
        }

        try
        {
            // Signals are handled above, and an error is one line, not a stack trace.
            var configuration = new InvocationConfiguration
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return await parsed.InvokeAsync(configuration, CancellationToken.None).ConfigureAwait(false);
        }
        catch (IOException cannot)
        {
            await error.WriteLineAsync(cannot.Message).ConfigureAwait(false);
            return Failed;
        }
    }

    private async Task ServeAsync(ParseResult parsed, EndPoint[] listenAt, EndPoint[] connectTo, TextWriter output, CancellationToken stop)
    {
        var controller = new OpenFlowController(new() { EndPoints = listenAt });
        await using var ending = controller.ConfigureAwait(false);
        var lines = TextWriter.Synchronized(output);
        using var running = Start(parsed, controller, lines);
        controller.StartListening();
        foreach (var endPoint in controller.LocalEndPoints)
            lines.WriteLine($"Listening at {EndPointText.Format(endPoint)}");
        using var dialing = new CompositeDisposable(connectTo.Select(controller.Connect));
        foreach (var endPoint in connectTo)
            lines.WriteLine($"Connecting to {EndPointText.Format(endPoint)}");

        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var stopping = stop.Register(stopped.SetResult).ConfigureAwait(false);
        await stopped.Task.ConfigureAwait(false);
    }

    private static Option<EndPoint[]> EndPoints(string name, string description, Func<string, EndPoint> parse) => new(name)
    {
        Description = description,
        HelpName = "ADDRESS",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result => Parse(result, name, parse),
    };

    private static EndPoint[]? Parse(ArgumentResult result, string name, Func<string, EndPoint> parse)
    {
        var endPoints = new List<EndPoint>();
        foreach (var token in result.Tokens)
        {
            try
            {
                var endPoint = parse(token.Value);
                // TLS needs certificates, for which there are no options here.
                if (endPoint is not (IPEndPoint or DnsEndPoint or UnixDomainSocketEndPoint))
                    result.AddError($"{name}: '{token.Value}' is not an address that can be used here. Write HOST:PORT or unix:PATH.");
                endPoints.Add(endPoint);
            }
            catch (FormatException wrong)
            {
                result.AddError($"{name}: {wrong.Message}");
                return null;
            }
        }

        return [.. endPoints];
    }
}
