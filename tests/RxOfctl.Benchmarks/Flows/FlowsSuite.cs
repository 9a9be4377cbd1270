using System.Globalization;
using System.Text.Json;
using RxOfctl.Benchmarks.Processes;
using RxOfctl.Benchmarks.Suites;
using RxOfctl.Interop.Tests.Ovs;
using RxOfctl.Protocol;

namespace RxOfctl.Benchmarks.Flows;

/// <summary>
/// Rules that are kept true, beside <c>ovs-ofctl</c> on the same bridge of Open vSwitch: from nothing, unchanged, and after a drift of 1 %.
/// Then what a rule and a change of it cost, and many switches that connect at once. The client has one processor, the switch the other.
/// </summary>
/// <param name="Flows">How many flows the bridge has.</param>
/// <param name="Rounds">How often each is measured; the middle one counts.</param>
/// <param name="Only">One part alone, of <see cref="Parts"/>; null for all.</param>
internal sealed record FlowsSuite(int Flows, int Rounds, string? Only = null)
{
    private const string BridgeName = "br0";
    private const string Ours = "rxofctl";

    /// <summary>The parts of the suite.</summary>
    public static readonly string[] Parts = ["ofctl", "changes", "switches"];

    private static readonly int[] RuleCounts = [1_000, 100_000, 1_000_000];

    public async Task RunAsync(Targets targets)
    {
        if (!Has(Parts[0]))
            Console.WriteLine("without ovs-ofctl");
        else if (OvsTools.ReasonToSkip is { } reason)
            Console.WriteLine($"skipped: {reason}");
        else
            await BesideOfctlAsync(targets);
        if (Has(Parts[1]))
            await ChangesAsync(targets);
        if (Has(Parts[2]))
            await ManySwitchesAsync(switches: 500, rules: 1_000);
    }

    private bool Has(string part) => Only is null || Only == part;

