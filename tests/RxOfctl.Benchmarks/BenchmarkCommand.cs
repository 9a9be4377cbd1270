using System.CommandLine;
using System.Text.Json;
using RxOfctl.Benchmarks.Codec;
using RxOfctl.Benchmarks.Controllers;
using RxOfctl.Benchmarks.Flows;
using RxOfctl.Benchmarks.Load;
using RxOfctl.Benchmarks.Recordings;
using RxOfctl.Benchmarks.Requests;
using RxOfctl.Benchmarks.Simulator;
using RxOfctl.Benchmarks.Suites;
using RxOfctl.Benchmarks.Topology;
using RxOfctl.Simulator.Topologies;

namespace RxOfctl.Benchmarks;

/// <summary>The command line.</summary>
internal sealed class BenchmarkCommand : RootCommand
{
    // How many switches a small network has.
    private const int Few = 256;

    public BenchmarkCommand()
        : base("Measures RxOfctl, and what others do in its place in the same run.")
    {
        Add(All());
        Add(Codec());
        Add(CodecVectors());
        Add(PacketIn());
        Add(SendMsg());
        Add(Storm());
        Add(Scaling());
        Add(Soak());
        Add(Simulator());
        Add(Flows());
        Add(Recording());
        Add(Topology());
        Add(TopologySwitches());
        Add(Load());
        Add(Controller());
        Add(Requests());
        Add(BareRequests());
        Add(Switch());
        Add(FlowsHost());
        Add(FlowsSwitches());
    }

    private static IReadOnlyList<ControllerKind> Installed(IReadOnlyList<ControllerKind> wanted)
    {
        foreach (var missing in wanted.Where(kind => kind.ReasonToSkip is not null))
            Console.WriteLine($"skipped: {missing.ReasonToSkip}");
        return [.. wanted.Where(kind => kind.ReasonToSkip is null)];
    }

    private static Command All()
    {
        var command = new Command("all", "Everything, in less than ten minutes.");
        command.SetAction(_ => JudgeAsync(async targets =>
        {
            var all = Installed(ControllerKind.All);
            CodecSuite.Run(iterations: 10);
            await new PacketInSuite { Controllers = Installed(ControllerKind.LearningSwitches) }.RunAsync(targets);
            await SendMsg(all, seconds: 1.2, rounds: 3).RunAsync(targets);
            await new StormSuite(all, Few, 1000, 10_000, 20).RunAsync(targets);
            await new ScalingSuite(2).RunAsync(targets);
        }));
        return command;
    }

    // Says what the figures come from, and in the end whether they are as wanted.
    private static async Task JudgeAsync(Func<Targets, Task> measure)
    {
        Console.WriteLine(Machine.Description);
        var targets = new Targets();
        await measure(targets);
        targets.Print();
    }

    private static Command Codec()
    {
        var iterations = Number("--iterations", "How many measurements of a tenth of a second are made of each.", 20);
        var command = new Command("codec", "Messages from bytes and to bytes, by BenchmarkDotNet.") { iterations };
        command.SetAction(result => CodecSuite.Run(result.GetValue(iterations)));
        return command;
    }

    private static Command CodecVectors()
    {
        var directory = new Argument<string>("DIRECTORY") { Description = "Where the messages are: files whose names end in .bin." };
        var rounds = Number("--rounds", "How often each message is measured; the fastest round counts.", 50);
        var command = new Command("codec-vectors", "Recorded messages from bytes and to bytes, as comma-separated values.") { directory, rounds };
        command.SetAction(result => VectorSuite.Run(result.GetRequiredValue(directory), result.GetValue(rounds)));
        return command;
    }

