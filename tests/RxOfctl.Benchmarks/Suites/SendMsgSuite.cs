using System.Globalization;
using System.Text.Json;
using RxOfctl.Benchmarks.Controllers;
using RxOfctl.Benchmarks.Processes;
using RxOfctl.Benchmarks.Requests;
using RxOfctl.Interop.Tests.Ovs;

namespace RxOfctl.Benchmarks.Suites;

/// <summary>
/// Round trips of SendMsg beside those of os-ken's ofctl: flow-mods with the barrier behind each, and dumps of a thousand flows. First to a real
/// Open vSwitch, which has the last word on how many there are: a client of bare sockets, which does nothing but that, shows how far it goes. Then
/// to a fake switch that costs next to nothing, which shows how far the controllers go.
/// </summary>
internal sealed record SendMsgSuite(IReadOnlyList<ControllerKind> Controllers, double Seconds, int Rounds)
{
    private const double WarmUp = 0.7;

    private static readonly ControllerKind BareSockets = new("bare sockets", 1, null);

    private static readonly string[] FlowMods = ["flow-mod:1", "flow-mod:64", "flow-mod:4096"];

    private static readonly string[] Workloads = [.. FlowMods, "flow-stats:1", "flow-stats:64"];

    // How many times as many as os-ken.
    private static readonly Dictionary<string, double> Wanted = new() { ["flow-mod:1"] = 3, ["flow-mod:64"] = 8, ["flow-stats:1"] = 15 };

    // What comes first does not count: until then ours has the just-in-time compiler on its one processor.
    private const string Unheeded = "flow-mod:64";

    private IReadOnlyList<ControllerKind> Askers => [BareSockets, .. Controllers];

    public async Task RunAsync(Targets targets)
    {
        if (OvsTools.ReasonToSkip is { } reason)
            Console.WriteLine($"skipped: {reason}");
        else
            Print("SendMsg to Open vSwitch, OpenFlow 1.3: request:in flight", Workloads, await AskOpenVSwitchAsync(), targets);
        Print("SendMsg to a fake switch, OpenFlow 1.3: request:in flight", FlowMods, await AskFakeSwitchAsync(), targets: null);
    }

    private async Task<IReadOnlyList<Answers>> AskOpenVSwitchAsync()
    {
        var rounds = new List<Answers>();
        await using var ovs = await OpenVSwitch.StartAsync();
        // On the processor of the load, as the peers of the other suites. Free to use both processors, Open vSwitch answers a third more requests
        // that are sent one at a time, because its threads contend less; but then the same client gets 67 or 100 thousand answers with 64 in
        // flight, depending on the processor on which its threads run, so that clients cannot be compared.
        foreach (var id in ovs.ProcessIds)
            (await Command.RunAsync("/usr/bin/taskset", ["-a", "-c", "-p", Cores.Load(), id.ToString(CultureInfo.InvariantCulture)])).OutputOrThrow();
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var kind in round % 2 == 0 ? Askers : Askers.Reverse())
            {
                var port = FreePort.Next();
                await using var asker = await StartAsync(kind, port, Workloads);
                await ovs.AddBridgeAsync(new Bridge("br0", 1) { Controllers = [$"tcp:127.0.0.1:{Text(port)}"], Ports = ["p1", "p2"] });
                await ReadAsync(asker, kind, Workloads, rounds);
                await ovs.DeleteBridgeAsync("br0");
            }
        }

        return rounds;
    }

    // Once: there are no threads here that meet each other in one way or another.
    private async Task<IReadOnlyList<Answers>> AskFakeSwitchAsync()
    {
        var rounds = new List<Answers>();
        foreach (var kind in Askers)
        {
            var port = FreePort.Next();
            await using var asker = await StartAsync(kind, port, FlowMods);
            await using var fake = ChildProcess.StartOwn("the fake switch", Cores.Load(), ["switch", "--port", Text(port)]);
            await ReadAsync(asker, kind, FlowMods, rounds);
        }

        return rounds;
    }

    private async Task<ChildProcess> StartAsync(ControllerKind kind, int port, string[] workloads)
    {
        string[] all = [Unheeded, .. workloads];
        var child = kind == ControllerKind.OsKen
            ? await ChildProcess.StartForeignAsync(
                kind.Name, Cores.Controller(), ControllerKind.OsKenCommand("request_rates.py", port), new Dictionary<string, string>
                {
                    ["WORKLOADS"] = string.Join(',', all),
                    ["WARM_UP"] = Text(WarmUp),
                    ["SECONDS"] = Text(Seconds),
                })
            : ChildProcess.StartOwn(
                kind.Name,
                Cores.Controller(),
                [kind == BareSockets ? "bare-requests" : "requests", "--port", Text(port), "--warm-up", Text(WarmUp), "--seconds", Text(Seconds), .. all]);
        await child.WaitForListenerAsync(port);
        return child;
    }

    private static async Task ReadAsync(ChildProcess asker, ControllerKind kind, string[] workloads, List<Answers> rounds)
    {
        _ = await asker.ReadLineAsync();
        foreach (var workload in workloads)
            rounds.Add(new(kind, workload, JsonSerializer.Deserialize<RequestResult>(await asker.ReadLineAsync())!));
    }

    private void Print(string title, string[] workloads, IReadOnlyList<Answers> rounds, Targets? targets)
    {
        var table = new Table(title, "request", "controller", "answered/s", "x os-ken", "% of bare", "p50 us", "p99 us", "cpu %", "us cpu each");
        foreach (var workload in workloads)
        {
            var results = Askers.ToDictionary(kind => kind, kind => Median(rounds.Where(each => (each.Kind, each.Workload) == (kind, workload))));
            var osKen = results.GetValueOrDefault(ControllerKind.OsKen)?.PerSecond;
            var bare = results[BareSockets].PerSecond;
            if (targets is not null && Wanted.TryGetValue(workload, out var wanted))
                targets.AtLeast($"SendMsg {workload}, x os-ken's ofctl", wanted, results.GetValueOrDefault(ControllerKind.RxOfctl)?.PerSecond / osKen);
            foreach (var (kind, result) in results)
            {
                table.Add(
                    workload, kind.Name, result.PerSecond, result.PerSecond / osKen, 100 * result.PerSecond / bare, result.P50, result.P99,
                    100 * result.Cpu, 1e6 * result.Cpu / result.PerSecond);
            }
        }

        table.Print();
    }

    private static RequestResult Median(IEnumerable<Answers> rounds)
    {
        List<RequestResult> sorted = [.. rounds.Select(each => each.Result).OrderBy(result => result.PerSecond)];
        return sorted[sorted.Count / 2];
    }

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);

    /// <summary>What one round of one workload gave.</summary>
    private sealed record Answers(ControllerKind Kind, string Workload, RequestResult Result);
}
