using LearningSwitch;
using RxOfctl.Cli.Tests;
using RxOfctl.Interop.Tests.Hosts;
using RxOfctl.Interop.Tests.Ovs;
using RxOfctl.Protocol;

namespace RxOfctl.Interop.Tests.Tool;

/// <summary>rxofctl records Open vSwitch with an app, decodes what tshark dissects, and replays it.</summary>
public sealed class RecordTests : ToolWithOvs
{
    private static readonly string App = typeof(LearningSwitchApp).Assembly.Location;

    [OvsTheory]
    [InlineData(OpenFlowVersion.OpenFlow10, "openflow_v1")]
    [InlineData(OpenFlowVersion.OpenFlow13, "openflow_v4")]
    public async Task A_session_is_recorded_decoded_and_replayed_with_three_commands(OpenFlowVersion version, string protocol)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var file = Path.Combine(Ovs.DirectoryPath, "session.pcapng");
        using var recording = RunningTool.Start(null, "record", file, "ptcp:0:127.0.0.1", "--app", App);
        var listening = await recording.LineAsync(line => line.StartsWith("Recording in ", StringComparison.Ordinal));
        var address = listening.Split("Listening at ")[1].Split(". Ctrl-C")[0];
        await Ovs.AddBridgeAsync(new Bridge(BridgeName, 0xa1) { Protocols = [version], Ports = ["p1", "p2"], Controllers = [$"tcp:{address}"] });
        while (!(await TheirsAsync(version, "dump-flows", BridgeName)).Contains("CONTROLLER", StringComparison.Ordinal))
            limit.Token.ThrowIfCancellationRequested();
        await using (var hosts = await Pair.ConnectAsync(Ovs, limit.Token))
            await hosts.First.PingAsync(new(10, 0, 0, 2), limit.Token);
        var recorded = await recording.StopAsync();

        var decoded = await ToolRun.Async("decode", file);
        var replayed = await ToolRun.Async("replay", file, "--app", App, "--diff");

        Assert.Equal((0, ""), (recorded.Code, recorded.Error));
        Assert.Equal((0, ""), (decoded.Code, decoded.Error));
        Assert.EndsWith("dropped 0.", recorded.Output[^1], StringComparison.Ordinal);
        Assert.Contains($"Recorded {decoded.Output.Length} messages ", recorded.Output[^1], StringComparison.Ordinal);
        Assert.True(replayed.Code == 0, replayed.Text);
        if (OvsTools.TryFind("tshark") is null)
            return;
        var run = await Command.RunAsync("tshark", ["-r", file, "-Y", protocol, "-T", "fields", "-e", "frame.number"]);
        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal(
            decoded.Output.Count(line => line.Contains($" {version.ToText()} ", StringComparison.Ordinal)),
            run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }
}
