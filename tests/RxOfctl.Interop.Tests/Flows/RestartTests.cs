using System.Diagnostics;
using RxOfctl.Interop.Tests.Ovs;
using RxOfctl.Packets;
using RxOfctl.Protocol;

namespace RxOfctl.Interop.Tests.Flows;

/// <summary>A controller that is killed while packets pass, and started again with no rules, which come one after the other.</summary>
public sealed class RestartTests
{
    private static readonly string[] Flows =
    [
        "00000000000000a1 priority=10,in_port=1,udp,tp_dst=1,actions=output:2",
        "00000000000000a1 priority=10,in_port=1,udp,tp_dst=2,actions=mod_dl_src:02:00:00:00:00:99,output:2",
        "00000000000000a1 priority=5,in_port=1,actions=output:2",
    ];

    // .ci/long sets more of them, with a slower computation.
    private static readonly int Restarts = Setting("RXOFCTL_RESTARTS", 2);
    private static readonly int Seconds = Setting("RXOFCTL_RESTART_SECONDS", 1);

    [OvsTheory]
    [InlineData(OpenFlowVersion.OpenFlow10)]
    [InlineData(OpenFlowVersion.OpenFlow13)]
    [InlineData(OpenFlowVersion.OpenFlow14)]
    [InlineData(OpenFlowVersion.OpenFlow15)]
    public async Task No_packet_is_lost_and_no_equal_flow_is_sent_again(OpenFlowVersion version)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60 + Restarts * (Seconds + 10)));
        var directory = Directory.CreateTempSubdirectory("flows-");
        await using var ovs = await OpenVSwitch.StartAsync(limit.Token);
        try
        {
            var (port, file) = (FreePort.Take(), Path.Combine(directory.FullName, "flows"));
            await File.WriteAllLinesAsync(file, Flows, limit.Token);
            await ovs.AddBridgeAsync(new Bridge("bra1", 0xa1) { Protocols = [version], Controllers = [$"tcp:127.0.0.1:{port}"], Ports = ["p1", "p2"] });
            await ovs.VsctlAsync(["set", "controller", "bra1", "max_backoff=1000"]);
            await RunAgentAsync(ovs, port, file, limit.Token);
            await ovs.VsctlAsync(["set", "bridge", "bra1", "external-ids:applied=1"]);
            await ovs.AppctlAsync("vlog/set", "vconn:file:dbg");
            using var from = await ovs.ConnectPortAsync("p1", limit.Token);
            using var to = await ovs.ConnectPortAsync("p2", limit.Token);
            var restarted = new TaskCompletionSource();
            var passing = PassPacketsAsync(from, to, restarted.Task, limit.Token);

            for (var restart = 0; restart < Restarts; restart++)
                await RunAgentAsync(ovs, port, file, limit.Token);

            restarted.SetResult();
            Assert.True(await passing > Restarts);
            var log = await ovs.ReadLogAsync(limit.Token);
            Assert.Contains("OFPST_FLOW request", log, StringComparison.Ordinal);
            Assert.DoesNotContain("FLOW_MOD", log, StringComparison.Ordinal);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    // Runs the agent until the bridge is as it should be, and kills it.
    private static async Task RunAgentAsync(OpenVSwitch ovs, int port, string file, CancellationToken limit)
    {
        // The assemblies of this project come from more frameworks than the agent alone needs.
        using var agent = Process.Start(new ProcessStartInfo(
            "dotnet",
            [
                "exec", "--runtimeconfig", InDirectory("RxOfctl.Interop.Tests.runtimeconfig.json"),
                "--depsfile", InDirectory("RxOfctl.Interop.Tests.deps.json"),
                InDirectory("NeutronAgent.dll"), "--listen", $"127.0.0.1:{port}", "--flows", file, "--over", $"{Seconds}",
            ])
        {
            RedirectStandardOutput = true,
        })!;
        try
        {
            await ovs.PokeWhileAsync(WhenReconciledAsync(agent, limit));
        }
        finally
        {
            agent.Kill();
            await agent.WaitForExitAsync(limit);
        }
    }

    private static string InDirectory(string name) => Path.Combine(AppContext.BaseDirectory, name);

    private static async Task<string> WhenReconciledAsync(Process agent, CancellationToken limit)
    {
        while (await agent.StandardOutput.ReadLineAsync(limit) is { } line)
        {
            if (line.Contains("3 of 3 installed, 0 failed, 0 pending, 0 stale", StringComparison.Ordinal))
                return line;
        }

        throw new InvalidOperationException("The agent ended.");
    }

    // Sends each packet when the one before it has arrived: one that is lost is waited for until the time is up.
    private static async Task<int> PassPacketsAsync(DummyPort from, DummyPort to, Task stop, CancellationToken limit)
    {
        var count = 0;
        while (!stop.IsCompleted)
        {
            var frame = new EthernetFrame
            {
                Source = new(1),
                Destination = new(2),
                Ipv4 = new() { Source = new(10, 0, 0, 1), Destination = new(10, 0, 0, 2), Udp = new() { SourcePort = 9, DestinationPort = (ushort)(count % 3 + 1), Payload = BitConverter.GetBytes(count) } },
            };
            await from.SendAsync(frame.ToBytes().Memory, limit);
            var received = await to.ReceiveAsync(limit);
            Assert.Equal(count, BitConverter.ToInt32(received.AsSpan(42)));
            count++;
        }

        return count;
    }

    private static int Setting(string name, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(name), out var set) ? set : otherwise;
}
