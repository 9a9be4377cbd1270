using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using System.Reactive;
using System.Reactive.Disposables;
using System.Reactive.Linq;
using RxOfctl.Caching;
using RxOfctl.Connections;
using RxOfctl.Protocol;
using RxOfctl.Protocol.Actions;
using RxOfctl.Protocol.Messages;
using RxOfctl.Simulator;
using RxOfctl.Simulator.Topologies;

namespace RxOfctl.Cli.Controllers;

/// <summary><c>rxofctl simulate</c>: a network of software switches and hosts, with a prompt.</summary>
internal static class SimulateCommand
{
    private static readonly TimeSpan RedialInterval = TimeSpan.FromSeconds(1);

    public static Command Create(CommandContext context)
    {
        var topology = new Argument<string>("TOPOLOGY")
        {
            Description = "single,HOSTS; linear,SWITCHES[,HOSTS]; tree,DEPTH[,FANOUT]; ring,...; mesh,...; fattree,K; " +
                "random,SWITCHES,LINKS; or a file.",
            Arity = ArgumentArity.ZeroOrOne,
            DefaultValueFactory = _ => "linear,3",
        };
        var controller = new Option<string[]>("--controller")
        {
            Description = "Where the switches connect to, as tcp:127.0.0.1:6653. Without it a controller in the tool makes them " +
                "forward as Ethernet switches do.",
            HelpName = "ADDRESS",
        };
        var listen = new Option<string?>("--listen")
        {
            Description = "Where the switches listen: a directory for Unix sockets (then s1 is reached by 'rxofctl show " +
                "unix:DIRECTORY/s1.mgmt'), or the first of as many TCP ports.",
            HelpName = "DIRECTORY|PORT",
        };
        var execute = new Option<string[]>("--execute", "-e")
        {
            Description = "Runs this command of the prompt and ends; may be repeated.",
            HelpName = "COMMAND",
        };
        return context.Plain(
            "simulate",
            "Runs a network of simulated switches and hosts, with a prompt: pingall, h1 ping h2, link s1 s2 down, dump-flows s1, " +
            "crash s3, help.",
            (settings, parsed, cancellation) => RunAsync(
                context.Console,
                settings,
                new(
                    parsed.GetRequiredValue(topology),
                    parsed.GetValue(controller) ?? [],
                    parsed.GetValue(listen),
                    parsed.GetValue(execute) ?? []),
                cancellation),
            topology,
            controller,
            listen,
            execute);
    }

    private static async Task<int> RunAsync(ToolConsole console, Settings settings, Job job, CancellationToken cancellation)
    {
        var network = new SimulatedNetwork(console.Scheduler);
        network.Add(TopologyOf(job.Topology), new() { Versions = settings.Versions });
        var listeners = Listen(network, job.Listen);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        OpenFlowController? own = null;
        try
        {
            using var connections = job.Controllers.Length == 0
                ? Forward(console, settings, network, out own)
                : Dial(console, network, job.Controllers, stop.Token);
            var prompt = new NetworkPrompt(network, console, settings);
            await prompt.RunAsync(job.Commands, cancellation);
        }
        finally
        {
            await stop.CancelAsync();
            if (own is not null)
                await own.DisposeAsync();
            foreach (var listener in listeners)
                await listener.DisposeAsync();
        }

        return 0;
    }

    private static NetworkTopology TopologyOf(string text)
    {
        if (!File.Exists(text))
            return NetworkTopology.Parse(text);
        using var reader = new StreamReader(text);
        return NetworkTopology.Read(reader);
    }

    private static List<SwitchListener> Listen(SimulatedNetwork network, string? where)
    {
        if (where is null)
            return [];
        if (ushort.TryParse(where, out var first))
            return
            [
                .. network.Switches.Select((each, index) => each.Listen(new IPEndPoint(IPAddress.Loopback, first == 0 ? 0 : first + index))),
            ];
        Directory.CreateDirectory(where);
        return [.. network.Switches.Select(each => each.Listen(SocketOf(where, each)))];
    }

    // A socket that an earlier run left is not in use any more.
    private static UnixDomainSocketEndPoint SocketOf(string directory, SimulatedSwitch each)
    {
        var path = Path.Combine(directory, $"{each.Name}.mgmt");
        File.Delete(path);
        return new(path);
    }

    private static CompositeDisposable Forward(ToolConsole console, Settings settings, SimulatedNetwork network, out OpenFlowController own)
    {
        var controller = own = new OpenFlowController(ControllerSetup.Create(console, settings));
        var forwarding = controller.Datapaths.Connect()
            .OnItemAdded(datapath => datapath.TrySend(new FlowMod { Priority = 0, Actions = [new OutputAction(PortNumber.Normal)] }))
            .Subscribe();
        return new(forwarding, network.ConnectTo(controller));
    }

    // Each switch dials again, as real ones do, a second after its connection ended or failed. The same failure is reported once.
    private static CompositeDisposable Dial(ToolConsole console, SimulatedNetwork network, string[] controllers, CancellationToken cancellation) => new(
        from address in controllers
        let endPoint = EndPointText.ParseToDial(address)
        from each in network.Switches
        let reported = new HashSet<string>()
        select Observable.FromAsync(() => each.ConnectAsync(endPoint, cancellation))
            .Catch((Exception error) => Failed(console, each, address, error, reported, cancellation))
            .Concat(Observable.Timer(RedialInterval, console.Scheduler).SelectMany(_ => Observable.Empty<Unit>()))
            .Repeat()
            .Subscribe());

    private static IObservable<Unit> Failed(
        ToolConsole console,
        SimulatedSwitch each,
        string address,
        Exception error,
        HashSet<string> reported,
        CancellationToken cancellation)
    {
        if (!cancellation.IsCancellationRequested && reported.Add(error.Message))
            console.Error.WriteLine($"rxofctl: {each.Name} to {address}: {error.Message.TrimEnd('.')}. It tries again each second.");
        return Observable.Empty<Unit>();
    }

    private sealed record Job(string Topology, string[] Controllers, string? Listen, string[] Commands);
}
