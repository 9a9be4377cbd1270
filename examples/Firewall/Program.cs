using System.Reactive.Concurrency;
using System.Reactive.Disposables;
using RxOfctl.Examples;

namespace Firewall;

public static class Program
{
    public static ExampleProgram Example { get; } = new()
    {
        Description = "A firewall whose rules are edited while it runs.",
        Demonstrate = (_, output) => DemonstrateAsync(output),
        Start = (_, controller, output) => Edit(controller, Console.In, output),
    };

    public static Task<int> Main(string[] args) => Example.RunAsync(args);

    /// <summary>Runs the firewall with rules from the input: <c>block MATCH</c>, <c>allow MATCH</c>, <c>list</c>.</summary>
    public static IDisposable Edit(OpenFlowController controller, TextReader input, TextWriter output)
    {
        var rules = new SourceCache<FirewallRule, string>(rule => rule.Match);
        output.WriteLine("Type 'block MATCH', 'allow MATCH' or 'list', as in: block tcp,tp_dst=23");
        var reading = new Thread(() =>
        {
            while (input.ReadLine() is { } line)
                Execute(line, rules, output);
        })
        { IsBackground = true };
        reading.Start();
        var app = new FirewallApp(controller, rules);
        return new CompositeDisposable(
            app.Failures.Subscribe(failure => output.WriteLine($"{failure.Datapath} did not take {failure.Rule}: {failure.Error.Message}")),
            app.Start(),
            rules);
    }

    private static void Execute(string line, SourceCache<FirewallRule, string> rules, TextWriter output)
    {
        var words = line.Split(' ', 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        switch (words)
        {
            case ["block", var match] when Match.TryParse(match, out _):
                rules.AddOrUpdate(new FirewallRule(match));
                break;
            case ["allow", var match]:
                rules.Remove(match);
                break;
            case ["list"]:
                output.WriteLine(string.Join('\n', rules.Items.Select(rule => $"blocked: {rule.Match}")));
                break;
            case []:
                break;
            default:
                output.WriteLine($"'{line}' is not a command, or its match is wrong.");
                break;
        }
    }

    // h1 pings h2; then ICMP is blocked; then it is allowed again.
    private static async Task<bool> DemonstrateAsync(TextWriter output)
    {
        var scheduler = new HistoricalScheduler(DateTimeOffset.UnixEpoch);
        var controller = new OpenFlowController(new() { Scheduler = scheduler });
        await using var ending = controller.ConfigureAwait(false);
        using var rules = new SourceCache<FirewallRule, string>(rule => rule.Match);
        using var running = new FirewallApp(controller, rules).Start();
        var network = new SimulatedNetwork(scheduler);
        var s1 = network.AddSwitch(1, OpenFlowVersion.OpenFlow10);
        network.Connect(s1, 1, network.AddHost("h1", new(1), new(10, 0, 0, 1)));
        network.Connect(s1, 2, network.AddHost("h2", new(2), new(10, 0, 0, 2)));
        using var connections = network.ConnectTo(controller);

        var open = Ping("no rule");
        rules.AddOrUpdate(new FirewallRule("icmp"));
        var blocked = Ping("block icmp");
        rules.Remove("icmp");
        var reopened = Ping("allow icmp");
        return open && !blocked && reopened;

        bool Ping(string title)
        {
            scheduler.AdvanceBy(TimeSpan.FromSeconds(1));
            var isAnswered = false;
            using var pinging = network.Hosts[0].Ping(network.Hosts[1].Address).Subscribe(ping => isAnswered = ping.IsAnswered);
            scheduler.AdvanceBy(TimeSpan.FromSeconds(2));
            output.WriteLine($"{title,-12} h1 pings h2: {(isAnswered ? "answered" : "no answer")}");
            return isAnswered;
        }
    }
}
