using System.Globalization;
using System.Text.Json;
using RxOfctl.Benchmarks.Controllers;
using RxOfctl.Benchmarks.Processes;
using RxOfctl.Benchmarks.Requests;
using RxOfctl.Interop.Tests.Ovs;

namespace RxOfctl.Benchmarks.Suites;

/// <summary>
/// Round trips of SendMsg to a real Open vSwitch, beside os-ken's ofctl on the same switch: flow-mods with the barrier behind each, and
/// dumps of a thousand flows.
/// </summary>
internal sealed record SendMsgSuite(IReadOnlyList<ControllerKind> Controllers, double Seconds, int Rounds)
{
    private const double WarmUp = 1.5;

    private static readonly string[] Workloads = ["flow-mod:1", "flow-mod:64", "flow-mod:4096", "flow-stats:1", "flow-stats:64"];

    // How many times as many as os-ken.
    private static readonly Dictionary<string, double> Wanted = new() { ["flow-mod:1"] = 3, ["flow-mod:64"] = 8, ["flow-stats:1"] = 15 };

    public async Task RunAsync(Targets targets)
    {
        if (OvsTools.ReasonToSkip is { } reason)
        {
            Console.WriteLine($"skipped: {reason}");
            return;
        }

        var rounds = new List<(ControllerKind Kind, string Workload, RequestResult Result)>();
        await using var ovs = await OpenVSwitch.StartAsync();
        // Where the load of the others is: on the processor that the controller does not have.
        foreach (var id in ovs.ProcessIds)
            (await Command.RunAsync("/usr/bin/taskset", ["-a", "-c", "-p", Cores.Load(), id.ToString(CultureInfo.InvariantCulture)])).OutputOrThrow();
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var kind in round % 2 == 0 ? Controllers : Controllers.Reverse())
            {
                await using var controller = await StartAsync(kind, ovs);
                foreach (var workload in Workloads)
                    rounds.Add((kind, workload, JsonSerializer.Deserialize<RequestResult>(await controller.ReadLineAsync())!));
                await ovs.DeleteBridgeAsync("br0");
            }
        }

        var table = new Table(
            "SendMsg to Open vSwitch, OpenFlow 1.3: request:in flight", "request", "controller", "answered/s", "x os-ken", "p50 us", "p99 us", "cpu %");
        foreach (var workload in Workloads)
        {
            var results = Controllers.Select(kind => (kind, Result: rounds
                .Where(each => (each.Kind, each.Workload) == (kind, workload)).Select(each => each.Result).OrderBy(result => result.PerSecond).ElementAt(Rounds / 2)))
                .ToList();
            var osKen = results.FirstOrDefault(each => each.kind == ControllerKind.OsKen).Result?.PerSecond;
            if (Wanted.TryGetValue(workload, out var wanted))
                targets.AtLeast($"SendMsg {workload}, x os-ken's ofctl", wanted, results.First(each => each.kind == ControllerKind.RxOfctl).Result.PerSecond / osKen);
            foreach (var (kind, result) in results)
                table.Add(workload, kind.Name, result.PerSecond, result.PerSecond / osKen, result.P50, result.P99, 100 * result.Cpu);
        }

        table.Print();
    }

    private async Task<ChildProcess> StartAsync(ControllerKind kind, OpenVSwitch ovs)
    {
        var port = FreePort.Next();
        var (warmUp, seconds) = (WarmUp.ToString(CultureInfo.InvariantCulture), Seconds.ToString(CultureInfo.InvariantCulture));
        var portText = port.ToString(CultureInfo.InvariantCulture);
        var child = kind == ControllerKind.RxOfctl
            ? ChildProcess.StartOwn(kind.Name, Cores.Controller(), ["requests", "--port", portText, "--warm-up", warmUp, "--seconds", seconds, .. Workloads])
            : await ChildProcess.StartForeignAsync(
                kind.Name, Cores.Controller(), ControllerKind.OsKenCommand("request_rates.py", port), new Dictionary<string, string>
                {
                    ["WORKLOADS"] = string.Join(',', Workloads),
                    ["WARM_UP"] = warmUp,
                    ["SECONDS"] = seconds,
                });
        await child.WaitForListenerAsync(port);
        await ovs.AddBridgeAsync(new Bridge("br0", 1) { Controllers = [$"tcp:127.0.0.1:{portText}"], Ports = ["p1", "p2"] });
        return child;
    }
}
