using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Net.Sockets;
using System.Security.Cryptography;
using RxOfctl.Capture;
using RxOfctl.Cli.Bytes;
using RxOfctl.Cli.Commands;
using RxOfctl.Cli.Controllers;
using RxOfctl.Cli.Recordings;
using RxOfctl.Protocol;
using RxOfctl.Recording;

namespace RxOfctl.Cli;

/// <summary>The command line: its commands, its exit codes, its errors.</summary>
internal static class CommandLine
{
    private const int Success = 0;
    private const int Failure = 1;
    private const int Usage = 2;

    // EPIPE.
    private const int BrokenPipe = 32;

    /// <summary>Runs a command.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="console">What the command reads from and writes to.</param>
    /// <param name="cancellationToken">Ends the command as Ctrl-C does.</param>
    /// <returns>0; 1 if the command failed; 2 if the command line is wrong.</returns>
    public static async Task<int> RunAsync(string[] args, ToolConsole console, CancellationToken cancellationToken = default)
    {
        var parsed = Parse(args, console);
        // Not where help is asked for.
        if (parsed is { Action: ParseErrorAction, Errors: [var first, ..] })
        {
            var command = parsed.CommandResult.Command is RootCommand ? "rxofctl" : $"rxofctl {parsed.CommandResult.Command.Name}";
            await console.Error.WriteLineAsync($"rxofctl: {first.Message.TrimEnd('.')}. See '{command} --help'.");
            return Usage;
        }

        await using var pager = parsed.Action is HelpAction ? null : Pager.Start(console, parsed.CommandResult.Command.Name);
        if (pager is not null)
        {
            console = console with { Out = pager.Out };
            parsed = Parse(args, console);
        }

        return await RunAsync(parsed, console, pager, cancellationToken);
    }

    private static async Task<int> RunAsync(ParseResult parsed, ToolConsole console, Pager? pager, CancellationToken cancellationToken)
    {
        var configuration = new InvocationConfiguration
        {
            Output = console.Out,
            Error = console.Error,
            EnableDefaultExceptionHandler = false,
        };
        try
        {
            var code = await parsed.InvokeAsync(configuration, cancellationToken);
            await FlushAsync(console.Out, pager);
            return code;
        }
        catch (OperationCanceledException)
        {
            await FlushAsync(console.Out, pager);
            return Success;
        }
        catch (IOException error) when (IsOutputClosed(error, pager))
        {
            // The program that the output goes to, such as a pager or head, has ended: it has all that it wants.
            return Success;
        }
        catch (UsageException error)
        {
            await console.Error.WriteLineAsync($"rxofctl: {error.Message}");
            return Usage;
        }
        catch (Exception error) when (Describe(error) is { } line)
        {
            await FlushAsync(console.Out, pager);
            await console.Error.WriteLineAsync($"rxofctl: {line}");
            return Failure;
        }
    }

    private static async Task FlushAsync(TextWriter output, Pager? pager)
    {
        try
        {
            await output.FlushAsync(CancellationToken.None);
        }
        catch (IOException error) when (IsOutputClosed(error, pager))
        {
            // As above.
        }
    }

    private static bool IsOutputClosed(IOException error, Pager? pager) => error.HResult == BrokenPipe || pager is { HasEnded: true };

    private static ParseResult Parse(string[] args, ToolConsole console) => CreateRoot(console).Parse([.. args.Select(Expanded)]);

    // The value of these is optional, and so is not the argument behind them.
    private static string Expanded(string argument) => argument is "--sort" or "--rsort" ? $"{argument}=priority" : argument;

    private static RootCommand CreateRoot(ToolConsole console)
    {
        var root = new RootCommand(
            "Looks at OpenFlow switches, changes them, and is their controller. SWITCH is tcp:HOST[:PORT], ssl:HOST[:PORT], unix:PATH, " +
            "ptcp:[PORT], pssl:[PORT] (waits for the switch to connect), the name of a bridge of Open vSwitch, or the path of a socket.");
        var options = new CommonOptions();
        options.AddTo(root);
        var context = new CommandContext(console, options);
        IEnumerable<Command> commands =
        [
            .. DumpCommands.Create(context),
            .. FlowDumpCommands.Create(context),
            .. FlowModCommands.Create(context),
            .. FlowFileCommands.Create(context),
            .. GroupCommands.Create(context),
            .. MeterCommands.Create(context),
            .. QueueCommands.Create(context),
            .. PortTableCommands.Create(context),
            .. PacketCommands.Create(context),
            .. NiciraCommands.Create(context),
            .. MonitorCommands.Create(context),
            .. PingCommands.Create(context),
            DecodeCommand.Create(context),
            .. ParseCommands.Create(context),
            ListenCommand.Create(context),
            TopCommand.Create(context),
            TopologyCommand.Create(context),
            .. DesiredStateCommands.Create(context),
            SimulateCommand.Create(context),
            RecordCommand.Create(context),
            ReplayCommand.Create(context),
            CompletionCommand.Create(context),
        ];
        foreach (var command in commands)
            root.Subcommands.Add(command);
        if (root.Options.OfType<HelpOption>().FirstOrDefault() is { Action: HelpAction help } option)
            option.Action = new NamedHelp(help);
        return root;
    }

    // What a person can do something about is one line; anything else is a fault of the tool and keeps its stack trace.
    private static string? Describe(Exception error) => error switch
    {
        OpenFlowErrorException refused => ErrorText.Of(refused),
        ToolException or FormatException or RequestException or OpenFlowEncodeException or CaptureFormatException
            or ReplayNondeterministicException => OneLine(error),
        IOException or UnauthorizedAccessException or SocketException or CryptographicException => OneLine(error),
        _ => null,
    };

    private static string OneLine(Exception error) => error.Message.ReplaceLineEndings(" ");
}
