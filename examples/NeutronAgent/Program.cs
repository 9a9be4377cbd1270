using System.CommandLine;
using System.Reactive.Concurrency;
using RxOfctl.Examples;

namespace NeutronAgent;

public static class Program
{
    private static readonly Option<string> FlowsFile = new("--flows")
    {
        Description = "The file of the flows: lines of a datapath id and a flow in the syntax of ovs-ofctl. It is read again each second.",
        HelpName = "FILE",
    };

    private static readonly Option<double> FirstComputation = new("--over")
    {
        Description = "How many seconds the agent takes to compute its flows when it starts.",
        HelpName = "SECONDS",
    };

    public static ExampleProgram Example { get; } = new()
    {
        Description = "The flows of the bridges of a host, as neutron's agent keeps them.",
        Options = [FlowsFile, FirstComputation],
        Demonstrate = (_, output) => DemonstrateAsync(output),
        Start = (parsed, controller, output) =>
        {
            var file = parsed.GetValue(FlowsFile);
            var app = new NeutronAgentApp(controller, () => file is null ? [] : Read(file))
            {
                FirstComputation = TimeSpan.FromSeconds(parsed.GetValue(FirstComputation)),
            };
            var (maintained, stop) = app.Start();
            maintained.Summaries.Connect().Subscribe(changes =>
            {
                foreach (var change in changes)
                    output.WriteLine(Describe(change.Current));
            });
            return stop;
        },
    };

    public static Task<int> Main(string[] args) => Example.RunAsync(args);

    private static string[] Read(string file) => [.. File.ReadAllLines(file).Where(line => line.Length > 0 && !line.StartsWith('#'))];

    private static string Describe(DatapathSummary summary) =>
        $"{summary.DatapathId}: {summary.Installed} of {summary.Wanted} installed, {summary.Failed} failed, {summary.Pending} pending, {summary.Stale} stale"
        + (summary.Error is { } error ? $": {error.Message}" : "");

    // An agent is killed and starts again with one flow less: the others count on, and the stale one goes when all are computed.
    private static async Task<bool> DemonstrateAsync(TextWriter output)
    {
        var scheduler = new HistoricalScheduler(DateTimeOffset.UnixEpoch);
        var network = new SimulatedNetwork(scheduler);
        var bridge = network.AddSwitch(0xa1, OpenFlowVersion.OpenFlow14);
        bridge.AddPort(1);
        var before = await RunAsync(["a1 priority=1,in_port=1,actions=2", "a1 priority=2,in_port=1,dl_vlan=5,actions=3", "a1 priority=3,arp,actions=flood"]).ConfigureAwait(false);
        var after = await RunAsync(["a1 priority=1,in_port=1,actions=2", "a1 priority=3,arp,actions=flood"]).ConfigureAwait(false);
        var kept = bridge.Flows.Count(flow => flow.DurationSec >= 60);
        output.WriteLine($"Flows kept over the restart: {kept} of {after}");
        return (before, after, kept) == (3, 2, 2);

        async Task<int> RunAsync(string[] flows)
        {
            var controller = new OpenFlowController(new() { Scheduler = scheduler });
            await using var ending = controller.ConfigureAwait(false);
            var app = new NeutronAgentApp(controller, () => flows) { Scheduler = scheduler, FirstComputation = TimeSpan.FromSeconds(10) };
            var (_, stop) = app.Start();
            using var connection = bridge.ConnectTo(controller);
            scheduler.AdvanceBy(TimeSpan.FromSeconds(60));
            output.WriteLine($"An agent with {flows.Length} flows ran for a minute: the bridge has {bridge.Flows.Count}");
            stop.Dispose();
            scheduler.AdvanceBy(TimeSpan.FromSeconds(1));
            return bridge.Flows.Count;
        }
    }
}