    private static Command PacketIn()
    {
        var only = new Option<string?>("--only") { Description = "One controller alone." };
        only.AcceptOnlyFromAmong([.. ControllerKind.LearningSwitches.Select(kind => kind.Name)]);
        var mode = new Option<string?>("--mode") { Description = "One mode alone." };
        mode.AcceptOnlyFromAmong([.. Mode.All.Select(each => each.Name)]);
        var version = new Option<string?>("--openflow") { Description = "One version alone." };
        version.AcceptOnlyFromAmong("1.0", "1.3");
        var switches = Number("--switches", "How many switches.", 16);
        var inFlight = Number("--in-flight", "How many packet-ins each switch has unanswered, in the place of what the mode says.", 0);
        var seconds = new Option<double>("--seconds") { Description = "How long each measurement takes.", DefaultValueFactory = _ => 2 };
        var rounds = Number("--rounds", "How many rounds; the middle one counts.", 3);
        var subscribers = Number("--subscribers", "How many observe all messages beside the learning switch (ours).", 0);
        var profile = new Option<bool>("--profile") { Description = "Ask perf where the time of our controller goes." };
        var command = new Command("packet-in", "A learning switch answers packet-ins: ours, os-ken's and Open vSwitch's.")
        {
            only, mode, version, switches, inFlight, seconds, rounds, subscribers, profile,
        };
        command.SetAction(async result =>
        {
            var suite = new PacketInSuite
            {
                Controllers = Installed([.. ControllerKind.LearningSwitches.Where(kind => result.GetValue(only) is not { } name || kind.Name == name)]),
                Modes = [.. Mode.All.Where(each => result.GetValue(mode) is not { } name || each.Name == name)],
                Versions = result.GetValue(version) switch { "1.0" => [1], "1.3" => [4], _ => [1, 4] },
                Switches = result.GetValue(switches),
                InFlight = result.GetValue(inFlight),
                Seconds = result.GetValue(seconds),
                Rounds = result.GetValue(rounds),
                Subscribers = result.GetValue(subscribers),
            };
            await (result.GetValue(profile) ? suite.ProfileAsync() : JudgeAsync(suite.RunAsync));
        });
        return command;
    }

    private static Command SendMsg()
    {
        var only = new Option<string?>("--only") { Description = "One controller alone." };
        only.AcceptOnlyFromAmong(ControllerKind.RxOfctl.Name, ControllerKind.OsKen.Name);
        var seconds = new Option<double>("--seconds") { Description = "How long each measurement takes.", DefaultValueFactory = _ => 1.2 };
        var rounds = Number("--rounds", "How many rounds; the middle one counts.", 3);
        var command = new Command("send-msg", "Requests to Open vSwitch and to a fake switch: ours and those of os-ken's ofctl.") { only, seconds, rounds };
        command.SetAction(result => JudgeAsync(SendMsg(
            Installed([.. ControllerKind.All.Where(kind => result.GetValue(only) is not { } name || kind.Name == name)]),
            result.GetValue(seconds),
            result.GetValue(rounds)).RunAsync));
        return command;
    }

    private static SendMsgSuite SendMsg(IEnumerable<ControllerKind> controllers, double seconds, int rounds) =>
        new([.. controllers.Where(kind => kind != ControllerKind.OvsTestController)], seconds, rounds);

    private static Command Storm()
    {
        var switches = Number("--switches", "How many switches connect at once.", 1000);
        var idle = Number("--idle", "How many connect to ours alone.", 10_000);
        var seconds = new Option<double>("--seconds") { Description = "How long they idle.", DefaultValueFactory = _ => 20 };
        var command = new Command("storm", "Many switches at once, which then idle.") { switches, idle, seconds };
        command.SetAction(result => JudgeAsync(new StormSuite(
            Installed(ControllerKind.All), Few, result.GetValue(switches), result.GetValue(idle), result.GetValue(seconds)).RunAsync));
        return command;
    }

    private static Command Scaling()
    {
        var seconds = new Option<double>("--seconds") { Description = "How long each measurement takes.", DefaultValueFactory = _ => 2 };
        var command = new Command("scaling", "Our controller as there are more switches, observers and processors.") { seconds };
        command.SetAction(result => JudgeAsync(new ScalingSuite(result.GetValue(seconds)).RunAsync));
        return command;
    }

