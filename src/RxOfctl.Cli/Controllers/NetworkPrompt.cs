using System.Globalization;
using System.Reactive.Linq;
using System.Reactive.Threading.Tasks;
using RxOfctl.Simulator;
using RxOfctl.Simulator.Hosts;

namespace RxOfctl.Cli.Controllers;

/// <summary>The commands of <c>rxofctl simulate</c>.</summary>
internal sealed class NetworkPrompt(SimulatedNetwork network, ToolConsole console, Settings settings)
{
    private static readonly TimeSpan PingTimeout = TimeSpan.FromSeconds(1);

    private static readonly (string Form, string Description)[] Commands =
    [
        ("nodes", "switches and hosts"),
        ("links", "links, and whether they are up"),
        ("pingall", "each host pings each other one"),
        ("HOST ping HOST", "one host pings another one"),
        ("link A B up|down", "plugs a link, or cuts it"),
        ("dump-flows SWITCH", "the flows of a switch"),
        ("dump-groups SWITCH", "the groups of a switch"),
        ("dump-ports SWITCH", "the ports of a switch"),
        ("crash SWITCH", "a switch loses its state and its connections"),
        ("restart SWITCH", "a switch that crashed comes back, empty"),
        ("hang SWITCH, resume SWITCH", "a switch stops processing, and goes on"),
        ("heal", "ends all faults"),
        ("help, quit", ""),
    ];

    /// <summary>Runs commands, or those of the input until it ends.</summary>
    /// <param name="commands">The commands; empty to read them.</param>
    /// <param name="cancellation">Ends the prompt.</param>
    public async Task RunAsync(IReadOnlyList<string> commands, CancellationToken cancellation)
    {
        foreach (var command in commands)
            await ExecuteAsync(command, cancellation);
        if (commands.Count > 0)
            return;
        if (console.IsInteractive)
            console.Out.WriteLine(
                $"{network.Switches.Count} switches, {network.Links.Count} links, {network.Hosts.Count} hosts. 'help' lists the " +
                "commands, Tab completes.");
        var editor = new LineEditor(console, "rxofctl> ", Complete);
        while (!cancellation.IsCancellationRequested && editor.ReadLine() is { } line)
        {
            if (line.Trim() is "quit" or "exit")
                return;
            await ExecuteAsync(line, cancellation);
            console.Out.Flush();
        }
    }

    /// <summary>The words that may follow a beginning of a line.</summary>
    public IEnumerable<string> Complete(IReadOnlyList<string> words)
    {
        IEnumerable<string> switches = network.Switches.Select(each => each.Name);
        IEnumerable<string> hosts = network.Hosts.Select(each => each.Name);
        return words switch
        {
            [] => Commands.Select(command => command.Form.Split(' ', ',')[0])
                .Where(word => char.IsAsciiLetterLower(word[0]))
                .Concat(["resume", "quit"])
                .Concat(hosts),
            ["link"] or ["link", _] => switches.Concat(hosts),
            ["link", _, _] => ["up", "down"],
            ["dump-flows" or "dump-groups" or "dump-ports" or "crash" or "restart" or "hang" or "resume"] => switches,
            [var host] when hosts.Contains(host) => ["ping"],
            [_, "ping"] => hosts,
            _ => [],
        };
    }

    private async Task ExecuteAsync(string line, CancellationToken cancellation)
    {
        var words = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        try
        {
            switch (words)
            {
                case [] or ["quit" or "exit"]:
                    break;
                case ["help"]:
                    WriteAll(Commands.Select(command => $"  {command.Form,-28} {command.Description}"));
                    break;
                case ["nodes"]:
                    WriteAll(network.Switches.Select(each => $"{each.Name}: datapath {each.Id}, {each.Ports.Count} ports{State(each)}"));
                    WriteAll(network.Hosts.Select(host => $"{host.Name}: {host.Mac} {host.Address}"));
                    break;
                case ["links"]:
                    WriteAll(network.Links.Select(link => $"{link.Ends.First} - {link.Ends.Second} {(link.IsUp ? "up" : "down")}"));
                    break;
                case ["pingall"]:
                    await PingAllAsync(cancellation);
                    break;
                case [var from, "ping", var to]:
                    var result = await network.Host(from).Ping(network.Host(to).Address, PingTimeout).ToTask(cancellation);
                    console.Out.WriteLine(Describe(from, to, result));
                    break;
                case ["link", var first, var second, "up"]:
                    network.Faults.Mend(first, second);
                    break;
                case ["link", var first, var second, "down"]:
                    network.Faults.Cut(first, second);
                    break;
                case ["dump-flows", var name] when network.Switch(name) is var each:
                    WriteAll(each.Flows.Select(flow => $" {flow.ToText(each.Versions.Max())}"));
                    break;
                case ["dump-groups", var name]:
                    WriteAll(network.Switch(name).Groups.Select(group => $" {group}"));
                    break;
                case ["dump-ports", var name]:
                    WriteAll(
                        network.Switch(name).Ports.Select(port => $" {port.PortNo}({port.Name}): addr:{port.HwAddr} " +
                            $"state:{Texts.PortText.State(port.State)}"));
                    break;
                case ["crash", var name]:
                    network.Faults.Crash(name);
                    break;
                case ["restart", var name]:
                    network.Faults.Restart(name);
                    break;
                case ["hang", var name]:
                    network.Faults.Hang(name);
                    break;
                case ["resume", var name]:
                    network.Faults.Resume(name);
                    break;
                case ["heal"]:
                    network.Faults.Heal();
                    break;
                default:
                    console.Error.WriteLine($"rxofctl: '{line.Trim()}' is not a command here: 'help' lists them.");
                    break;
            }
        }
        catch (KeyNotFoundException error)
        {
            console.Error.WriteLine($"rxofctl: {error.Message}");
        }
    }

    private async Task PingAllAsync(CancellationToken cancellation)
    {
        var (sent, answered) = (0, 0);
        foreach (var host in network.Hosts)
        {
            var row = new List<string>();
            foreach (var other in network.Hosts.Where(other => other != host))
            {
                var result = await host.Ping(other.Address, PingTimeout).ToTask(cancellation);
                sent++;
                answered += result.IsAnswered ? 1 : 0;
                row.Add(result.IsAnswered ? other.Name : "X");
            }

            console.Out.WriteLine($"{host.Name} -> {string.Join(' ', row)}");
            console.Out.Flush();
        }

        if (settings.Json)
            new Output(console, settings).WriteObject(writer =>
            {
                writer.WriteNumber("sent", sent);
                writer.WriteNumber("answered", answered);
            });
        else
            console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{answered} of {sent} pings answered"));
    }

    private void WriteAll(IEnumerable<string> lines)
    {
        foreach (var line in lines)
            console.Out.WriteLine(line);
    }

    private static string State(SimulatedSwitch each) => each.IsCrashed ? ", crashed" : each.IsHung ? ", hung" : "";

    private static string Describe(string from, string to, PingResult result) => result.RoundTripTime is { } time
        ? string.Create(CultureInfo.InvariantCulture, $"{from} -> {to}: answered in {time.TotalMilliseconds:0.###} ms")
        : $"{from} -> {to}: no answer within {PingTimeout.TotalSeconds:0} s";
}
