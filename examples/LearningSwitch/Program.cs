using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using RxOfctl.Connections;

namespace LearningSwitch;

/// <summary>The command line: a demonstration without arguments, a controller for real switches with them.</summary>
public static class Program
{
    private const int Failed = 1;
    private const int WrongUsage = 2;

    public static async Task<int> Main(string[] args)
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
    /// <returns>The exit code: 0, or 1 if a ping was lost or an end point cannot be listened at, or 2 if the arguments are wrong.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken stop = default)
    {
        var listen = EndPoints("--listen", "ADDRESS", "Listen for switches at HOST:PORT or unix:PATH until Ctrl-C. May be given several times.");
        var connect = EndPoints("--connect", "ADDRESS", "Connect to a switch that listens at tcp:HOST:PORT. May be given several times.");
        var cut = new Option<bool>("--cut") { Description = "Cut a link of the demonstration: some pings are lost, and the exit code is 1." };
        var command = new RootCommand("A learning switch. Without arguments, it shows itself at work in a simulated network.")
        {
            listen, connect, cut,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(cut) is not null && (result.GetResult(listen) is not null || result.GetResult(connect) is not null))
                result.AddError("--cut is for the demonstration, which --listen and --connect leave out.");
        });
        command.SetAction(async (parsed, _) =>
        {
            var (listenAt, connectTo) = (parsed.GetValue(listen) ?? [], parsed.GetValue(connect) ?? []);
            if (listenAt.Length == 0 && connectTo.Length == 0)
                return await new Demonstration().RunAsync(output, parsed.GetValue(cut)).ConfigureAwait(false) ? 0 : Failed;
            await Service.RunAsync(listenAt, connectTo, output, stop).ConfigureAwait(false);
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
            // Signals are handled above; and what goes wrong is to be one line, not a stack trace.
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

    private static Option<EndPoint[]> EndPoints(string name, string valueName, string description) => new(name)
    {
        Description = description,
        HelpName = valueName,
        Arity = ArgumentArity.OneOrMore,
        CustomParser = Parse,
    };

    private static EndPoint[]? Parse(ArgumentResult result)
    {
        var name = ((OptionResult)result.Parent!).IdentifierToken?.Value;
        var endPoints = new List<EndPoint>();
        foreach (var token in result.Tokens)
        {
            try
            {
                var endPoint = EndPointText.Parse(token.Value);
                // Addresses of TLS need certificates, for which there are no options here.
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