    private static Command Soak()
    {
        var minutes = Number("--minutes", "How long.", 10);
        var command = new Command("soak", "Our controller under a load that lasts.") { minutes };
        command.SetAction(result => JudgeAsync(new SoakSuite(result.GetValue(minutes)).RunAsync));
        return command;
    }

    private static Command Simulator()
    {
        var maxFlows = Number("--max-flows", "How many flows the largest table has.", 1_000_000);
        var command = new Command("simulator", "Simulated switches: lookup, forwarding and large networks, in CPU time.") { maxFlows };
        command.SetAction(result => JudgeAsync(targets =>
        {
            SimulatorSuite.Run(targets, result.GetValue(maxFlows));
            return Task.CompletedTask;
        }));
        return command;
    }

    private static Command Flows()
    {
        var flows = Number("--flows", "How many flows the bridge has.", 100_000);
        var rounds = Number("--rounds", "How often each is measured; the middle one counts.", 3);
        var only = new Option<string?>("--only") { Description = "One part alone." };
        only.AcceptOnlyFromAmong(FlowsSuite.Parts);
        var command = new Command("flows", "Rules that are kept true, beside ovs-ofctl's replace-flows.") { flows, rounds, only };
        command.SetAction(result => JudgeAsync(new FlowsSuite(result.GetValue(flows), result.GetValue(rounds), result.GetValue(only)).RunAsync));
        return command;
    }

    private static Command FlowsHost()
    {
        var port = Number("--port", "Where to listen, on this machine.", 6653);
        var switches = Number("--switches", "How many switches there are.", 1);
        var rules = Number("--rules", "How many rules each has.", 1000);
        var command = new Command("flows-host", "Our controller with rules, which does what the standard input says.") { port, switches, rules };
        command.SetAction(result => RulesHost.RunAsync(result.GetValue(port), result.GetValue(switches), result.GetValue(rules)));
        return command;
    }

    private static Command FlowsSwitches()
    {
        var port = Number("--port", "Where the controller listens, on this machine.", 6653);
        var switches = Number("--switches", "How many switches.", 1);
        var capacity = Number("--capacity", "How many flows a table can hold.", 1000);
        var command = new Command("flows-switches", "Simulated switches that connect, and connect anew, at each line of the standard input.")
        {
            port, switches, capacity,
        };
        command.SetAction(result => SwitchesHost.RunAsync(result.GetValue(port), result.GetValue(switches), result.GetValue(capacity)));
        return command;
    }

    private static Command Recording()
    {
        var seconds = new Option<double>("--seconds") { Description = "How long each measurement takes.", DefaultValueFactory = _ => 2 };
        var rounds = Number("--rounds", "How many rounds; the middle one counts.", 3);
        var messages = Number("--messages", "How many messages are replayed.", 1_000_000);
        var events = Number("--events", "How many events are shrunk.", 10_000);
        var command = new Command("recording", "What recording costs a controller; replay of a day, and shrinking, in CPU time.") { seconds, rounds, messages, events };
        command.SetAction(result => JudgeAsync(new RecordingSuite(
            result.GetValue(seconds), result.GetValue(rounds), result.GetValue(messages), result.GetValue(events)).RunAsync));
        return command;
    }

    private static Command Topology()
    {
        var switches = Number("--switches", "How many switches the network has.", 1_000);
        var links = Number("--links", "How many links are between them.", 10_000);
        var only = new Option<string?>("--only") { Description = "One part alone." };
        only.AcceptOnlyFromAmong(TopologySuite.Parts);
        var command = new Command("topology", "The topology of a large network: discovery, probes, memory, cuts.") { switches, links, only };
        command.SetAction(result => JudgeAsync(
            new TopologySuite(result.GetValue(switches), result.GetValue(links), result.GetValue(only)).RunAsync));
        return command;
    }

    private static Command TopologySwitches()
    {
        var port = Number("--port", "Where the controller listens, on this machine.", 6653);
        var switches = Number("--switches", "How many switches.", 1_000);
        var links = Number("--links", "How many links are between them.", 10_000);
        var command = new Command("topology-switches", "Bare switches with links that a line of the standard input cuts or mends.")
        {
            port, switches, links,
        };
        command.SetAction(result => BareSwitches.Run(
            new(NetworkTopology.Random(result.GetValue(switches), result.GetValue(links), seed: 1)), result.GetValue(port)));
        return command;
    }