    private async Task BesideOfctlAsync(Targets targets)
    {
        var directory = Directory.CreateTempSubdirectory("flows-");
        await using var ovs = await OpenVSwitch.StartAsync();
        try
        {
            foreach (var id in ovs.ProcessIds)
                (await Command.RunAsync("/usr/bin/taskset", ["-a", "-c", "-p", Cores.Load(), Text(id)])).OutputOrThrow();
            await ovs.AddBridgeAsync(new Bridge(BridgeName, 1) { Protocols = [OpenFlowVersion.OpenFlow14], Ports = ["p1", "p2"] });
            var (all, drift) = (Path.Combine(directory.FullName, "all"), Path.Combine(directory.FullName, "drift"));
            await File.WriteAllLinesAsync(all, BenchRules.Text(Flows));
            await File.WriteAllLinesAsync(drift, BenchRules.Drift(Flows));
            var ofctl = new OfctlUnderTest(ovs, BridgeName, all, drift);
            await ofctl.DisconnectAsync();
            await MeasureAsync(ofctl, targets);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private async Task MeasureAsync(OfctlUnderTest ofctl, Targets targets)
    {
        var port = FreePort.Next();
        await using var host = await StartAsync(port, switches: 1, Flows);
        var table = new Table(
            $"{Flows} flows on Open vSwitch, OpenFlow 1.4: until the bridge has what it should",
            "what", "client", "s", "client CPU s", "switch CPU s", "x time", "x CPU");
        // The just-in-time compiler runs on the one processor, too: the first connection is shown, and does not count.
        await ofctl.DeleteAsync();
        Add("from nothing, first connection", $"{Ours}, cold", await ReconnectAsync(), null);

        await CompareAsync("from nothing", "add-flows", wanted: 1, ofctl.DeleteAsync);
        await CompareAsync("unchanged, reconnected", "replace-flows", wanted: 0.1, ofctl.FillAsync);
        var best = await CompareAsync("1 % differs, reconnected", "replace-flows", wanted: 0.1, ofctl.FillAndDriftAsync);
        Add("unchanged", "bare socket, decodes nothing", await MedianAsync(() => ofctl.MeasureAsync(() => Task.Run(() => BareDump.Run(ofctl.Socket)))), null);

        // From here on the bridge stays connected: for ovs-ofctl that is the same as before.
        await ofctl.FillAsync();
        await AskAsync(host, ofctl, "measure", () => ofctl.ConnectAsync(port));
        Judge("1 % of the rules change", 0.1, await MedianAsync(() => AskAsync(host, ofctl, "change-some", () => Task.CompletedTask)), best);
        Judge("1 % drifts", 0.1, await MedianAsync(() => AskAsync(host, ofctl, "repair", ofctl.DriftAsync)), best);
        table.Print();
        await host.WriteLineAsync("memory");
        targets.AtMost("bytes a rule beside the app's object", 100, double.Parse(await host.ReadLineAsync(), CultureInfo.InvariantCulture));

        async Task<Cost> CompareAsync(string what, string command, double wanted, Func<Task> prepare)
        {
            var (plain, bundled, ours) = (new List<Cost>(), new List<Cost>(), new List<Cost>());
            for (var round = 0; round < Rounds; round++)
            {
                await prepare();
                plain.Add(await ofctl.RunAsync(command, isBundle: false));
                await prepare();
                bundled.Add(await ofctl.RunAsync(command, isBundle: true));
                await prepare();
                ours.Add(await ReconnectAsync());
            }

            var (one, two) = (Cost.Median(plain), Cost.Median(bundled));
            var best = new Cost(Math.Min(one.Seconds, two.Seconds), Math.Min(one.CpuSeconds, two.CpuSeconds), 0);
            Add(what, $"ovs-ofctl {command}", one, best);
            Add(what, $"ovs-ofctl --bundle {command}", two, best);
            Judge(what, wanted, Cost.Median(ours), best);
            return best;
        }

        async Task<Cost> ReconnectAsync()
        {
            var cost = await AskAsync(host, ofctl, "measure", () => ofctl.ConnectAsync(port));
            await ofctl.DisconnectAsync();
            return cost;
        }

        async Task<Cost> MedianAsync(Func<Task<Cost>> measure)
        {
            var costs = new List<Cost>();
            for (var round = 0; round < Rounds; round++)
                costs.Add(await measure());
            return Cost.Median(costs);
        }

        void Judge(string what, double wanted, Cost ours, Cost best)
        {
            Add(what, Ours, ours, best);
            targets.AtMost($"{Flows} flows, {what}, x time of ovs-ofctl", wanted, ours.Seconds / best.Seconds);
            targets.AtMost($"{Flows} flows, {what}, x client CPU of ovs-ofctl", wanted, ours.CpuSeconds / best.CpuSeconds);
        }

        void Add(string what, string client, Cost cost, Cost? best) => table.Add(
            what,
            client,
            cost.Seconds,
            cost.CpuSeconds,
            cost.SwitchCpuSeconds,
            best is null ? null : cost.Seconds / best.Seconds,
            best is null ? null : cost.CpuSeconds / best.CpuSeconds);
    }

    // The host says when it measures, then when what it waits for has begun, then what it measured. The switch is kept awake only until it
    // is connected: the commands that do so cost more than what is measured.
    private static Task<Cost> AskAsync(ChildProcess host, OfctlUnderTest ofctl, string command, Func<Task> begin) => ofctl.MeasureAsync(async () =>
    {
        await BeginAsync(host, command);
        var begun = host.ReadLineAsync();
        await begin();
        _ = await ofctl.Ovs.PokeWhileAsync(begun);
        var result = JsonSerializer.Deserialize<Reconciled>(await host.ReadLineAsync())!;
        return new(result.Seconds, result.CpuSeconds, 0);
    });

    private static async Task ChangesAsync(Targets targets)
    {
        var table = new Table("One change after the other, confirmed by a simulated switch", "rules", "CPU ms a change", "ms until confirmed", "bytes a rule");
        var costs = new List<double>();
        foreach (var rules in RuleCounts)
        {
            var port = FreePort.Next();
            await using var host = await StartAsync(port, switches: 1, rules);
            await using var switches = ChildProcess.StartOwn(
                "the simulated switch", Cores.Load(), ["flows-switches", "--port", Text(port), "--switches", "1", "--capacity", Text(rules + 1)]);
            await ConnectAsync(host, switches);
            await host.WriteLineAsync("change 2000");
            var changed = JsonSerializer.Deserialize<Changed>(await host.ReadLineAsync())!;
            await host.WriteLineAsync("memory");
            var bytes = double.Parse(await host.ReadLineAsync(), CultureInfo.InvariantCulture);
            table.Add(rules, changed.CpuMilliseconds, changed.Milliseconds, bytes);
            costs.Add(changed.CpuMilliseconds);
        }

        table.Print();
        targets.AtMost("CPU ms of one change among 100,000 rules", 1, costs[1]);
        targets.AtMost("CPU of one change among 1,000,000 rules, x that among 1,000", 2, costs[^1] / costs[0]);
    }

    private static async Task ManySwitchesAsync(int switches, int rules)
    {
        var port = FreePort.Next();
        await using var host = await StartAsync(port, switches, rules);
        await using var simulated = ChildProcess.StartOwn(
            "the simulated switches", Cores.Load(), ["flows-switches", "--port", Text(port), "--switches", Text(switches), "--capacity", Text(rules)]);
        var table = new Table(
            $"{switches} simulated switches with {rules} rules each that connect at once", "what", "all settled s", "middle s", "controller CPU s");
        foreach (var what in (string[])["from nothing", "reconnect, unchanged", "reconnect, unchanged, once more"])
        {
            var result = await ConnectAsync(host, simulated);
            table.Add(what, result.Longest, result.Middle, result.CpuSeconds);
        }

        table.Print();
    }

    private static async Task<ChildProcess> StartAsync(int port, int switches, int rules)
    {
        var host = ChildProcess.StartOwn(
            Ours, Cores.Controller(), ["flows-host", "--port", Text(port), "--switches", Text(switches), "--rules", Text(rules)]);
        await host.WaitForListenerAsync(port);
        return host;
    }

    private static async Task<Reconciled> ConnectAsync(ChildProcess host, ChildProcess switches)
    {
        await BeginAsync(host, "measure");
        await switches.WriteLineAsync("connect");
        _ = await switches.ReadLineAsync();
        _ = await host.ReadLineAsync();
        return JsonSerializer.Deserialize<Reconciled>(await host.ReadLineAsync())!;
    }

    private static async Task BeginAsync(ChildProcess host, string command)
    {
        await host.WriteLineAsync(command);
        _ = await host.ReadLineAsync();
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