    private static Command Load()
    {
        var port = Number("--port", "Where the controller listens, on this machine.", 6653);
        var version = Number("--version-byte", "1 for OpenFlow 1.0, 4 for 1.3.", 4);
        var switches = Number("--switches", "How many switches.", 16);
        var inFlight = Number("--in-flight", "How many packet-ins each switch has unanswered; 0 for idle switches.", 1);
        var warmUp = new Option<double>("--warm-up") { Description = "Seconds before the measurement.", DefaultValueFactory = _ => 1 };
        var seconds = new Option<double>("--seconds") { Description = "Seconds of the measurement.", DefaultValueFactory = _ => 2 };
        var command = new Command("load", "Fake switches on any controller. The connections stay until the standard input ends.")
        {
            port, version, switches, inFlight, warmUp, seconds,
        };
        command.SetAction(result =>
        {
            using var load = new LoadGenerator(new(
                result.GetValue(port),
                (byte)result.GetValue(version),
                result.GetValue(switches),
                result.GetValue(inFlight),
                result.GetValue(warmUp),
                result.GetValue(seconds)));
            Console.WriteLine(JsonSerializer.Serialize(load.Run()));
            while (Console.In.ReadLine() is not null)
            {
                // The end of the input is the end.
            }
        });
        return command;
    }

    private static Command Controller()
    {
        var port = Number("--port", "Where to listen, on this machine.", 6653);
        var subscribers = Number("--subscribers", "How many observe all messages beside the learning switch.", 0);
        var isForEach = new Option<bool>("--for-each") { Description = "A learning switch for each datapath, in the place of one for all." };
        var command = new Command("controller", "Our learning switch, until the standard input ends; it answers every line with what it has used.")
        {
            port, subscribers, isForEach,
        };
        command.SetAction(result => ControllerHost.RunAsync(result.GetValue(port), result.GetValue(subscribers), result.GetValue(isForEach)));
        return command;
    }

    private static Command Requests() => Requests("requests", "Asks the first datapath that connects, one workload after the other.", RequestHost.RunAsync);

    private static Command BareRequests() => Requests(
        "bare-requests",
        "Asks the same with bare sockets and bytes that are made before.",
        (port, workloads, warmUp, seconds) => Task.Run(() => BareClient.Run(port, workloads, warmUp, seconds)));

    private static Command Requests(string name, string description, Func<int, IReadOnlyList<string>, double, double, Task> run)
    {
        var port = Number("--port", "Where to listen, on this machine.", 6653);
        var warmUp = new Option<double>("--warm-up") { Description = "Seconds before each measurement.", DefaultValueFactory = _ => 1 };
        var seconds = new Option<double>("--seconds") { Description = "Seconds of each measurement.", DefaultValueFactory = _ => 2 };
        var workloads = new Argument<string[]>("workloads") { Description = "What to ask, and how many at a time: flow-mod:64 or flow-stats:1." };
        var command = new Command(name, description) { port, warmUp, seconds, workloads };
        command.SetAction(result => run(result.GetValue(port), result.GetValue(workloads)!, result.GetValue(warmUp), result.GetValue(seconds)));
        return command;
    }

    private static Command Switch()
    {
        var port = Number("--port", "Where the controller listens, on this machine.", 6653);
        var command = new Command("switch", "A fake switch of OpenFlow 1.3 that answers what it is asked, until the standard input ends.") { port };
        command.SetAction(result =>
        {
            using var load = new LoadGenerator(new(result.GetValue(port), Version: 4, Switches: 1, InFlight: 0, WarmUp: 0, Seconds: 0));
            load.Answer(Task.Run(Console.In.ReadToEnd));
        });
        return command;
    }

    private static Option<int> Number(string name, string description, int otherwise) =>
        new(name) { Description = description, DefaultValueFactory = _ => otherwise };
}
